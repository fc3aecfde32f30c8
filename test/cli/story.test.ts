import { X509Certificate } from 'node:crypto';
import { copyFile, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandWorld, MONTHS } from '../support/command-world.ts';
import { BUYER, SELLER } from '../support/draft.ts';
import { gatewayCutOff } from '../support/gateway-between.ts';
import { impostorAnswering } from '../support/impostor.ts';
import { fapiao, type GatewayProcess, type Ran, temporaryFolder } from '../support/processes.ts';
import { warmCommands } from '../support/warm-commands.ts';

const EMPLOYEE = 'P00000000000000001';
const NAME = '测试购买人';
const LINE = {
  taxClass: '3040201010000000000',
  item: '*信息技术服务*系统维护',
  quantity: '1',
  unitPrice: '4197.17',
  rate: '0.06',
};
const CORPORATION = { type: 'ENTERPRISE', code: BUYER, name: '深圳示范采购有限公司' };

let world: CommandWorld;
let gateway: GatewayProcess;
let cwd: string;

interface Issued {
  readonly requestId: string;
  readonly invoices: readonly { readonly number: string; readonly checkCode: string }[];
}

const warm = warmCommands();

async function as(who: string, ...args: readonly string[]): Promise<Ran> {
  return await world.as(who, ...args);
}

async function anonymous(...args: readonly string[]): Promise<Ran> {
  return await world.anonymous(...args);
}

async function done(ran: Promise<Ran>): Promise<unknown> {
  return await world.done(ran);
}

async function draft(file: string, content: unknown): Promise<string> {
  await writeFile(join(cwd, file), JSON.stringify(content));
  return file;
}

async function issue(content: unknown, ...more: readonly string[]): Promise<Issued> {
  const file = await draft('draft.json', content);
  return (await done(as('shop', 'issue', file, '--complete', '--json', ...more))) as Issued;
}

async function issueOne(buyer: unknown = CORPORATION): Promise<string> {
  const { invoices } = await issue({ buyer, lines: [LINE] });
  return invoices[0]?.number ?? '';
}

beforeAll(async () => {
  world = await CommandWorld.start();
  ({ gateway, cwd } = world);
  await world.enterSeller('shop', SELLER);
  await world.enter('corporation', BUYER, '--kind', 'GENERAL', '--name', CORPORATION.name);
  await world.enter('employee', EMPLOYEE, '--kind', 'PERSON');
  await done(anonymous('trust', 'fetch', '--json'));
});

afterAll(async () => {
  await world.stop();
});

describe('a seller', () => {
  it('issues, and sees what was issued', async () => {
    const number = await issueOne();
    expect(await done(as('shop', 'show', number, '--json'))).toMatchObject({
      invoice: {
        number,
        seller: { code: SELLER },
        totals: { net: '4197.17', tax: '251.83', gross: '4449.00' },
      },
      status: { state: 'OPEN', holder: BUYER, rest: '4449.00' },
    });
  });

  it('issues many at once', async () => {
    const drafts = Array.from({ length: 20 }, () => ({ buyer: CORPORATION, lines: [LINE] }));
    expect((await issue({ invoices: drafts })).invoices).toHaveLength(20);
    expect((await issue(drafts)).invoices).toHaveLength(20);
  });

  it('gets the same invoice for the same request, however often it asks', async () => {
    const content = { buyer: { type: 'PERSON', name: NAME }, lines: [LINE] };
    const first = await issue(content, '--request-id', 'till-1:000001');
    expect(await issue(content, '--request-id', 'till-1:000001')).toEqual(first);
    const other = { ...content, lines: [LINE, LINE] };
    const reused = await as(
      'shop',
      'issue',
      await draft('other.json', other),
      '--complete',
      '--request-id',
      'till-1:000001',
    );
    expect(reused).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('REQUEST_ID_REUSED') });
  });

  it('is told what the ledger refuses, with the pointer into its draft', async () => {
    const file = await draft('levy.json', { buyer: CORPORATION, lines: [{ ...LINE, rate: '0.03' }] });
    const ran = await as('shop', 'issue', file, '--complete', '--json');
    expect(ran.exitCode).toBe(2);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      code: 'RATE_NOT_ALLOWED',
      faults: [{ path: '/lines/0/rate' }],
      requestId: expect.any(String),
    });
  });

  it('keeps the name of a person to itself', async () => {
    const number = await issueOne({ type: 'PERSON', name: NAME });
    const { stdout } = await as('shop', 'show', number, '--json');
    expect(stdout).toContain('nameCommitment');
    expect(stdout).not.toContain(NAME);
    const openings = join(cwd, 'shop.openings.jsonl');
    expect(await readFile(openings, 'utf8')).toContain(NAME);
    expect((await stat(openings)).mode & 0o777).toBe(0o600);
  });

  it('reads its invoice in a terminal', async () => {
    const { stdout, exitCode } = await as('shop', 'show', await issueOne());
    expect(exitCode).toBe(0);
    for (const words of ['*信息技术服务*系统维护', '4449.00', 'OPEN', '6%']) expect(stdout).toContain(words);
    expect(stdout).not.toContain('\u001B');
  });
});

