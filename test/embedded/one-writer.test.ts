import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { givenTwice, heightFolders, Numbering, removeFrom } from '../support/numbering.ts';
import { outcome, Probe } from '../support/probe.ts';

/** The first writer is stopped after so many numbers. All of them in `npm run test:long`. */
const MOMENTS = [1, 3, 8, 2, 5, 13].slice(0, Number(process.env.TEST_WRITER_MOMENTS ?? 3));

let root: string;
let folder: string;
let copy: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fapiao-one-writer-'));
  [folder, copy] = [join(root, 'ledger'), join(root, 'copy')];
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
  for (const heights of heightFolders()) rmSync(heights, { recursive: true, force: true });
});

async function opened(place: string): Promise<Numbering> {
  const [numbering, answer] = await Numbering.start(place);
  expect(answer).toBe('open');
  return numbering;
}

async function refusedAt(place: string): Promise<string> {
  const [numbering, answer] = await Numbering.start(place);
  await numbering.kill();
  return answer;
}

/** Files of the folder that a clean-up can remove and that are not the blocks. */
function cleanUp(place: string, ...names: readonly string[]): void {
  if (names.includes('lock')) removeFrom(place, 'lock.sqlite');
  if (names.includes('state')) removeFrom(join(place, 'channel'), 'state.sqlite');
  if (names.includes('lock of the height'))
    for (const each of heightFolders()) removeFrom(each, 'lock.sqlite');
}

/** Checks that the ledger of a folder has all that any process acknowledged. */
async function expectAllIn(place: string, ...all: readonly Numbering[]): Promise<void> {
  const probe = await Probe.open({ folder: place });
  for (const { transactionId } of all.flatMap(({ given }) => given))
    expect(await probe.client.outcomeOf(transactionId)).toBe('VALID');
  await probe.close();
}

describe('while a process has a ledger open', () => {
  test.each([[['lock']], [['lock', 'state']]])(
    'a second one is refused without the %s, changes nothing, and the first one stops',
    async (names) => {
      const first = await opened(folder);
      expect(await first.next()).toBe('given');
      cleanUp(folder, ...names);
      const blocks = readFileSync(join(folder, 'channel', 'blocks'));
      expect(await refusedAt(folder)).toMatch(/^refused LEDGER_UNAVAILABLE .* another process has it open/);
      expect(readFileSync(join(folder, 'channel', 'blocks'))).toEqual(blocks);
      expect(await first.next()).toMatch(
        /^refused LEDGER_SECOND_WRITER .*lock\.sqlite was removed or replaced/,
      );
      expect(await first.next()).toMatch(/^refused LEDGER_SECOND_WRITER /);
      await first.close();
      await expectAllIn(folder, first);
    },
  );

  test('a lock that was replaced is noticed, too', async () => {
    const first = await opened(folder);
    cleanUp(folder, 'lock');
    writeFileSync(join(folder, 'lock.sqlite'), '');
    expect(await first.next()).toMatch(/^refused LEDGER_SECOND_WRITER /);
    await first.close();
  });

  test('a folder that was moved away, with a copy in its place, is noticed', async () => {
    const first = await opened(folder);
    await first.next();
    cpSync(folder, copy, { recursive: true });
    renameSync(folder, join(root, 'moved'));
    renameSync(copy, folder);
    expect(await first.next()).toMatch(/^refused LEDGER_SECOND_WRITER /);
    await first.close();
  });

  test('a process that changed the blocks behind it is noticed before anything is written', async () => {
    const first = await opened(folder);
    await first.next();
    const file = join(folder, 'channel', 'blocks');
    writeFileSync(file, 'x', { flag: 'a' });
    const blocks = readFileSync(file);
    expect(await first.next()).toMatch(/^refused LEDGER_SECOND_WRITER .*where block 3 belongs/);
    expect(readFileSync(file)).toEqual(blocks);
    await first.close();
    await expectAllIn(folder, first);
  });
});

test('a first writer that was stopped in its work, and goes on after a second one has opened without any lock, gives out no number again', async () => {
  const numberings: Numbering[] = [];
  for (const moment of MOMENTS) {
    const first = await opened(folder);
    await first.run(moment);
    first.signal('SIGSTOP');
    cleanUp(folder, 'lock', 'state', 'lock of the height');
    const second = await opened(folder);
    for (let count = 0; count < 3; count += 1) expect(await second.next()).toBe('given');
    first.signal('SIGCONT');
    expect(await first.untilRefused()).toMatch(/^refused LEDGER_(SECOND_WRITER|OUTCOME_UNKNOWN) /);
    await first.kill();
    await second.kill();
    numberings.push(first, second);
    expect(givenTwice(...numberings)).toEqual([]);
    await expectAllIn(folder, ...numberings);
  }
});

test('two writers that run at the same time without any lock give out no number twice, and one of them ends', async () => {
  const numberings: Numbering[] = [];
  for (const moment of MOMENTS.slice(0, 3)) {
    const first = await opened(folder);
    await first.run(moment);
    cleanUp(folder, 'lock', 'state', 'lock of the height');
    const second = await opened(folder);
    await second.run(moment);
    expect(await first.untilRefused()).toMatch(/^refused LEDGER_(SECOND_WRITER|OUTCOME_UNKNOWN) /);
    await Promise.all([first.kill(), second.kill()]);
    numberings.push(first, second);
    expect(givenTwice(...numberings)).toEqual([]);
    await expectAllIn(folder, ...numberings);
  }
});

describe('a folder that was copied', () => {
  test('while it was open is not opened beside it', async () => {
    const first = await opened(folder);
    await first.next();
    cpSync(folder, copy, { recursive: true });
    expect(await refusedAt(copy)).toMatch(/^refused LEDGER_UNAVAILABLE .*or a copy of it/);
    expect(await first.next()).toBe('given');
    await first.close();
  });

  test('and goes on without the lock of the height gives out no number that the other one gives out', async () => {
    const first = await opened(folder);
    await first.run(3);
    first.signal('SIGSTOP');
    cpSync(folder, copy, { recursive: true });
    cleanUp(copy, 'lock', 'state', 'lock of the height');
    const second = await opened(copy);
    for (let count = 0; count < 3; count += 1) expect(await second.next()).toBe('given');
    first.signal('SIGCONT');
    expect(await first.untilRefused()).toMatch(/^refused LEDGER_(SECOND_WRITER|OUTCOME_UNKNOWN) /);
    await first.kill();
    await second.close();
    expect(givenTwice(first, second)).toEqual([]);
    await expectAllIn(copy, first, second);
    expect(await outcome(Probe.open({ folder }))).toMatchObject({ code: 'LEDGER_ROLLED_BACK' });
  });

  test('is older once the other one has gone on, and the other way round', async () => {
    const first = await opened(folder);
    await first.next();
    await first.close();
    cpSync(folder, copy, { recursive: true });
    const second = await opened(copy);
    await second.next();
    await second.close();
    expect(await refusedAt(folder)).toMatch(/^refused LEDGER_ROLLED_BACK block 3 was acknowledged/);
  });
});
