import { execFile } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditLedger, HeightFile, readHeight } from '@fapiao-ledger/network/embedded/in-process';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { heightFolders, removeFrom } from '../support/numbering.ts';
import { outcome, Probe } from '../support/probe.ts';

const MAIN = join(import.meta.dirname, '..', '..', 'network', 'dist', 'embedded', 'main.js');

let root: string;
let folder: string;
let backup: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fapiao-height-'));
  [folder, backup] = [join(root, 'ledger'), join(root, 'backup')];
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
  for (const heights of heightFolders()) rmSync(heights, { recursive: true, force: true });
});

/** Issues numbers and closes the ledger. @returns the last one */
async function give(count: number, place = folder): Promise<string> {
  const probe = await Probe.open({ folder: place });
  let last = '';
  for (let index = 0; index < count; index += 1) last = (await probe.submit('Next')).result;
  await probe.close();
  return last;
}

/** A backup after two numbers, while four were issued. */
async function goOnAfterBackup(): Promise<void> {
  await give(2);
  cpSync(folder, backup, { recursive: true });
  expect(await give(2)).toBe('4');
}

function restore(): void {
  rmSync(folder, { recursive: true });
  cpSync(backup, folder, { recursive: true });
}

async function refusal(place = folder): Promise<Record<string, unknown>> {
  return outcome(Probe.open({ folder: place }));
}

function removeState(): void {
  removeFrom(join(folder, 'channel'), 'state.sqlite');
}

const heightFolder = (): string => heightFolders()[0] as string;
const rolledBack = (message: RegExp): object => ({
  code: 'LEDGER_ROLLED_BACK',
  stage: 'open',
  message: expect.stringMatching(message),
});

describe('blocks that are older than what was acknowledged', () => {
  test.each(['with its state', 'without its state'])(
    'are not opened, %s, and no audit calls them well',
    async (what) => {
      await goOnAfterBackup();
      restore();
      if (what === 'without its state') removeState();
      const missing = /^block 5 was acknowledged and blocks 4 to 5 are missing/;
      expect(await refusal()).toMatchObject(rolledBack(missing));
      await expect(auditLedger(folder)).rejects.toMatchObject(rolledBack(missing));
      await expect(auditLedger(folder, null)).resolves.toMatchObject({ blocks: 4 });
    },
  );

  test('are not opened when the very last one alone is missing', async () => {
    await give(1);
    cpSync(folder, backup, { recursive: true });
    await give(1);
    restore();
    expect(await refusal()).toMatchObject(
      rolledBack(/^block 3 was acknowledged and block 3 is missing: .* --kept 3 --found 2$/),
    );
  });

  test('are not opened when other blocks came after them elsewhere', async () => {
    await goOnAfterBackup();
    restore();
    const heights = heightFolder();
    renameSync(heights, `${heights}.apart`);
    expect(await run('accept-height', folder, '--kept', 'none', '--found', '3')).toMatchObject({ code: 0 });
    expect(await give(3)).toBe('5');
    rmSync(heights, { recursive: true });
    renameSync(`${heights}.apart`, heights);
    expect(await refusal()).toMatchObject(rolledBack(/^block 5 is not the one that was acknowledged/));
    await expect(auditLedger(folder)).rejects.toMatchObject(rolledBack(/^block 5 is not the one/));
  });

  test('nor is a folder that has lost them all', async () => {
    await give(1);
    rmSync(join(folder, 'channel'), { recursive: true });
    expect(await refusal()).toMatchObject(rolledBack(/^block 2 was acknowledged .* a folder of its own$/));
  });

  test('a folder whose newest blocks are put back is opened', async () => {
    await goOnAfterBackup();
    const newest = readFileSync(join(folder, 'channel', 'blocks'));
    restore();
    expect(await refusal()).toMatchObject({ code: 'LEDGER_ROLLED_BACK' });
    writeFileSync(join(folder, 'channel', 'blocks'), newest);
    expect(await give(1)).toBe('5');
  });
});