describe('login', () => {
  it('keeps gateway and identity once the gateway knows them', async () => {
    await done(as('shop', 'login', '--json'));
    await done(as('corporation', 'login', '--as', 'corporation', '--json'));
    const number = await issueOne({ type: 'BODY', name: '示范社区' });
    const folder = { cwd };
    expect(await fapiao(['show', number], folder)).toMatchObject({ exitCode: 0 });
    expect(await fapiao(['show', number, '--profile', 'corporation'], folder)).toMatchObject({ exitCode: 3 });
    await done(fapiao(['profile', 'use', 'corporation', '--json'], folder));
    const stranger = await fapiao(['identity', 'show', '--json'], folder);
    expect(JSON.parse(stranger.stdout)).toMatchObject({ code: BUYER });
  });
});

describe('holder and company', () => {
  it('pass on, lock, redeem in parts, and cannot redeem again', async () => {
    const number = await issueOne();
    await done(as('corporation', 'transfer', number, '--to', EMPLOYEE, '--json'));
    expect(await done(as('employee', 'lock', number, '--company', BUYER, '--json'))).toMatchObject({
      number,
      status: { state: 'LOCKED', lock: { company: BUYER } },
    });
    await done(as('corporation', 'redeem', number, '--amount', '449.00', '--json'));
    await done(as('employee', 'lock', number, '--company', BUYER, '--json'));
    expect(await done(as('corporation', 'redeem', number, '--json'))).toMatchObject({
      status: { state: 'REDEEMED', rest: '0.00' },
    });
    const again = await as('corporation', 'redeem', number, '--amount', '1.00');
    expect(again).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('INVOICE_REDEEMED') });
  });

  it('give a lock up', async () => {
    const number = await issueOne();
    await done(as('corporation', 'lock', number, '--company', BUYER, '--json'));
    expect(await done(as('corporation', 'unlock', number, '--json'))).toMatchObject({
      status: { state: 'OPEN' },
    });
  });

  it('hear of each of several invoices, and the worst exit code stays', async () => {
    const [one, other] = [await issueOne(), await issueOne()];
    await done(as('corporation', 'transfer', one, '--to', EMPLOYEE, '--json'));
    const ran = await as('corporation', 'transfer', one, other, '--to', EMPLOYEE, '--json');
    expect(ran.exitCode).toBe(3);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      invoices: [
        { number: one, problem: { code: 'NOT_THE_HOLDER', requestId: expect.any(String) } },
        { number: other, status: { holder: EMPLOYEE } },
      ],
    });
  });

  it('read the history, newest first', async () => {
    const number = await issueOne();
    await done(as('corporation', 'lock', number, '--company', BUYER, '--json'));
    await done(as('corporation', 'unlock', number, '--json'));
    const { history } = (await done(as('corporation', 'history', number, '--json'))) as {
      history: { status: { state: string } }[];
    };
    expect(history.map(({ status }) => status.state)).toEqual(['OPEN', 'LOCKED']);
  });

  it('may not see what is none of their business', async () => {
    const ran = await as('employee', 'show', await issueOne());
    expect(ran).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('NOT_A_PARTY') });
  });
});

