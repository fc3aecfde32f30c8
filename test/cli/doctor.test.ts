import { createPrivateKey, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type CertificateAuthority, createAuthority, validFor } from '@fapiao-ledger/network/ca';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { publicKeyText } from '../../cli/src/identity/identity-file.ts';
import { twinOf } from '../support/certificate-twin.ts';
import { SELLER } from '../support/draft.ts';
import { fapiao, freePort, temporaryFolder } from '../support/processes.ts';
import { warmCommands } from '../support/warm-commands.ts';

const DAY_MS = 86_400_000;
const ATTRIBUTES = { role: 'taxpayer', 'taxpayer.id': SELLER };

let platform: CertificateAuthority;
let bureau: CertificateAuthority;
/** Authority by which the platform certifies members of the channel. */
let members: CertificateAuthority;
let stranger: CertificateAuthority;
let network: object;
/** A gateway's trust file, and the time of its answer. */
let server: Server;
let gateway: string;
let aheadMs = 0;
/** The gateway's entry of the seller. */
let register: { status: number; body: object };
/** The taxpayer is a person, who sells nothing, unless a test says otherwise. */
const NO_SELLER = { status: 422, body: { code: 'CREDIT_CODE_INVALID', detail: 'no credit code' } };
let credit: { status: number; body: object };
let cwd: string;

interface Finding {
  readonly check: string;
  readonly verdict: string;
  readonly finding: string;
  readonly cure: string;
}

