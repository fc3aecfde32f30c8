import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stateKey } from '@fapiao-ledger/core';
import {
  type EmbeddedLedger,
  openEmbeddedLedger,
  type StoredBlock,
  storedBlocks,
} from '@fapiao-ledger/network/embedded';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUYER, draftOf, SELLER } from '../support/draft.ts';
import { embeddedAuthorities, type Issued, LedgerWorld } from '../support/ledger-world.ts';
import { fapiao, type Ran } from '../support/processes.ts';
import { has } from '../support/programs.ts';
import type { Participant } from '../support/signed-calls.ts';

let cwd: string;
let folder: string;
let ledger: EmbeddedLedger;
let issued: Issued;
let number: string;
/** The block that carries what was issued. */
let issuing: StoredBlock;

interface Write {
  readonly key: string;
  readonly document: unknown;
}

interface ShownBlock {
  readonly number: number;
  readonly hash: string;
  readonly previousHash: string;
  readonly transactions: readonly {
    readonly id: string;
    readonly function: string;
    readonly writes: readonly Write[];
  }[];
}

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'fapiao-show-'));
  folder = join(cwd, 'ledger');
  ledger = await openEmbeddedLedger({ folder, heights: join(cwd, 'heights') });
  const world = await LedgerWorld.open(ledger.client(), embeddedAuthorities(ledger));
  const buyer = await world.register(BUYER, 'GENERAL');
  const seller: Participant = await world.register(SELLER, 'GENERAL');
  await world.openLane(seller, { credit: '10000.00' });
  issued = await world.issue(seller, [draftOf(), draftOf()]);
  number = issued.invoices[1]?.number ?? '';
  await world.lock(buyer, BUYER, number);
  await world.freeze(number, 'under review');
  issuing = await storedBlockWith('invoice:IssueInvoices');
});
afterAll(async () => {
  await ledger.close();
  await rm(cwd, { recursive: true });
});

const show = (...args: readonly string[]): Promise<Ran> => fapiao(['network', 'show', ...args], { cwd });

async function shown<T>(...args: readonly string[]): Promise<T> {
  const ran = await show(...args);
  expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
  return JSON.parse(ran.stdout) as T;
}

