import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identityFileText, parseIdentityFile } from '@fapiao-ledger/core';
import { AppendLog, draftOf, readIfPresent, writeWhole } from '@fapiao-ledger/files';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fapiao-files-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const modeOf = (path: string): number => statSync(path).mode & 0o777;

describe('a file that is written whole', () => {
  test('is its owner’s alone when it is private, with the folders made for it', async () => {
    const file = join(folder, 'a', 'b', 'key.json');
    await writeWhole(file, 'secret', { isPrivate: true });
    expect([modeOf(file), modeOf(join(folder, 'a')), modeOf(join(folder, 'a', 'b'))]).toEqual([
      0o600, 0o700, 0o700,
    ]);
  });

  test('takes the place of the one before, whatever that allowed', async () => {
    const file = join(folder, 'key.json');
    writeFileSync(file, 'old');
    chmodSync(file, 0o666);
    await writeWhole(file, 'new', { isPrivate: true });
    expect([readFileSync(file, 'utf8'), modeOf(file)]).toEqual(['new', 0o600]);
    expect(readdirSync(folder)).toEqual(['key.json']);
  });

  test('stays as it was, with nothing beside it, when its content breaks off', async () => {
    const file = join(folder, 'list.csv');
    writeFileSync(file, 'old');
    const content = async function* (): AsyncGenerator<string> {
      yield 'half';
      throw await Promise.resolve(new RangeError('broken off'));
    };
    await expect(writeWhole(file, content())).rejects.toThrow('broken off');
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['list.csv']);
  });

  test('is never written through a draft that is there already', async () => {
    const file = join(folder, 'key.json');
    const draft = draftOf(file);
    writeFileSync(draft, 'planted');
    await expect(writeWhole(file, 'secret', { draft })).rejects.toMatchObject({ code: 'EEXIST' });
    expect(await readIfPresent(file)).toBeUndefined();
  });
});

describe('a log', () => {
  test('keeps entries in order, also when many are appended at once', async () => {
    const log = new AppendLog<number>(join(folder, 'log.jsonl'));
    const numbers = Array.from({ length: 200 }, (_, index) => index);
    await Promise.all(numbers.map(async (number) => await log.append(number)));
    expect(await log.read()).toEqual(numbers);
    expect(modeOf(log.file)).toBe(0o600);
  });

  test('loses nothing but a line that was cut short', async () => {
    const log = new AppendLog<string>(join(folder, 'log.jsonl'));
    await log.append('first', 'second');
    writeFileSync(log.file, readFileSync(log.file, 'utf8').slice(0, -4));
    await log.append('third');
    expect(await log.read()).toEqual(['first', 'third']);
  });

  test('goes on after a write that failed', async () => {
    const log = new AppendLog<string>(join(folder, 'taken'));
    await writeWhole(join(folder, 'taken', 'file'), '');
    await expect(log.append('lost')).rejects.toMatchObject({ code: 'EISDIR' });
    rmSync(log.file, { recursive: true });
    await log.append('kept');
    expect(await log.read()).toEqual(['kept']);
  });

  test('is empty where there is no file', async () => {
    expect(await new AppendLog(join(folder, 'none')).read()).toEqual([]);
  });
});

describe('an identity file', () => {
  const identity = {
    version: 1,
    mspId: 'PlatformMSP',
    code: 'O0001',
    role: 'officer',
    certificate: '',
    privateKey: 'PEM',
  } as const;

  test('is read as it was written', () => {
    expect(parseIdentityFile(identityFileText(identity))).toEqual(identity);
    const { code: _code, ...unnamed } = identity;
    expect(parseIdentityFile(identityFileText(unnamed))).toEqual(unnamed);
  });

  test.each([
    ['another version', { ...identity, version: 2 }],
    ['a field that is no text', { ...identity, role: 1 }],
    ['a code that is null', { ...identity, code: null }],
    ['a field more', { ...identity, note: '' }],
    ['a list', [identity]],
    ['a text', 'PlatformMSP'],
    ['null', null],
  ])('is none with %s', (_, value) => {
    expect(parseIdentityFile(JSON.stringify(value))).toBeUndefined();
  });

  test('is none when a field stands twice, or the text is no JSON', () => {
    const text = identityFileText(identity);
    expect(parseIdentityFile(text.replace('{', '{"role": "operator",'))).toBeUndefined();
    expect(parseIdentityFile(text.slice(1))).toBeUndefined();
  });
});
