import { createPublicKey, ECDH, generateKeyPairSync } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publicKeyIn, publicKeyOfRequest } from '../../cli/src/commands/bureau/public-key.ts';
import { CommandWorld, MONTHS } from '../support/command-world.ts';
import { SELLER } from '../support/draft.ts';
import { fapiao } from '../support/processes.ts';

const BUYER = { type: 'ENTERPRISE', code: '914403001922038216', name: '示范制造有限公司' };
const LINE = {
  taxClass: '1090512990000000000',
  item: '*计算机外部设备*打印机',
  quantity: '2',
  unitPrice: '1327.43',
  rate: '0.13',
};
const DRAFT = { buyer: BUYER, lines: [LINE] };

let world: CommandWorld;
let number: string;

beforeAll(async () => {
  world = await CommandWorld.start();
  await world.enterSeller('shop', SELLER);
  [number = ''] = await world.issue('shop', [DRAFT]);
});

afterAll(async () => {
  await world.stop();
});

describe('officers', () => {
  it('let others in, who act for the bureau until they are revoked', async () => {
    const made = ['identity', 'new', 'second.json', '--role', 'officer', '--code', 'O0002', '--json'];
    await world.done(world.anonymous(...made));
    const added = await world.done(
      world.as('officer', 'bureau', 'officer', 'add', 'O0002', '--csr', 'second.csr', '--json'),
    );
    expect(added).toMatchObject({ officer: { code: 'O0002', status: 'ACTIVE', mspId: 'TaxBureauMSP' } });
    const installed = await world.done(
      world.anonymous('identity', 'install', 'second.json', 'second.pem', '--json'),
    );
    expect(installed).toMatchObject({ role: 'officer', code: 'O0002' });
    const suspend = ['bureau', 'suspend', SELLER, '--reason', '核查', '--json'];
    await world.done(world.as('second', ...suspend));
    await world.done(world.as('second', 'bureau', 'reinstate', SELLER, '--json'));
    await world.done(world.as('officer', 'bureau', 'officer', 'revoke', 'O0002', '--json'));
    expect(await world.as('second', ...suspend)).toMatchObject({ exitCode: 3 });
  });

  it('set the check page, to which receipts then link, and remove it', async () => {
    const address = 'https://check.example/';
    const checkPage = ['bureau', 'check-page', '--json'];
    expect(await world.done(world.as('officer', ...checkPage, address))).toEqual({ checkPage: address });
    expect(await world.done(world.as('officer', ...checkPage))).toEqual({});
    expect(await world.as('officer', ...checkPage, 'http://check.example/')).toMatchObject({ exitCode: 64 });
  });

  it('cannot revoke themselves', async () => {
    const ran = await world.as('officer', 'bureau', 'officer', 'revoke', 'O0001', '--json');
    expect(JSON.parse(ran.stdout)).toMatchObject({ code: 'ROLE_REQUIRED' });
  });

  it.each([
    ['identity', 'new', 'x.json', '--role', 'officer'],
    ['identity', 'new', 'x.json', '--role', 'officer', '--code', SELLER],
    ['identity', 'new', 'x.json', '--code', 'O0002'],
    ['bureau', 'officer', 'add', 'O0003'],
  ])('are named by their own kind of code: %s', async (...args) => {
    expect(await world.as('officer', ...args)).toMatchObject({ exitCode: 64 });
  });
});

describe('an act of the bureau', () => {
  it.each([
    ['credit', () => ['credit', SELLER, '--month', String(MONTHS[0]), '--net', '2000000.00']],
    ['segment', () => ['segment', SELLER, '--prefix', '26442', '--count', '10']],
    ['freeze', () => ['freeze', number, '--reason', '核查']],
    ['release', () => ['release', number]],
    ['amend', () => ['amend', SELLER, '--contact', '示例路1号']],
    ['suspend', () => ['suspend', SELLER, '--reason', '核查']],
    ['reinstate', () => ['reinstate', SELLER]],
  ])('is done once however often it is asked for under one id: %s', async (name, args) => {
    const words = ['bureau', ...args(), '--request-id', `request-of-${name}`, '--json'];
    const first = await world.done(world.as('officer', ...words));
    expect(await world.done(world.as('officer', ...words))).toEqual(first);
  });

  it('for the ledger of another trust file is refused, with what to do', async () => {
    const trust = await readFile(join(world.gateway.home, 'trust.json'), 'utf8');
    const file = join(world.cwd, 'other-trust.json');
    await writeFile(file, JSON.stringify({ ...JSON.parse(trust), ledger: 'f'.repeat(64) }));
    const identity = join(world.gateway.home, 'identities', 'officer.json');
    const env = { FAPIAO_GATEWAY: world.gateway.address, FAPIAO_TRUST: file, FAPIAO_IDENTITY: identity };
    const ran = await fapiao(['bureau', 'suspend', SELLER, '--reason', '核查'], { cwd: world.cwd, env });
    expect(ran).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('OTHER_LEDGER') });
    expect(ran.stderr).toContain('fapiao trust fetch --force');
  });

  it('under the id of another one is refused', async () => {
    const args = ['credit', SELLER, '--month', String(MONTHS[0]), '--net', '99000000.00'];
    const ran = await world.as('officer', 'bureau', ...args, '--request-id', 'request-of-credit', '--json');
    expect(JSON.parse(ran.stdout)).toMatchObject({ code: 'REQUEST_ID_REUSED', exitCode: 3 });
  });

  it('that freezes tells its reason to the bureau and not to the parties', async () => {
    const reason = ['bureau', 'freeze-reason', number, '--json'];
    const answer = await world.done(world.as('officer', ...reason));
    expect(answer).toMatchObject({ number, reason: '核查', officer: 'O0001' });
    expect(await world.as('shop', ...reason)).toMatchObject({ exitCode: 3 });
  });
});

