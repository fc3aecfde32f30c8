import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  findContract,
  Paths,
  packageChaincode,
  readStaged,
  SetupError,
  stageContract,
} from '@fapiao-ledger/network/fabric';
import fc from 'fast-check';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';

const SERVER = 'network/dist/fabric/chaincode-server.js';
const HASH = `sha512-${'A'.repeat(86)}==`;
const MANIFEST = {
  name: 'contract',
  version: '1.0.0',
  main: 'dist/index.js',
  files: ['dist'],
  dependencies: { outer: '1.0.0' },
};
const LOCK = {
  lockfileVersion: 3,
  packages: {
    '': MANIFEST,
    'node_modules/outer': { version: '1.0.0', integrity: HASH, dependencies: { inner: '2.0.0' } },
    'node_modules/outer/node_modules/inner': { version: '2.0.0', integrity: HASH },
    'node_modules/unused': { version: '3.0.0', integrity: HASH },
  },
};

/** A contract with two libraries, one of which brings the other, and one that it does not need. */
const PROJECT = {
  'package.json': JSON.stringify(MANIFEST),
  'package-lock.json': JSON.stringify(LOCK),
  'dist/index.js': 'exports.contracts = [];',
  'node_modules/outer/package.json': '{"version":"1.0.0"}',
  'node_modules/outer/index.js': 'exports.add = (a, b) => a + b;',
  'node_modules/outer/data.bin': 'read at run time',
  'node_modules/outer/node_modules/inner/package.json': '{"version":"2.0.0"}',
  'node_modules/outer/node_modules/inner/index.js': '',
  'node_modules/outer/node_modules/.package-lock.json': '{}',
  'node_modules/unused/package.json': '{"version":"3.0.0"}',
};

describe('the digest that organizations approve', () => {
  let folder: string;
  let project: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fapiao-digest-'));
    project = join(folder, 'project');
    for (const [path, text] of Object.entries(PROJECT)) write(path, text);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  }

  function find(): ReturnType<typeof findContract> {
    return findContract(join(project, 'dist/index.js'));
  }

  test.each([
    ['the code', 'dist/index.js', 'exports.contracts = [1];'],
    ['a library', 'node_modules/outer/index.js', 'exports.add = (a, b) => a - b;'],
    ['a file that a library reads', 'node_modules/outer/data.bin', ''],
    ['a library of a library', 'node_modules/outer/node_modules/inner/index.js', 'process.exit()'],
    ['a new file of a library', 'node_modules/outer/more.js', ''],
    ['the hash in the lock', 'package-lock.json', JSON.stringify(LOCK).replace('-AA', '-BA')],
  ])('changes with %s', (_, path, text) => {
    const before = find().digest;
    write(path, text);
    expect(find().digest).not.toBe(before);
  });

  test.each([
    ['a library that the contract does not need', 'node_modules/unused/index.js', 'process.exit()'],
    ['what npm keeps for itself', 'node_modules/outer/node_modules/.package-lock.json', '[]'],
    ['sources', 'index.ts', 'export {};'],
  ])('does not change with %s', (_, path, text) => {
    const before = find().digest;
    write(path, text);
    expect(find().digest).toBe(before);
  });

  test('is the same wherever the project lies', () => {
    const before = find().digest;
    cpSync(project, join(folder, 'moved'), { recursive: true });
    expect(findContract(join(folder, 'moved/dist/index.js')).digest).toBe(before);
  });

  test.each([
    [
      'of another version',
      'node_modules/outer/package.json',
      '{"version":"1.0.1"}',
      'has version 1.0.1, but the lock file names 1.0.0',
    ],
    [
      'without a hash',
      'package-lock.json',
      JSON.stringify(LOCK).replace(`,"integrity":"${HASH}"`, ''),
      'no "integrity"',
    ],
  ])('is refused with a library %s', (_, path, text, message) => {
    write(path, text);
    expect(find).toThrow(SetupError);
    expect(find).toThrow(message);
  });

  test('is that of the folder that a server runs', () => {
    const { version, digest } = find();
    expect(readStaged(stageContract(new Paths(folder), 'label', find()))).toMatchObject({ version, digest });
  });

  test('changes with any byte that a server could run', () => {
    const code = find();
    const staged = stageContract(new Paths(folder), 'label', code);
    const files = [...code.files.own, ...code.files.libraries].filter(({ bytes }) => bytes.length > 0);
    const place = fc
      .constantFrom(...files)
      .chain((file) => fc.tuple(fc.constant(file), fc.nat(file.bytes.length - 1)));
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 255 }), ([{ path, bytes }, at], change) => {
        const file = join(staged, path);
        const altered = Buffer.from(bytes);
        altered[at] = (altered[at] ?? 0) ^ change;
        writeFileSync(file, altered);
        expect(digestIn(staged)).not.toBe(code.digest);
        writeFileSync(file, bytes);
      }),
    );
    expect(digestIn(staged)).toBe(code.digest);
  });

  describe('and the server of the contract', () => {
    let staged: string;
    beforeEach(() => {
      staged = stageContract(new Paths(folder), 'label', find());
    });

    /** Output of the server's start; it has no key and therefore ends in any case. */
    async function start(): Promise<string> {
      const { id } = await packageChaincode('fapiao', 'TaxBureauMSP', find());
      const config = {
        id,
        chaincode: 'fapiao',
        organization: 'TaxBureauMSP',
        contract: staged,
        keyFile: 'no-key',
      };
      const file = join(folder, 'server.json');
      writeFileSync(file, JSON.stringify(config));
      const { output } = spawnSync(process.execPath, [SERVER, file], { encoding: 'utf8' });
      return output.join('');
    }

    test('runs what was approved', async () => {
      // Above the staged folder: what the server itself loads is no part of this small contract.
      symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
      expect(await start()).toContain('no-key');
    });

    test.each([
      ['changed', () => writeFileSync(join(staged, 'node_modules/outer/index.js'), 'evil()'), 'was approved'],
      ['added', () => writeFileSync(join(staged, 'node_modules/outer/index.json'), '{}'), 'was approved'],
      ['removed', () => rmSync(join(staged, 'node_modules/outer/data.bin')), 'was approved'],
      [
        'replaced by a link',
        () => replaceByLink(join(staged, 'dist/index.js')),
        'neither a file nor a folder',
      ],
    ])('refuses to run when a file was %s', async (_, change, message) => {
      change();
      const output = await start();
      expect(output).toContain(message);
      expect(output).not.toContain('no-key');
    });
  });
});

