import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { packageChaincode, tarGz } from '@fapiao-ledger/network/fabric';
import fc from 'fast-check';
import { unpackTar } from 'modern-tar';
import { describe, expect, test } from 'vitest';

const CODE = { version: '0.1.0-0a1b2c3d', digest: '0a1b2c3d'.repeat(8) };
const GOLDEN_ID = 'fapiao_0.1.0-0a1b2c3d:d0742de3b646da7cf788b93f5158c58a1f95b0fae8b790f62e27531148bc80db';
const FILES = [
  { path: 'src/package.json', bytes: Buffer.from('{}\n') },
  { path: `src/${'a'.repeat(60)}/${'b'.repeat(60)}.js`, bytes: Buffer.alloc(65_536, 'x') },
  { path: 'metadata.json', bytes: new Uint8Array() },
];
const GOLDEN_ARCHIVE = '6db8213d8d405bd61d4ec84c567e2c332303e4d7575b5c493e9d88d545c56e01';
const PRINT_ID = `import('@fapiao-ledger/network/fabric').then(async ({ packageChaincode }) =>
  console.log((await packageChaincode('fapiao', 'TaxBureauMSP', ${JSON.stringify(CODE)})).id))`;

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: object };
const installed = Object.keys(packages).filter((place) => /\/node-linux-\w+$/.test(place));
/** Versions of Node.js on this machine besides the one that runs the tests, with their programs. */
const otherNodes = [
  ...(process.env.PATH ?? '').split(delimiter),
  ...installed.map((place) => join(place, 'bin')),
]
  .map((folder) => join(folder, 'node'))
  .filter((program) => existsSync(program))
  .map(
    (program) =>
      [execFileSync(program, ['-p', 'process.version'], { encoding: 'utf8' }).trim(), program] as const,
  )
  .filter(([version], index, all) => all.findIndex(([other]) => other === version) === index)
  .filter(([version]) => version !== process.version);

describe('the id of a package', () => {
  test('is the same bytes forever', async () => {
    expect((await packageChaincode('fapiao', 'TaxBureauMSP', CODE)).id).toBe(GOLDEN_ID);
  });

  test.skipIf(otherNodes.length === 0)(
    `is the same on other versions of Node.js (${otherNodes.map(([version]) => version).join(', ') || 'none on PATH'})`,
    () => {
      for (const [, program] of otherNodes)
        expect(execFileSync(program, ['--eval', PRINT_ID], { encoding: 'utf8' }).trim()).toBe(GOLDEN_ID);
    },
  );
});

describe('an archive', () => {
  test('is the same bytes forever, in whatever order its files come', async () => {
    for (const files of [FILES, FILES.toReversed()]) {
      expect(
        createHash('sha256')
          .update(await tarGz(files))
          .digest('hex'),
      ).toBe(GOLDEN_ARCHIVE);
    }
  });

  test('is stored, so that no version of zlib has a say', async () => {
    const archive = await tarGz(FILES);
    const unpacked = gunzipSync(archive);
    expect(Buffer.concat(storedBlocksOf(archive))).toEqual(unpacked);
  });

  test('holds its files and no word of the machine', async () => {
    const entries = await unpackTar(gunzipSync(await tarGz(FILES)));
    expect(entries.map(({ header: { name } }) => name)).toEqual(FILES.map(({ path }) => path).sort());
    for (const { header } of entries)
      expect(header).toMatchObject({ mtime: new Date(0), uid: 0, gid: 0, mode: 0o644, uname: '', gname: '' });
  });

  test('is read back as what went in, at every size', async () => {
    const sizes = fc.oneof(
      fc.nat(2000),
      fc.constantFrom(511, 512, 513, 63_487, 63_488, 64_511, 64_512, 65_024, 131_070),
    );
    const path = fc.stringMatching(/^[a-z]{1,20}(\/[a-z.-]{1,40}){0,3}$/);
    const file = fc.record({ path, bytes: sizes.map((size) => Buffer.alloc(size, 'z')) });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(file, { selector: (each) => each.path, maxLength: 5 }),
        async (files) => {
          const archive = await tarGz(files);
          expect(Buffer.concat(storedBlocksOf(archive))).toEqual(gunzipSync(archive));
          const read = await unpackTar(gunzipSync(archive));
          const pathsAndSizes = read.map(({ header: { name }, data }) => [name, data?.length]);
          expect(Object.fromEntries(pathsAndSizes)).toEqual(
            Object.fromEntries(files.map((each) => [each.path, each.bytes.length])),
          );
        },
      ),
      { numRuns: 100 },
    );
  });
});

/**
 * The blocks of a gzip stream, read as RFC 1951 has stored ones.
 *
 * @throws when a block is compressed
 */
function storedBlocksOf(archive: Uint8Array): readonly Uint8Array[] {
  const stream = Buffer.from(archive);
  expect([...stream.subarray(0, 10)]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 4, 3]);
  const blocks: Uint8Array[] = [];
  for (let at = 10, isLast = false; !isLast; ) {
    const head = stream.readUInt8(at);
    if (head > 1) throw new Error(`the block at ${at} is compressed: it begins with ${head}`);
    isLast = head === 1;
    const length = stream.readUInt16LE(at + 1);
    blocks.push(stream.subarray(at + 5, at + 5 + length));
    at += 5 + length;
  }
  return blocks;
}
