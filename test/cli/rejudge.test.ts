import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, open, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedLedger, storedBlocks } from '@fapiao-ledger/network/embedded';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUYER, draftOf, SELLER } from '../support/draft.ts';
import { forged, forgedDraft } from '../support/forged-blocks.ts';
import { embeddedAuthorities, type Issued, LedgerWorld } from '../support/ledger-world.ts';
import { type Ran, startFapiao } from '../support/processes.ts';
import { has } from '../support/programs.ts';
import { warmCommands } from '../support/warm-commands.ts';

let cwd: string;
let ledger: string;
let blocks: readonly Uint8Array[];
let issued: Issued;
let shanghaiDay: string;

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'fapiao-rejudge-'));
  ledger = join(cwd, 'ledger');
  const embedded = await openEmbeddedLedger({ folder: ledger, heights: join(cwd, 'heights') });
  const world = await LedgerWorld.open(embedded.client(), embeddedAuthorities(embedded));
  await world.register(BUYER, 'GENERAL');
  const seller = await world.register(SELLER, 'GENERAL');
  await world.openLane(seller, { credit: '10000.00' });
  issued = await world.issue(seller, [draftOf(), draftOf()]);
  const number = issued.invoices[0]?.number ?? '';
  shanghaiDay = (await world.read(number)).invoice.date;
  await embedded.close();
  const stored: Uint8Array[] = [];
  for await (const { bytes } of storedBlocks(ledger)) stored.push(bytes);
  blocks = stored;
  await writeBlocks('copy', blocks);
  const change = forgedDraft(1, (draft) => ({ ...draft, totals: { ...draft.totals, gross: '113.01' } }));
  await writeBlocks('forged', forged(blocks, change));
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

/** Writes blocks into files whose names say nothing about their order. */
async function writeBlocks(folder: string, bytes: readonly Uint8Array[]): Promise<void> {
  await mkdir(join(cwd, folder));
  for (const [number, block] of bytes.entries())
    await writeFile(join(cwd, folder, `${bytes.length - number}.pb`), block);
}

const warm = warmCommands();
const rejudge = (...args: readonly string[]): Promise<Ran> => warm(['bureau', 'rejudge', ...args], { cwd });