describe('a height that', () => {
  test('is missing keeps a ledger with transactions closed, not one without', async () => {
    await give(0);
    rmSync(heightFolder(), { recursive: true });
    expect(await give(1)).toBe('1');
    rmSync(heightFolder(), { recursive: true });
    expect(await refusal()).toMatchObject(rolledBack(/^no height is kept .* --kept none --found 2$/));
    await expect(auditLedger(folder)).rejects.toMatchObject(rolledBack(/^no height is kept/));
  });

  test('is that of another ledger keeps it closed', async () => {
    await give(1);
    const own = heightFolder();
    const other = join(root, 'other');
    await give(2, other);
    const others = heightFolders().find((each) => each !== own) as string;
    cpSync(join(others, 'height'), join(own, 'height'));
    expect(await refusal()).toMatchObject(
      rolledBack(/^the height is kept for another ledger, or was altered/),
    );
  });

  test('was written over keeps it closed', async () => {
    await give(1);
    writeFileSync(join(heightFolder(), 'height'), 'nothing of a height');
    expect(await refusal()).toMatchObject(rolledBack(/^the height in .* cannot be read/));
  });

  test('has one torn line counts by the other: blocks above it are taken in', async () => {
    await give(3);
    const path = join(heightFolder(), 'height');
    const bytes = readFileSync(path);
    for (const [line, kept] of [
      [0, 3],
      [1, 4],
    ] as const) {
      const torn = Buffer.from(bytes);
      torn.fill(0, line * 4096 + 500, (line + 1) * 4096);
      writeFileSync(path, torn);
      expect((await readHeight(heightFolder()))?.header.number).toBe(kept);
    }
    expect(await give(1)).toBe('4');
  });

  test('would lie in the folder is refused', async () => {
    expect(await outcome(Probe.open({ folder, heights: join(folder, 'heights') }))).toMatchObject({
      code: 'LEDGER_UNAVAILABLE',
      message: expect.stringMatching(/would be restored with it/),
    });
  });

  test('another process has put into its place is raised no more', async () => {
    await give(2);
    const place = heightFolder();
    const first = await HeightFile.open(place);
    const kept = first.record as NonNullable<typeof first.record>;
    const header = { ...kept.header, number: kept.header.number + 1 };
    await first.raise({ ...kept, header });
    const second = await HeightFile.open(place);
    expect(second.record?.header.number).toBe(header.number);
    await expect(first.raise({ ...kept, header })).rejects.toMatchObject({
      code: 'LEDGER_SECOND_WRITER',
      stage: 'commit',
    });
    await Promise.all([first.close(), second.close()]);
  });
});

describe('from a terminal', () => {
  test('an older ledger goes on only with both heights named, and a log says so forever', async () => {
    await goOnAfterBackup();
    restore();
    expect(await run('audit', folder)).toMatchObject({
      code: 4,
      stderr: expect.stringMatching(/^LEDGER_ROLLED_BACK: .* --kept 5 --found 3\n$/),
    });
    for (const [kept, found] of [
      ['4', '3'],
      ['5', '2'],
      ['none', '3'],
    ] as const) {
      expect(await run('accept-height', folder, '--kept', kept, '--found', found)).toMatchObject({
        code: 4,
        stderr: expect.stringContaining('the height that is kept is 5, and the folder ends with block 3'),
      });
    }
    expect(await refusal()).toMatchObject({ code: 'LEDGER_ROLLED_BACK' });
    expect(await run('accept-height', folder, '--kept', '5', '--found', '3')).toMatchObject({ code: 0 });
    const log = readFileSync(join(heightFolder(), 'accepted.jsonl'), 'utf8').trimEnd().split('\n');
    expect(log.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({
        folder,
        kept: 5,
        found: 3,
        keptHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      }),
    ]);
    expect(await run('audit', folder)).toMatchObject({ code: 0 });
    expect(await give(1)).toBe('3');
  });

  test('a copy is audited where no height is kept, and nothing is said of newer blocks', async () => {
    await give(1);
    const elsewhere = join(root, 'elsewhere');
    expect(await run('audit', folder, '--heights', elsewhere)).toMatchObject({ code: 4 });
    expect(await run('audit', folder, '--without-height')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('newer blocks may be missing'),
    });
    expect(await run('audit', folder)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('No acknowledged block is missing'),
    });
  });

  test.each([
    [['audit', 'a', 'b']],
    [['accept-height', '--kept', '1']],
    [['accept-height', '--kept', 'all', '--found', '1']],
    [['forget']],
    [['audit', '--force']],
    [[]],
  ])('%j is answered with the usage', async (args) => {
    expect(await run(...args)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('npm run ledger --'),
    });
  });
});

test('opening leaves no draft of a height behind, and appending to a line does not make it another', async () => {
  await give(1);
  appendFileSync(join(heightFolder(), 'height'), 'more');
  expect(await give(1)).toBe('2');
  expect(readdirSync(heightFolder()).toSorted()).toEqual(['height', 'lock.sqlite']);
});

function run(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [MAIN, ...args], { cwd: root }, (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), stdout, stderr });
    });
  });
}