describe('the bureau', () => {
  it('suspends and reinstates, freezes and releases', async () => {
    const number = await issueOne();
    await done(as('officer', 'bureau', 'suspend', SELLER, '--reason', '示例核查', '--json'));
    const file = await draft('suspended.json', { buyer: CORPORATION, lines: [LINE] });
    expect(await as('shop', 'issue', file, '--complete')).toMatchObject({ exitCode: 3 });
    await done(as('officer', 'bureau', 'reinstate', SELLER, '--json'));
    await done(as('officer', 'bureau', 'freeze', number, '--reason', '示例核查', '--json'));
    const ran = await as('corporation', 'transfer', number, '--to', EMPLOYEE);
    expect(ran).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('INVOICE_FROZEN') });
    await done(as('officer', 'bureau', 'release', number, '--json'));
  });

  it('amends a taxpayer', async () => {
    const amended = await done(
      as('officer', 'bureau', 'amend', SELLER, '--single-limit', '5000000.00', '--json'),
    );
    expect(amended).toMatchObject({ taxpayer: { singleLimit: '5000000.00' } });
  });

  it('certifies a key again, which stays the same', async () => {
    const certificate = join(cwd, 'employee.pem');
    const before = new X509Certificate(await readFile(certificate));
    await done(as('officer', 'bureau', 'amend', EMPLOYEE, '--csr', 'employee.csr', '--json'));
    const after = new X509Certificate(await readFile(certificate));
    expect(after.serialNumber).not.toBe(before.serialNumber);
    expect(after.publicKey.equals(before.publicKey)).toBe(true);
    await done(anonymous('identity', 'install', 'employee.json', 'employee.pem', '--json'));
  });

  it('has no other identity', async () => {
    const ran = await as('shop', 'bureau', 'credit', SELLER, '--month', String(MONTHS[0]), '--net', '9.00');
    expect(ran).toMatchObject({
      exitCode: 64,
      stderr: expect.stringContaining('this command needs an officer’s'),
    });
  });
});

describe('receipts', () => {
  it('are written by the seller and the platform, and verify offline', async () => {
    const number = await issueOne({ type: 'PERSON', name: NAME });
    const own = await done(as('shop', 'receipt', number, '--out', 'own', '--json'));
    expect(own).toMatchObject({
      receipts: [{ number, file: join('own', `${number}.pdf`), signedBy: 'self' }],
    });
    const other = await issueOne();
    const theirs = await done(as('corporation', 'receipt', other, '--out', 'theirs', '--json'));
    expect(theirs).toMatchObject({ receipts: [{ signedBy: 'platform' }] });
    const files = [join('own', `${number}.pdf`), join('theirs', `${other}.pdf`)];
    const report = await done(warm(['verify', ...files, '--json'], { cwd }));
    expect(report).toMatchObject({ receipts: [{ valid: true }, { valid: true }] });
    const live = await anonymous('verify', ...files, '--gateway', gateway.address);
    expect(live).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('2 of 2 receipts are genuine'),
    });
  });

  it('that cannot be read are reported beside the others', async () => {
    const number = await issueOne();
    await done(as('shop', 'receipt', number, '--out', 'some', '--json'));
    const files = ['none.pdf', join('some', `${number}.pdf`), 'some'];
    const ran = await warm(['verify', ...files], { cwd });
    expect(ran).toMatchObject({ exitCode: 5, stderr: '' });
    for (const words of [
      'none.pdf cannot be read: there is no such file',
      `✓ ${files[1] ?? ''}`,
      'some cannot be read: it is a folder',
      '1 of 3 receipts are genuine, 2 cannot be read',
    ])
      expect(ran.stdout).toContain(words);
    const json = await warm(['verify', ...files, '--json'], { cwd });
    expect(json.exitCode).toBe(5);
    expect(JSON.parse(json.stdout)).toMatchObject({
      receipts: [
        { file: 'none.pdf', valid: false, problem: { code: 'USAGE', exitCode: 64 } },
        { valid: true },
        { file: 'some', valid: false },
      ],
    });
  });

  it('that the ledger contradicts are not counted as genuine', async () => {
    const numbers = [await issueOne(), await issueOne()];
    await done(as('shop', 'receipt', ...numbers, '--out', 'contradicted', '--json'));
    const contradiction = { answer: 'MISMATCH', mismatched: ['net'], asOf: '2026-03-01T00:00:00Z' };
    const impostor = await impostorAnswering(contradiction);
    const files = numbers.map((number) => join('contradicted', `${number}.pdf`));
    const ran = await warm(['verify', ...files, '--gateway', impostor.address], { cwd });
    impostor.close();
    expect(ran.exitCode).toBe(5);
    for (const words of [`✗ ${files[0] ?? ''}`, 'the ledger disagrees: net', '0 of 2 receipts are genuine'])
      expect(ran.stdout).toContain(words);
  });

  it('are never judged by a trust file that happens to lie in the folder', async () => {
    const number = await issueOne();
    await done(as('shop', 'receipt', number, '--out', 'strange', '--json'));
    const receipt = join(cwd, 'strange', `${number}.pdf`);
    const own = join(cwd, 'config', 'fapiao', 'trust.json');
    const folder = await temporaryFolder();
    await copyFile(own, join(folder, 'trust.json'));
    const ran = await warm(['verify', receipt], { cwd: folder });
    expect(ran).toMatchObject({ exitCode: 64, stdout: '' });
    expect(ran.stderr).toContain(join(folder, 'config', 'fapiao', 'trust.json'));
    const named = await warm(['verify', receipt, '--trust', 'trust.json'], { cwd: folder });
    expect(named).toMatchObject({ exitCode: 0 });
    expect(named.stdout).toContain('checked against trust.json');
    const json = await warm(['verify', receipt, '--json'], { cwd });
    expect(JSON.parse(json.stdout)).toMatchObject({ trust: own });
  });

  it('of which none can be read are a wrong command line', async () => {
    for (const files of [['none.pdf'], ['none.pdf', 'nor-this.pdf']]) {
      const ran = await warm(['verify', ...files], { cwd });
      expect(ran).toMatchObject({ exitCode: 64, stdout: '' });
      for (const file of files) expect(ran.stderr).toContain(`${file} cannot be read`);
    }
  });

  it('are written once, unless told to be written anew', async () => {
    const number = await issueOne();
    await done(as('shop', 'receipt', number, '--out', 'kept', '--json'));
    const again = await as('shop', 'receipt', number, '--out', 'kept');
    expect(again).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('was there already') });
    await done(as('shop', 'receipt', number, '--out', 'kept', '--force', '--json'));
  });

  it('with one changed byte exit with 5 and say which check failed', async () => {
    const number = await issueOne();
    await done(as('shop', 'receipt', number, '--out', 'forged', '--json'));
    const file = join('forged', `${number}.pdf`);
    const bytes = await readFile(join(cwd, file));
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    await writeFile(join(cwd, file), bytes);
    const ran = await warm(['verify', file], { cwd });
    expect(ran).toMatchObject({
      exitCode: 5,
      stdout: expect.stringContaining('✗ the file is what was signed'),
    });
    const json = await warm(['verify', file, '--json'], { cwd });
    expect(JSON.parse(json.stdout)).toMatchObject({
      receipts: [{ valid: false, code: 'RECEIPT_SIGNATURE' }],
    });
    expect(json.exitCode).toBe(5);
  });
});

