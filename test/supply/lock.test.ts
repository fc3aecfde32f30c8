import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Lock, lockOf, unfixedIn } from '@fapiao-ledger/network/fabric';
import { describe, expect, test } from 'vitest';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;
const manifest = JSON.parse(readFileSync('chaincode/core/package.json', 'utf8')) as Parameters<
  typeof lockOf
>[1];
const HASHES = 'chaincode/core/node_modules/@noble/hashes';
const NEEDS = [{ folder: 'chaincode/core', names: ['@noble/hashes'] }];

/** The lock of the project with one entry changed. */
function lockWith(place: string, change: object): Lock {
  return { ...lock, packages: { ...lock.packages, [place]: { ...lock.packages[place], ...change } } };
}

const UNFIXED = [
  ['has no hash', HASHES, { integrity: undefined }],
  ['has an empty hash', HASHES, { integrity: '' }],
  ['has a hash that can be forged', HASHES, { integrity: `sha1-${'A'.repeat(27)}=` }],
  ['has a hash that is cut off', HASHES, { integrity: `sha512-${'A'.repeat(43)}=` }],
  [
    'has two hashes, of which npm takes either',
    HASHES,
    {
      integrity: `sha512-${'A'.repeat(86)}== sha512-${'B'.repeat(86)}==`,
    },
  ],
  ['names a registry', HASHES, { resolved: 'https://example.org/hashes-2.4.0.tgz' }],
  ['names a repository', HASHES, { resolved: 'git+ssh://git@example.org/hashes.git#main' }],
  ['is a link to a file', HASHES, { link: true, resolved: 'file:../hashes' }],
  ['is a link to something installed', HASHES, { link: true, resolved: 'node_modules/@noble/hashes' }],
  ['is a link to nowhere', 'node_modules/@fapiao-ledger/cli', { resolved: 'elsewhere' }],
] as const;

describe('the lock file', () => {
  test('fixes the bytes of everything it installs', () => {
    expect(unfixedIn(lock)).toEqual([]);
  });

  test.each(UNFIXED)('is refused when an entry %s, and the entry is named', (_, place, change) => {
    expect(unfixedIn(lockWith(place, change))).toEqual([expect.stringMatching(`^${place}: `)]);
  });

  test('ends the check when it does not', () => {
    const folder = mkdtempSync(join(tmpdir(), 'fapiao-lock-'));
    const file = join(folder, 'package-lock.json');
    writeFileSync(file, JSON.stringify(lockWith(HASHES, { integrity: undefined })));
    const check = (path: string): ReturnType<typeof spawnSync> =>
      spawnSync(process.execPath, ['test/supply/check-lock.ts', path], { encoding: 'utf8' });
    const refused = check(file);
    rmSync(folder, { recursive: true });
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain(HASHES);
    expect(check('package-lock.json').status).toBe(0);
  });
});

describe('the lock that a peer installs the contract by', () => {
  test('has the hash of each library', () => {
    const { packages } = lockOf(lock, manifest, NEEDS).lock;
    expect(packages['node_modules/@noble/hashes']?.integrity).toMatch(/^sha512-/);
    expect(unfixedIn({ ...lock, packages })).toEqual([]);
  });

  test('is not written when a hash is missing', () => {
    const unfixed = lockWith(HASHES, { integrity: undefined });
    expect(() => lockOf(unfixed, manifest, NEEDS)).toThrow(
      'node_modules/@noble/hashes: there is no "integrity"',
    );
  });
});
