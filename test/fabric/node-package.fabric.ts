import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  digestOf,
  filesBelow,
  findBinaries,
  findContract,
  readSettings,
  writeNodePackage,
} from '@fapiao-ledger/network/fabric';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';

const run = promisify(execFile);
const home = inject('fabricHome') ?? '';
const quiet = { ...process.env, CORE_CHAINCODE_LOGGING_LEVEL: 'error' };
const TELL_CONTRACTS = `console.log(JSON.stringify(require('.').contracts.map((Each) => new Each().getName()).sort()))`;

describe('the contract for peers that build and run it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fapiao-node-package-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const written = await writeNodePackage(readSettings({}, {}), folder);
  const unpacked = join(folder, 'unpacked');

  beforeAll(async () => {
    await run('mkdir', ['-p', unpacked]);
    await run('tar', ['xzf', written.file, '-C', unpacked]);
    await run('tar', ['xzf', join(unpacked, 'code.tar.gz'), '-C', unpacked]);
    // What Fabric's builder does, by the lock.
    await run('npm', ['ci', '--omit=dev', '--prefer-offline', '--no-bin-links'], {
      cwd: join(unpacked, 'src'),
    });
  });

  test('is a package of type node with nothing outside of src', async () => {
    expect(JSON.parse(readFileSync(join(unpacked, 'metadata.json'), 'utf8'))).toMatchObject({ type: 'node' });
    const { stdout } = await run('tar', ['tzf', join(unpacked, 'code.tar.gz')]);
    const files = stdout.trim().split('\n');
    expect(files.filter((file) => !file.startsWith('src/') || file.includes('node_modules'))).toEqual([]);
    expect(files).toEqual(
      expect.arrayContaining([
        'src/package.json',
        'src/package-lock.json',
        'src/META-INF/metadata.json',
        'src/dist/index.js',
        'src/core/dist/index.js',
      ]),
    );
  });

  test('installs by its lock the bytes that organizations approve', async () => {
    // npm notes what it has done, in a file that nothing loads.
    rmSync(join(unpacked, 'src', 'node_modules', '.package-lock.json'));
    const installed = filesBelow(join(unpacked, 'src'));
    expect(digestOf(installed)).toBe(findContract('@fapiao-ledger/contract').digest);
  });

  test('lies beside it as the same files, to be looked into', () => {
    for (const file of ['package.json', 'package-lock.json', 'dist/index.js']) {
      expect(readFileSync(join(written.staged, file))).toEqual(readFileSync(join(unpacked, 'src', file)));
    }
  });

  test('has its four libraries in the versions of the project, and no others of its own', () => {
    const { dependencies } = manifest('package.json');
    expect(Object.keys(dependencies)).toEqual([
      '@noble/hashes',
      'fabric-contract-api',
      'fabric-shim',
      'fflate',
    ]);
    for (const [name, version] of Object.entries(dependencies)) {
      expect(manifest(join('node_modules', name, 'package.json')).version).toBe(version);
    }
    expect(existsSync(join(unpacked, 'src', 'node_modules', 'vitest'))).toBe(false);
  });

  test('loads its contracts with what was installed, as fabric-shim does', async () => {
    const { stdout } = await run('node', ['--eval', TELL_CONTRACTS], {
      cwd: join(unpacked, 'src'),
      env: quiet,
    });
    expect(JSON.parse(stdout)).toEqual(['bureau', 'invoice', 'taxpayer']);
    const file = join(folder, 'metadata.json');
    const program = join(unpacked, 'src', 'node_modules', 'fabric-shim', 'cli.js');
    await run('node', [program, 'metadata', 'generate', '--path', '.', '--file', file], {
      cwd: join(unpacked, 'src'),
    });
    const own = JSON.parse(readFileSync('chaincode/contract/contract-metadata.json', 'utf8')) as {
      contracts: object;
    };
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ contracts: own.contracts });
  });

  test.skipIf(home === '')(`has the id that Fabric computes${inject('fabricMissing')}`, async () => {
    const env = { ...process.env, FABRIC_CFG_PATH: join(home, 'nodes', 'peer-bureau', 'config') };
    const args = ['lifecycle', 'chaincode', 'calculatepackageid', written.file];
    expect((await run(findBinaries().paths.peer, args, { env })).stdout.trim()).toBe(written.id);
  });

  function manifest(path: string): { version: string; dependencies: Record<string, string> } {
    return JSON.parse(readFileSync(join(unpacked, 'src', path), 'utf8')) as ReturnType<typeof manifest>;
  }
});
