import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CertificateAuthority, createAuthority, validFor } from '@fapiao-ledger/network/ca';
import { publicKeyOfCsr } from '@fapiao-ledger/pki/csr';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SELLER } from '../support/draft.ts';
import { type Ran, temporaryFolder } from '../support/processes.ts';
import { warmCommands } from '../support/warm-commands.ts';

const DAY_MS = 86_400_000;

let authority: CertificateAuthority;
let cwd: string;

beforeAll(async () => {
  const validity = validFor(30, new Date(Date.now() - 10 * DAY_MS));
  authority = await createAuthority({ mspId: 'PlatformMSP', organization: '示范开票平台', validity });
});

beforeEach(async () => {
  cwd = await temporaryFolder();
});

const warm = warmCommands();

async function command(...args: readonly string[]): Promise<Ran> {
  return await warm(args, { cwd });
}

async function newIdentity(name = 'shop'): Promise<void> {
  const made = await command('identity', 'new', `${name}.json`, '--code', SELLER);
  expect(made).toMatchObject({ exitCode: 0, stderr: '' });
}

/** Certifies the request of an identity, as the bureau does. */
async function certify(name = 'shop', validity = validFor(10, new Date(Date.now() - DAY_MS))): Promise<void> {
  const csr = await readFile(join(cwd, `${name}.csr`), 'utf8');
  const attributes = { role: 'taxpayer', 'taxpayer.id': SELLER };
  const certificate = await authority.enroll({ csr, commonName: SELLER, ou: 'client', validity, attributes });
  await writeFile(join(cwd, `${name}.pem`), certificate);
}

describe('fapiao identity', () => {
  it('makes a key that only its owner can read, and a request for it', async () => {
    await newIdentity();
    expect((await stat(join(cwd, 'shop.json'))).mode & 0o777).toBe(0o600);
    const csr = await readFile(join(cwd, 'shop.csr'), 'utf8');
    await expect(publicKeyOfCsr(csr)).resolves.toContain('PUBLIC KEY');
    expect(csr).not.toContain('PRIVATE');
  });

  it('takes its certificate in and shows who it is, without the key', async () => {
    await newIdentity();
    await certify();
    await expect(command('identity', 'install', 'shop.json', 'shop.pem')).resolves.toMatchObject({
      exitCode: 0,
    });
    const shown = await command('identity', 'show', 'shop.json', '--json');
    expect(JSON.parse(shown.stdout)).toMatchObject({ role: 'taxpayer', code: SELLER, mspId: 'PlatformMSP' });
    const { privateKey } = JSON.parse(await readFile(join(cwd, 'shop.json'), 'utf8')) as {
      privateKey: string;
    };
    expect(shown.stdout + shown.stderr).not.toContain(privateKey.split('\n')[1]);
    expect((await stat(join(cwd, 'shop.json'))).mode & 0o777).toBe(0o600);
  });

  it('does not overwrite a key unless told to', async () => {
    await newIdentity();
    const before = await readFile(join(cwd, 'shop.json'), 'utf8');
    const again = await command('identity', 'new', 'shop.json', '--code', SELLER);
    expect(again).toMatchObject({
      exitCode: 64,
      stderr: expect.stringContaining('shop.json exists already'),
    });
    expect(await readFile(join(cwd, 'shop.json'), 'utf8')).toBe(before);
  });

  it('refuses a certificate for another key', async () => {
    await newIdentity();
    await newIdentity('other');
    await certify('other');
    const installed = await command('identity', 'install', 'shop.json', 'other.pem');
    expect(installed).toMatchObject({
      exitCode: 3,
      stderr: expect.stringContaining('is for another key'),
    });
  });
});

describe('an identity file', () => {
  it.each([
    ['readable by others', async (file: string) => await chmod(file, 0o640), 'chmod 600'],
    [
      'that is no JSON',
      async (file: string) => await writeFile(file, '{"privateKey": "SECRET'),
      'not an identity file',
    ],
    [
      'without a field',
      async (file: string) => await writeFile(file, '{"version": 1}'),
      'not an identity file',
    ],
    ['whose key is damaged', async (file: string) => await damageKey(file), 'no P-256 private key'],
  ])('%s is refused with the reason and without its content', async (_desc, spoil, reason) => {
    await newIdentity();
    await certify();
    await command('identity', 'install', 'shop.json', 'shop.pem');
    await spoil(join(cwd, 'shop.json'));
    const ran = await command('show', '26442000000000000001', '--identity', 'shop.json');
    expect(ran).toMatchObject({ exitCode: 3, stdout: '' });
    expect(ran.stderr).toContain('shop.json');
    expect(ran.stderr).toContain(reason);
    expect(ran.stderr).not.toMatch(/SECRET|PRIVATE KEY|MIGH/);
  });

  it('without a certificate is refused with what to do', async () => {
    await newIdentity();
    const ran = await command('show', '26442000000000000001', '--identity', 'shop.json');
    expect(ran).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('fapiao identity install') });
  });

  it('with an expired certificate is refused', async () => {
    await newIdentity();
    await certify('shop', validFor(1, new Date(Date.now() - 3 * DAY_MS)));
    const ran = await command('identity', 'install', 'shop.json', 'shop.pem');
    expect(ran).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('expired') });
  });

  it('that is not there is a wrong command line', async () => {
    const ran = await command('show', '26442000000000000001', '--identity', 'missing.json', '--json');
    expect(ran.exitCode).toBe(64);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      code: 'USAGE',
      detail: expect.stringContaining('missing.json'),
    });
  });
});

async function damageKey(file: string): Promise<void> {
  const content = JSON.parse(await readFile(file, 'utf8')) as Record<string, string>;
  await writeFile(file, JSON.stringify({ ...content, privateKey: 'SECRET' }));
}