describe('a contract that imports a workspace of its project', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fapiao-carried-'));
  const project = join(folder, 'project');
  const contract = {
    name: 'contract',
    version: '1.0.0',
    files: ['dist'],
    imports: { '#core': 'core' },
    dependencies: { core: '1.0.0' },
  };
  const core = {
    name: 'core',
    version: '1.0.0',
    main: './dist/index.js',
    files: ['dist'],
    dependencies: { inner: '2.0.0' },
  };
  const lock = {
    lockfileVersion: 3,
    packages: {
      'parts/contract': contract,
      'parts/core': core,
      'node_modules/core': { resolved: 'parts/core', link: true },
      'parts/core/node_modules/inner': { version: '2.0.0', integrity: HASH },
      'node_modules/inner': { version: '1.0.0', integrity: HASH },
    },
  };
  const files = {
    'package.json': '{}',
    'package-lock.json': JSON.stringify(lock),
    'parts/contract/package.json': JSON.stringify(contract),
    'parts/contract/dist/index.js': `exports.inner = require('#core').inner;`,
    'parts/core/package.json': JSON.stringify(core),
    'parts/core/dist/index.js': `exports.inner = require('inner');`,
    'parts/core/node_modules/inner/package.json': '{"version":"2.0.0"}',
    'parts/core/node_modules/inner/index.js': `module.exports = 'the second';`,
    'node_modules/inner/package.json': '{"version":"1.0.0"}',
    'node_modules/inner/index.js': `module.exports = 'the first';`,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  }
  afterAll(() => rmSync(folder, { recursive: true }));
  const staged = stageContract(
    new Paths(folder),
    'label',
    findContract(join(project, 'parts/contract/dist/index.js')),
  );

  test('carries its build, and the libraries that this workspace has', () => {
    const printed = spawnSync(process.execPath, ['-p', `require(${JSON.stringify(staged)}).inner`], {
      encoding: 'utf8',
    });
    expect(printed.stdout.trim()).toBe('the second');
  });

  test('is the same contract when it is packaged again from its package', () => {
    const { digest } = findContract(join(staged, 'dist/index.js'));
    expect(digest).toBe(readStaged(staged).digest);
  });
});

function digestIn(staged: string): string {
  try {
    return readStaged(staged).digest;
  } catch (error) {
    // A manifest that was altered need not be one any more.
    if (error instanceof SyntaxError) return 'none';
    throw error;
  }
}

function replaceByLink(file: string): void {
  writeFileSync(`${file}.other`, readFileSync(file));
  rmSync(file);
  symlinkSync(`${file}.other`, file);
}