describe('a command cut off from its gateway', () => {
  it('leaves a request behind that the same command finishes', async () => {
    const file = await draft('cut-off.json', {
      buyer: CORPORATION,
      lines: [{ ...LINE, unitPrice: '77.00' }],
    });
    const args = ['issue', file, '--complete', '--identity', 'shop.json', '--json'];
    const cut = await gatewayCutOff(gateway.address);
    const env = { FAPIAO_GATEWAY: cut.address };
    const lost = await fapiao(args, { cwd, env });
    expect(lost.exitCode).toBe(4);
    const warnings = (await fapiao(args.slice(0, -1), { cwd, env })).stderr;
    await cut.close();
    const { requestId } = JSON.parse(lost.stdout) as { requestId: string };
    expect(await done(fapiao(args, { cwd, env: { FAPIAO_GATEWAY: gateway.address } }))).toMatchObject({
      requestId,
    });
    expect(warnings).toMatch(/^warning: sent at .* repeating request/m);
    expect(warnings).toMatch(/may still take effect until .*: the connection broke/);
  });
});

describe('an answer that no gateway would give', () => {
  it('exits with 70', async () => {
    const impostor = await impostorAnswering({});
    const ran = await as('shop', 'show', '26442000000000000001', '--gateway', impostor.address);
    impostor.close();
    expect(ran).toMatchObject({ exitCode: 70, stdout: '', stderr: expect.stringContaining('has a bug') });
  });
});

describe('secrets', () => {
  it('are never printed', async () => {
    for (const file of ['shop.json', 'corporation.json', 'employee.json']) {
      const { privateKey } = JSON.parse(await readFile(join(cwd, file), 'utf8')) as { privateKey: string };
      expect(world.output).not.toContain(privateKey.split('\n')[1]);
    }
    expect(world.output).not.toContain('PRIVATE KEY');
    expect(world.output).not.toContain('Bearer');
  });
});