describe('fapiao network show', () => {
  it('shows the transactions of a block with what they read and wrote, while the ledger is in use', async () => {
    const block = await shown<ShownBlock>('--ledger', folder, '--block', String(issuing.number));
    expect(block.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(block).toMatchObject({
      isDataHashRight: true,
      orderers: [{ mspId: 'OrdererMSP' }],
      transactions: [
        {
          position: 0,
          validationCode: 'VALID',
          id: issued.transactionId,
          type: 'ENDORSER_TRANSACTION',
          channel: 'fapiao',
          creator: { mspId: 'PlatformMSP', commonName: 'operator', units: ['client'] },
          contract: { name: 'fapiao' },
          function: 'invoice:IssueInvoices',
          arguments: [{ seller: SELLER, lane: 'main', requests: [{ requestId: issued.requestId }] }],
          response: { status: 200, payload: { outcomes: [{ first: issued.first, count: 2 }] } },
          event: { name: 'InvoicesIssued', payload: { seller: SELLER, count: 2 } },
          endorsers: [{ mspId: 'TaxBureauMSP' }, { mspId: 'PlatformMSP' }],
        },
      ],
    });
    const [transaction] = block.transactions;
    expect(transaction).toHaveProperty('reads', expect.arrayContaining([laneRead()]));
    const page = transaction?.writes.find(({ key }) => key === stateKey('PAGE', issued.page));
    expect(page?.document).toMatchObject({ first: issued.first, seller: { code: SELLER } });
  });

  it('shows the newest block without a number, whose predecessor it names by hash', async () => {
    const newest = await shown<ShownBlock>('--ledger', folder);
    const before = await shown<ShownBlock>('--ledger', folder, '--block', String(newest.number - 1));
    expect(newest.previousHash).toBe(before.hash);
    expect(newest.transactions[0]?.function).toBe('bureau:FreezeInvoice');
  });

  it('shows the configuration in block 0, whose hash is the id of the ledger', async () => {
    const first = await shown<ShownBlock>('--ledger', folder, '--block', '0');
    expect(first).toMatchObject({ transactions: [{ type: 'CONFIG', creator: null }] });
    expect(first.hash).toBe(await ledger.client().ledgerId());
  });

  it('shows the newest value of a key', async () => {
    const key = stateKey('LANE', SELLER, 'main');
    expect(await shown('--ledger', folder, '--key', key)).toMatchObject({
      key,
      block: issuing.number,
      transactionId: issued.transactionId,
      document: { seller: SELLER, used: '200.00' },
    });
  });

  it('shows the keys of an invoice: its page, and what became of it since', async () => {
    expect(await shown('--ledger', folder, '--invoice', number)).toMatchObject({
      number,
      page: { key: stateKey('PAGE', issued.page), block: issuing.number },
      status: { key: stateKey('STATUS', number), document: { lock: { company: BUYER } } },
      freeze: { key: stateKey('FREEZE', number), document: { reason: 'under review' } },
    });
    const other = await shown('--ledger', folder, '--invoice', issued.first);
    expect(other).toMatchObject({ page: { block: issuing.number }, status: null, freeze: null });
  });

  it('shows a block from a file, and nothing else of the chain', async () => {
    await writeFile(join(cwd, 'block.pb'), issuing.bytes);
    const ofFile = await shown('--file', 'block.pb');
    expect(ofFile).toEqual(await shown('--ledger', folder, '--block', String(issuing.number)));
    expect(await shown('--file', 'block.pb', '--invoice', number)).toMatchObject({ status: null });
    expect(await show('--file', 'block.pb', '--block', '0')).toMatchObject({ exitCode: 4, stdout: '' });
  });

  it('shows blocks from a folder of files, whatever their names', async () => {
    const { number, bytes } = issuing;
    await mkdir(join(cwd, 'blocks'));
    await writeFile(join(cwd, 'blocks', 'b'), bytes);
    for await (const block of storedBlocks(folder))
      if (block.number === number + 1) await writeFile(join(cwd, 'blocks', 'a'), block.bytes);
    const ofLedger = await shown('--ledger', folder, '--block', String(number));
    expect(await shown('--file', 'blocks', '--block', String(number))).toEqual(ofLedger);
    expect(await shown('--file', 'blocks')).toMatchObject({ number: number + 1 });
    await writeFile(join(cwd, 'blocks', 'c'), 'no block');
    expect(await show('--file', 'blocks')).toMatchObject({
      exitCode: 4,
      stderr: expect.stringMatching(/^--file: blocks\/c: the bytes are not a block of Fabric\n/),
    });
  });

  it.skipIf(!has('jq'))('can be piped into jq', async () => {
    const { stdout } = await show('--ledger', folder);
    const names = execFileSync('jq', ['-r', '.transactions[].function'], { input: stdout, encoding: 'utf8' });
    expect(names).toBe('bureau:FreezeInvoice\n');
  });

  it('shows what is no transaction as base64 with the reason, and escapes what would act on a terminal', async () => {
    const bytes = Buffer.from(issuing.bytes);
    bytes.write('\u202eabc', bytes.indexOf('fapiao'));
    bytes[bytes.indexOf('IssueInvoices')] = 0xff;
    await writeFile(join(cwd, 'altered.pb'), bytes);
    const { stdout } = await show('--file', 'altered.pb');
    expect(stdout).not.toMatch(/\u202e/);
    expect(JSON.parse(stdout)).toMatchObject({
      isDataHashRight: false,
      transactions: [{ function: { base64: expect.any(String) } }],
    });
  });

  it.each([
    [['--block', '999'], /^there is no block 999: the chain has blocks 0 to \d+\n/],
    [['--block', 'last'], /^--block: "last" is no number of a block\n/],
    [['--key', 'UNKNOWN'], /^no valid transaction wrote the key UNKNOWN\n/],
    [
      ['--invoice', '26442000000000999999'],
      /^no valid transaction issued the invoice 26442000000000999999\n/,
    ],
    [['--block', '1', '--key', 'POLICY'], /^--block and --key cannot be given together\n/],
    [['--file', 'block.pb'], /^--ledger and --file cannot be given together\n/],
  ])('refuses %j and names what it cannot use', async (args, message) => {
    const ran = await show('--ledger', folder, ...args);
    expect(ran).toMatchObject({ exitCode: 4, stdout: '', stderr: expect.stringMatching(message) });
  });

  it.each([
    [['--ledger', 'nowhere'], /^--ledger: ENOENT/],
    [['--file', 'nowhere.pb'], /^--file: ENOENT/],
    [['--file', 'no-block.pb'], /^--file: the bytes are not a block of Fabric\n/],
    [['--home', 'nowhere'], /^there is no network in /],
  ])('refuses %j and names the flag', async (args, message) => {
    await writeFile(join(cwd, 'no-block.pb'), 'no block');
    const ran = await show(...args);
    expect(ran).toMatchObject({ exitCode: 4, stdout: '', stderr: expect.stringMatching(message) });
  });

  it('changes nothing in the folder', async () => {
    const before = await digestOf(folder);
    await show('--ledger', folder);
    expect(await digestOf(folder)).toBe(before);
  });
});

/** The first block with a text in it. */
async function storedBlockWith(text: string): Promise<StoredBlock> {
  for await (const block of storedBlocks(folder)) if (Buffer.from(block.bytes).includes(text)) return block;
  throw new RangeError(`no block has the text ${text}`);
}

function laneRead(): object {
  const version = { block: expect.any(Number), tx: 0 };
  return { namespace: 'fapiao', key: stateKey('LANE', SELLER, 'main'), version };
}

async function digestOf(path: string): Promise<string> {
  const names = execFileSync('find', [path, '-printf', '%P %s %T@\n'], { encoding: 'utf8' });
  return createHash('sha256').update(names).digest('hex');
}
