import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const CHAINCODE = fileURLToPath(new URL('../../chaincode/contract/', import.meta.url));
const GOLDEN = join(CHAINCODE, 'contract-metadata.json');

test('the contract’s metadata is the on-chain API that was agreed (npm run metadata, then review the diff)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fapiao-metadata-'));
  try {
    expect(generate(join(folder, 'metadata.json'))).toEqual(JSON.parse(readFileSync(GOLDEN, 'utf8')));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('every transaction takes at most one text and returns text', () => {
  const metadata = JSON.parse(readFileSync(GOLDEN, 'utf8')) as Metadata;
  for (const contract of [metadata.contracts.bureau, metadata.contracts.invoice]) {
    for (const { name, parameters = [], returns } of contract?.transactions ?? []) {
      expect(returns, name).toEqual({ type: 'string' });
      expect(
        parameters.map(({ schema }) => schema.type).filter((type) => type !== 'string'),
        name,
      ).toEqual([]);
      expect(parameters.length, name).toBeLessThanOrEqual(1);
    }
  }
});

interface Metadata {
  readonly contracts: Readonly<
    Record<
      string,
      {
        readonly transactions: readonly {
          name: string;
          parameters?: { schema: { type: string } }[];
          returns: unknown;
        }[];
      }
    >
  >;
}

function generate(file: string): unknown {
  const tool = createRequire(import.meta.url).resolve('fabric-shim/cli.js');
  const quiet = {
    ...process.env,
    CORE_CHAINCODE_LOGGING_LEVEL: 'error',
    CORE_CHAINCODE_LOGGING_SHIM: 'error',
  };
  const args = [tool, 'metadata', 'generate', '--path', CHAINCODE, '--file', file];
  execFileSync(process.execPath, args, { env: quiet, cwd: CHAINCODE });
  return JSON.parse(readFileSync(file, 'utf8'));
}