describe('fapiao bureau rejudge', () => {
  it('finds no difference in a ledger that the contract wrote, and names what it read', async () => {
    const ran = await rejudge('--ledger', 'ledger');
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ran.stdout).toContain('2 invoices judged again: no difference');
    const { stdout } = await rejudge('--ledger', 'ledger', '--json');
    const document = JSON.parse(stdout) as Record<string, unknown>;
    expect(document).toMatchObject({ pages: 1, invoices: 2, count: 0, differences: [] });
    expect(document).toMatchObject({ last: { block: blocks.length - 1 } });
    expect(ran.stdout).toContain(String(document.ledger));
  });

  it('judges a folder of block files alike', async () => {
    const ofLedger = await rejudge('--ledger', 'ledger', '--json');
    expect(await rejudge('--file', 'copy', '--json')).toEqual(ofLedger);
  });

  it('shows a difference with invoice, code, path and message, and ends with 5', async () => {
    const number = issued.invoices[1]?.number ?? '';
    const ran = await rejudge('--file', 'forged');
    expect(ran).toMatchObject({ exitCode: 5, stderr: '' });
    expect(ran.stdout).toMatch(new RegExp(`${number} +TOTALS_MISMATCH +/totals/gross`));
    expect(ran.stdout).toContain('2 invoices judged again: 1 difference');
    const json = await rejudge('--file', 'forged', '--json');
    expect(json.exitCode).toBe(5);
    expect(JSON.parse(json.stdout)).toMatchObject({
      count: 1,
      differences: [
        {
          transactionId: issued.transactionId,
          number,
          code: 'TOTALS_MISMATCH',
          path: '/totals/gross',
          message: expect.any(String),
        },
      ],
    });
  });

  it('judges a range of blocks or of days', async () => {
    const count = async (...args: readonly string[]): Promise<unknown> =>
      (JSON.parse((await rejudge('--file', 'forged', ...args, '--json')).stdout) as { invoices: number })
        .invoices;
    expect(await count('--from', shanghaiDay, '--to', shanghaiDay)).toBe(2);
    expect(await count('--to', '2020-01-01')).toBe(0);
    expect(await count('--to-block', '3')).toBe(0);
    expect(await count('--from-block', '3', '--threads', '1')).toBe(2);
  });

  it.each([
    [[], 'the blocks are named by one of --ledger, --file and --home'],
    [['--ledger', 'ledger', '--file', 'copy'], 'the blocks are named by one of'],
    [['--ledger', 'nowhere'], '--ledger: '],
    [['--file', 'nowhere'], '--file: '],
    [['--home', 'nowhere'], '--home: there is no network in '],
    [['--ledger', 'ledger', '--from-block', '9999'], '--from-block: the last block is '],
    [['--ledger', 'ledger', '--from-block', '3', '--to-block', '2'], 'no block is from 3 to 2'],
    [['--ledger', 'ledger', '--from', '2026-03-02', '--to', '2026-03-01'], 'no day is from 2026-03-02'],
    [['--ledger', 'ledger', '--from-block', 'x'], '--from-block'],
    [['--ledger', 'ledger', '--from', '2026-02-30'], '--from'],
    [['--ledger', 'ledger', '--threads', '0'], '--threads'],
  ])('refuses %j and names what it cannot use', async (args, words) => {
    const ran = await rejudge(...args);
    expect(ran).toMatchObject({ exitCode: 64, stdout: '' });
    expect(ran.stderr).toContain(words);
  });

  it.each([
    ['a block is missing', (): Parts => [...blocks.slice(0, 3), ...blocks.slice(4)], 'block 3 is missing in'],
    ['the first block is missing', (): Parts => blocks.slice(1), 'the blocks begin with 1'],
    ['a block is there twice', (): Parts => [...blocks, blocks[3] as Uint8Array], 'is there twice'],
    ['a file is no block', (): Parts => [...blocks, Buffer.from('no block')], 'are not a block of Fabric'],
    ['there is nothing', (): Parts => [], 'there is no block in'],
    ['a byte is another', (): Parts => blocks.map(spoiled), 'does not follow from the one before it'],
  ])('ends with 4 and LEDGER_DAMAGED when %s', async (name, parts, words) => {
    const folder = name.replaceAll(' ', '-');
    await writeBlocks(folder, parts());
    const ran = await rejudge('--file', folder, '--json');
    expect(ran.exitCode).toBe(4);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      code: 'LEDGER_DAMAGED',
      detail: expect.stringContaining(words),
    });
  });

  it.skipIf(!has('mkfifo'))('leaves nothing behind when Ctrl-C ends it (needs mkfifo)', async () => {
    await writeBlocks('slow', blocks.slice(0, 3));
    // The command waits for a block that never comes.
    execFileSync('mkfifo', [join(cwd, 'slow', '0.pb')]);
    await mkdir(join(cwd, 'tmp'));
    const before = await readdir(cwd);
    const running = startFapiao(['bureau', 'rejudge', '--file', 'slow'], {
      cwd,
      env: { TMPDIR: join(cwd, 'tmp') },
    });
    // Opening it for writing waits until the command reads it.
    const writer = await open(join(cwd, 'slow', '0.pb'), 'w');
    running.kill('SIGINT');
    expect(await running.ran).toMatchObject({ signal: 'SIGINT', stdout: '', stderr: '' });
    expect(await readdir(join(cwd, 'tmp'))).toEqual([]);
    expect(await readdir(cwd)).toEqual(before);
    await writer.close();
  });
});

type Parts = readonly Uint8Array[];

function spoiled(bytes: Uint8Array, number: number): Uint8Array {
  if (number !== 2) return bytes;
  const copy = Uint8Array.from(bytes);
  const at = Buffer.from(copy).indexOf('fapiao');
  copy[at] = (copy[at] as number) ^ 1;
  return copy;
}
