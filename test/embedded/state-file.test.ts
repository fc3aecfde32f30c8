import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { auditLedger } from '@fapiao-ledger/network/embedded/in-process';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { outcome, Probe } from '../support/probe.ts';

/** Bytes of a page of SQLite. */
const PAGE = 4096;

let folder: string;
let state: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fapiao-state-file-'));
  state = join(folder, 'channel', 'state.sqlite');
  const probe = await Probe.open({ folder });
  await probe.submit('PutMany', JSON.stringify(Array.from({ length: 300 }, (_, index) => `key ${index}`)));
  await probe.submit('Append', 'kept', 'x');
  await probe.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const inode = (): bigint => statSync(state, { bigint: true }).ino;

describe('a state is thrown away and built again when', () => {
  test.each([
    ['it is of another version', () => change('PRAGMA user_version = 1')],
    ['its first page is damaged', () => fill(0, PAGE)],
    [
      'a page in its middle is damaged, which only a look at every page finds',
      () => fill(4 * PAGE, 5 * PAGE),
    ],
    ['it is cut off', () => writeFileSync(state, readFileSync(state).subarray(0, 5 * PAGE))],
  ])('%s', async (_, spoil) => {
    spoil();
    const probe = await Probe.open({ folder });
    expect(await probe.read('kept')).toBe('x');
    await probe.submit('Append', 'kept', 'y');
    expect(JSON.parse(await probe.evaluate('Range', 'key', 'kez'))).toHaveLength(300);
    await probe.close();
    await expect(auditLedger(folder)).resolves.toBeDefined();
  });
});

describe('a state is left as it is, and the ledger closed, when', () => {
  const unavailable = (reason: RegExp): object => ({
    code: 'LEDGER_UNAVAILABLE',
    stage: 'open',
    message: expect.stringMatching(reason),
  });

  test('another process has it open, also for an audit', async () => {
    const before = [inode(), readFileSync(state)];
    const other = new DatabaseSync(state);
    other.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;');
    const reason = /^the state in .*state\.sqlite is closed: another process has it open$/;
    expect(await outcome(Probe.open({ folder }))).toMatchObject(unavailable(reason));
    await expect(auditLedger(folder)).rejects.toMatchObject(unavailable(reason));
    other.exec('ROLLBACK');
    other.close();
    expect([inode(), readFileSync(state)]).toEqual(before);
    await (await Probe.open({ folder })).close();
  });

  test('it cannot be opened, also for an audit', async () => {
    rmSync(state);
    mkdirSync(state);
    writeFileSync(join(state, 'kept'), 'x');
    const reason = /^the state in .* is closed: its file cannot be used: unable to open database file/;
    expect(await outcome(Probe.open({ folder }))).toMatchObject(unavailable(reason));
    await expect(auditLedger(folder)).rejects.toMatchObject(unavailable(reason));
    expect(readFileSync(join(state, 'kept'), 'utf8')).toBe('x');
  });
});

test('a folder whose lock cannot be opened is not opened, and says why', async () => {
  rmSync(join(folder, 'lock.sqlite'));
  mkdirSync(join(folder, 'lock.sqlite'));
  expect(await outcome(Probe.open({ folder }))).toMatchObject({
    code: 'LEDGER_UNAVAILABLE',
    message: `the ledger in ${folder} is closed: its file cannot be used: unable to open database file`,
  });
});

function change(statement: string): void {
  const database = new DatabaseSync(state);
  database.exec(statement);
  database.close();
}

function fill(from: number, to: number): void {
  const bytes = readFileSync(state);
  expect(bytes.length).toBeGreaterThan(to);
  writeFileSync(state, bytes.fill(0x5a, from, to));
}