describe('a request', () => {
  it('is shown as the ledger has it, and replaced or canceled only while it was not used', async () => {
    await writeFile(join(world.cwd, 'draft.json'), JSON.stringify(DRAFT));
    const issue = ['issue', 'draft.json', '--complete', '--json'];
    const show = async (id: string): Promise<unknown> =>
      await world.done(world.as('shop', 'request', 'show', id, '--json'));
    expect(await show('request-0')).toMatchObject({ state: 'NOT_USED' });
    await world.done(world.as('shop', 'request', 'cancel', 'request-0', '--json'));
    expect(await show('request-0')).toMatchObject({ state: 'REPLACED' });
    const late = await world.as('shop', ...issue, '--request-id', 'request-0');
    expect(JSON.parse(late.stdout)).toMatchObject({ code: 'REQUEST_REPLACED' });
    await world.done(world.as('shop', ...issue, '--request-id', 'request-1', '--replaces', 'request-00'));
    expect(await show('request-00')).toMatchObject({ state: 'REPLACED', replacedBy: 'request-1' });
    expect(await show('request-1')).toMatchObject({ state: 'DONE' });
    const twice = await world.as('shop', ...issue, '--request-id', 'request-2', '--replaces', 'request-1');
    expect(JSON.parse(twice.stdout)).toMatchObject({ code: 'REPLACED_REQUEST_USED' });
    expect(await show('request-2')).toMatchObject({ state: 'REPLACED' });
    const cancelled = await world.as('shop', 'request', 'cancel', 'request-1', '--json');
    expect(JSON.parse(cancelled.stdout)).toMatchObject({ code: 'REPLACED_REQUEST_USED' });
  });
});

describe('a key that an officer signs', () => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = publicKey.export({ format: 'der', type: 'spki' });

  it('is written in one form, however its point was written', () => {
    const point = ECDH.convertKey(
      spki.subarray(-65),
      'prime256v1',
      undefined,
      undefined,
      'compressed',
    ) as Buffer;
    const head = Buffer.from('3039301306072a8648ce3d020106082a8648ce3d030107032200', 'hex');
    const compressed = Buffer.concat([head, point]);
    expect(createPublicKey({ key: compressed, format: 'der', type: 'spki' }).equals(publicKey)).toBe(true);
    const pem = `-----BEGIN PUBLIC KEY-----\n${compressed.toString('base64')}\n-----END PUBLIC KEY-----\n`;
    expect(publicKeyIn(pem, 'x.pem')).toBe(spki.toString('base64'));
  });

  it('comes from a request that the owner of the key has signed', async () => {
    const pem = await readFile(join(world.cwd, 'shop.csr'), 'utf8');
    expect(await publicKeyOfRequest(pem, 'shop.csr')).toMatch(/^MFkw/);
    const body = Buffer.from(pem.replaceAll(/-----.*-----|\s/g, ''), 'base64');
    for (const place of [60, body.length - 5]) {
      const changed = Buffer.from(body);
      changed[place] = (changed[place] as number) ^ 1;
      const forged = `-----BEGIN CERTIFICATE REQUEST-----\n${changed.toString('base64')}\n-----END CERTIFICATE REQUEST-----\n`;
      await expect(publicKeyOfRequest(forged, 'shop.csr')).rejects.toMatchObject({
        code: 'CREDENTIAL_INVALID',
      });
    }
  });
});