beforeAll(async () => {
  const validity = validFor(400, new Date(Date.now() - 40 * DAY_MS));
  const authority = (mspId: string, organization = mspId): Promise<CertificateAuthority> =>
    createAuthority({ mspId, organization, validity });
  [platform, members, bureau, stranger] = await Promise.all([
    authority('PlatformMSP', 'Platform taxpayers'),
    authority('PlatformMSP'),
    authority('TaxBureauMSP'),
    authority('PlatformMSP'),
  ]);
  network = {
    version: 1,
    channel: 'fapiao',
    chaincode: 'fapiao',
    ledger: '1e'.repeat(32),
    authorities: [bureau, members].map(published),
    taxpayerAuthorities: [platform].map(published),
    policy: { all: ['TaxBureauMSP'], any: ['PlatformMSP'] },
  };
  server = createServer(({ url }, response) => {
    response.setHeader('date', new Date(Date.now() + aheadMs).toUTCString());
    response.setHeader('content-type', 'application/json');
    const isRegister = url === `/v1/taxpayers/${SELLER}` || url === '/v1/key';
    const isCredit = url?.startsWith('/v1/credits/') === true;
    const answer = isCredit ? credit : isRegister ? register : { status: 200, body: network };
    response.writeHead(answer.status).end(JSON.stringify(answer.body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  gateway = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => server.close());

function published({ mspId, certificate }: CertificateAuthority): object {
  return { mspId, certificate };
}

beforeEach(async () => {
  aheadMs = 0;
  credit = NO_SELLER;
  cwd = await temporaryFolder();
  await writeFile(join(cwd, 'trust.json'), JSON.stringify(network));
  await certify(platform);
});

/** Writes an identity file with a new key and a certificate for another hundred days. */
async function certify(
  authority: CertificateAuthority,
  { attributes = ATTRIBUTES, days = 100 }: { attributes?: Record<string, string>; days?: number } = {},
): Promise<void> {
  const now = Date.now();
  const validity = { from: new Date(now - 20 * DAY_MS), to: new Date(now + days * DAY_MS) };
  const pair = await authority.enrollWithNewKey({ commonName: SELLER, ou: 'client', validity, attributes });
  const identity = { version: 1, mspId: 'PlatformMSP', code: SELLER, role: 'taxpayer', ...pair };
  await writeFile(join(cwd, 'shop.json'), JSON.stringify(identity), { mode: 0o600 });
  const publicKey = publicKeyText(createPrivateKey(pair.privateKey));
  register = { status: 200, body: { code: SELLER, kind: 'GENERAL', status: 'ACTIVE', publicKey } };
}

const warm = warmCommands();

async function doctor(
  env: Readonly<Record<string, string>> = {},
): Promise<{ exitCode: number | null; findings: readonly Finding[] }> {
  const defaults = { FAPIAO_GATEWAY: gateway, FAPIAO_IDENTITY: 'shop.json', FAPIAO_TRUST: 'trust.json' };
  const { exitCode, stdout, stderr } = await warm(['doctor', '--json'], {
    cwd,
    env: { ...defaults, ...env },
  });
  expect(stderr).toBe('');
  return { exitCode, ...(JSON.parse(stdout) as { findings: readonly Finding[] }) };
}

/** Returns the one finding that is no success. */
async function trouble(
  env: Readonly<Record<string, string>> = {},
): Promise<Finding & { exitCode: number | null }> {
  const { exitCode, findings } = await doctor(env);
  const wrong = findings.filter(({ verdict }) => verdict !== 'ok');
  expect(wrong).toHaveLength(1);
  return { exitCode, ...(wrong[0] as Finding) };
}

describe('fapiao doctor', () => {
  it('finds nothing where nothing is wrong', async () => {
    const { exitCode, findings } = await doctor();
    expect(findings.filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
    expect(findings.map(({ check }) => check)).toEqual([
      'gateway',
      'clock',
      'channel',
      'trust',
      'identity',
      'expiry',
      'role',
      'authority',
      'register',
    ]);
    expect(exitCode).toBe(0);
  });

  it('examines an officer, which the gateway admits only with the registered key', async () => {
    const attributes = { role: 'officer', 'officer.id': 'O0002' };
    await certify(bureau, { attributes });
    const file = join(cwd, 'shop.json');
    const identity = JSON.parse(await readFile(file, 'utf8')) as object;
    const officer = { ...identity, mspId: 'TaxBureauMSP', code: 'O0002', role: 'officer' };
    await writeFile(file, JSON.stringify(officer), { mode: 0o600 });
    const { exitCode, findings } = await doctor();
    expect({ exitCode, register: findings.at(-1)?.finding }).toEqual({
      exitCode: 0,
      register: 'the register has officer O0002, with your key',
    });
    register = { status: 401, body: { code: 'CREDENTIAL_INVALID', detail: 'another key is registered' } };
    expect(await trouble()).toMatchObject({
      check: 'register',
      cure: expect.stringContaining('officer add O0002'),
    });
  });

  it('names a gateway that does not answer, and still looks at what lies here', async () => {
    const nowhere = `http://127.0.0.1:${await freePort()}`;
    const { exitCode, findings } = await doctor({ FAPIAO_GATEWAY: nowhere });
    expect(exitCode).toBe(3);
    expect(findings[0]).toMatchObject({ check: 'gateway', verdict: 'failed' });
    expect(findings[0]?.finding).toBe(`the gateway ${nowhere} cannot be reached (ECONNREFUSED)`);
    expect(findings.map(({ check }) => check)).toContain('expiry');
  });

  it.each([
    [120_000, 'failed', 3, 'behind'],
    [-30_000, 'warning', 0, 'ahead of'],
  ])('names a clock that is %i ms off', async (ms, verdict, exitCode, word) => {
    aheadMs = ms;
    const found = await trouble();
    expect(found).toMatchObject({ check: 'clock', verdict, exitCode });
    expect(found.finding).toContain(word);
    expect(found.cure).toContain('NTP');
  });

  it('names another channel', async () => {
    const found = await trouble({ FAPIAO_CHANNEL: 'invoices' });
    expect(found).toMatchObject({ check: 'channel', verdict: 'failed', exitCode: 3 });
    expect(found.cure).toContain('--channel fapiao');
  });

  it('names what a trust file and the gateway differ in', async () => {
    await writeFile(
      join(cwd, 'trust.json'),
      JSON.stringify({ ...network, policy: { all: ['TaxBureauMSP'], any: [] } }),
    );
    expect(await trouble()).toMatchObject({
      check: 'trust',
      verdict: 'failed',
      finding: 'trust.json and the gateway differ in policy',
    });
  });

  it.each([
    [80, 'warning', /ends in 79 days \(fewer than 90\)/],
    [20, 'warning', /\(fewer than 30\)/],
    [5, 'warning', /\(fewer than 7\)/],
    [-1, 'failed', /expired on 20/],
  ])('names a certificate that ends in %i days', async (days, verdict, words) => {
    await certify(platform, { days });
    const found = await trouble();
    expect(found).toMatchObject({ check: 'expiry', verdict });
    expect(found.finding).toMatch(words);
    expect(found.cure).toContain('fapiao identity install');
  });

  it.each([
    [{}, 'no role attribute'],
    [{ role: 'auditor', 'taxpayer.id': SELLER }, 'has the role auditor, the file says taxpayer'],
    [{ role: 'taxpayer' }, 'names no code'],
  ])('names attributes that are missing or others: %o', async (attributes, words) => {
    await certify(platform, { attributes });
    const found = await trouble();
    expect(found).toMatchObject({ check: 'role', verdict: 'failed' });
    expect(found.finding).toContain(words);
    expect(found.cure).toContain(`role=taxpayer, taxpayer.id=${SELLER}`);
  });

  it('names a certificate of another organization, and one of none', async () => {
    await certify(bureau);
    expect((await trouble()).finding).toBe(
      'you act for PlatformMSP, but TaxBureauMSP issued your certificate',
    );
    await certify(stranger);
    expect(await trouble()).toMatchObject({ check: 'authority', verdict: 'failed', exitCode: 3 });
  });

  it('names a taxpayer’s certificate from the authority of members', async () => {
    await certify(members);
    expect(await trouble()).toMatchObject({
      check: 'authority',
      verdict: 'failed',
      finding: 'your role is taxpayer, but the authority of PlatformMSP for members issued your certificate',
    });
  });

  it('names a revoked certificate, a revoked authority, and a certificate under its other signature', async () => {
    const file = join(cwd, 'shop.json');
    const identity = JSON.parse(await readFile(file, 'utf8')) as { certificate: string };
    const fingerprint = (pem: string): string =>
      new X509Certificate(pem).fingerprint256.replaceAll(':', '').toLowerCase();
    const finding = async (revoked: readonly string[]): Promise<string> => {
      const before = network;
      network = { ...network, revoked };
      await writeFile(join(cwd, 'trust.json'), JSON.stringify(network));
      const { finding } = await trouble();
      network = before;
      return finding;
    };
    expect(await finding([fingerprint(identity.certificate)])).toBe('your certificate is revoked');
    expect(await finding([fingerprint(platform.certificate)])).toBe(
      'the authority of PlatformMSP is revoked',
    );
    await writeFile(join(cwd, 'trust.json'), JSON.stringify(network));
    await writeFile(file, JSON.stringify({ ...identity, certificate: twinOf(identity.certificate) }));
    expect((await trouble()).finding).toBe(
      'the signature in your certificate has a high S, which is refused',
    );
  });

  it('has a key without a certificate certified, and never made anew', async () => {
    const file = join(cwd, 'shop.json');
    const { certificate: _certificate, ...rest } = JSON.parse(await readFile(file, 'utf8')) as object & {
      certificate: string;
    };
    await writeFile(file, JSON.stringify({ ...rest, certificate: '' }));
    const found = await trouble();
    expect(found).toMatchObject({ check: 'identity', verdict: 'failed', exitCode: 3 });
    expect(found.finding).toContain('a key without a certificate');
    expect(found.cure).toContain('Send its request, shop.csr');
    expect(found.cure).not.toContain('identity new');
  });

  it('names a taxpayer who is suspended, has another key, or is not registered', async () => {
    const { body } = register;
    register = { status: 200, body: { ...body, status: 'SUSPENDED' } };
    const suspended = await trouble();
    expect(suspended).toMatchObject({ check: 'register', verdict: 'failed', exitCode: 3 });
    expect(suspended.finding).toContain('has suspended');
    register = { status: 200, body: { ...body, publicKey: 'another' } };
    expect((await trouble()).finding).toContain('another key');
    register = { status: 404, body: { code: 'TAXPAYER_NOT_FOUND', detail: 'no such taxpayer' } };
    expect(await trouble()).toMatchObject({ check: 'register', finding: 'no such taxpayer' });
  });

  it('tells a company that no credit is granted this month', async () => {
    credit = { status: 404, body: { code: 'CREDIT_NOT_FOUND', detail: 'no credit' } };
    expect(await trouble()).toMatchObject({
      check: 'credit',
      verdict: 'warning',
      exitCode: 0,
      cure: 'To issue invoices, ask the tax bureau for credit of this month.',
    });
  });

  it('warns a seller before its credit or its numbers run out', async () => {
    const body = { month: '2026-03', granted: '1000.00', left: '200.00', numbersLeft: 100 };
    credit = { status: 200, body };
    expect((await doctor()).findings.filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
    credit = { status: 200, body: { ...body, left: '199.99' } };
    expect(await trouble()).toMatchObject({ check: 'credit', verdict: 'warning' });
    credit = { status: 200, body: { ...body, numbersLeft: 0 } };
    expect(await trouble()).toMatchObject({ check: 'numbers', verdict: 'failed' });
    credit = { status: 200, body: { ...body, left: 'much' } };
    expect(await trouble()).toMatchObject({ check: 'credit', verdict: 'failed' });
  });

  it('names an identity file that others may read, and none at all', async () => {
    await chmod(join(cwd, 'shop.json'), 0o644);
    expect((await trouble()).finding).toContain('chmod 600');
    const { exitCode, findings } = await doctor({ FAPIAO_IDENTITY: '' });
    expect(findings.at(-1)).toMatchObject({ check: 'identity', verdict: 'warning' });
    expect(exitCode).toBe(0);
  });

  it('says it to people with signs and cures, and shows no key', async () => {
    const env = { FAPIAO_GATEWAY: gateway, FAPIAO_IDENTITY: 'shop.json', FAPIAO_CHANNEL: 'other' };
    const { stdout } = await fapiao(['doctor'], { cwd, env });
    expect(stdout).toContain('✗ channel    you sign for channel other, the gateway serves fapiao');
    expect(stdout).toMatch(/→ Use --channel fapiao/);
    const { privateKey } = JSON.parse(await readFile(join(cwd, 'shop.json'), 'utf8')) as {
      privateKey: string;
    };
    expect(stdout).not.toContain(privateKey.split('\n')[1]);
  });

  it('examines a Fabric network whose folder is here', async () => {
    const home = join(cwd, 'fabric');
    await mkdir(home);
    const settings = { home: '.', profile: 'small', basePort: await freePort(), channel: 'fapiao' };
    const network = { settings, peers: [], orderers: [], clients: [] };
    await writeFile(join(home, 'network.json'), JSON.stringify(network));
    const { exitCode, findings } = await doctor({ FAPIAO_FABRIC_HOME: home });
    expect(findings.filter(({ check }) => check.startsWith('fabric '))).toHaveLength(13);
    expect(exitCode).toBe(3);
  });

  it('says why a Fabric network cannot be examined', async () => {
    const found = await trouble({ FAPIAO_FABRIC_HOME: 'nowhere' });
    expect(found).toMatchObject({ check: 'fabric', verdict: 'failed', exitCode: 3 });
    expect(found.finding).toContain('there is no network in');
    expect(found.cure).toContain('network -- up');
  });

  it('tells operators of a network where to look', async () => {
    expect((await fapiao(['doctor', '--help'], { cwd })).stdout).toMatch(/fapiao\s+network\s+doctor/);
  });
});
