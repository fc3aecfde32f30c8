import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
const DEPCRUISE = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');

/** Who imports what, against the table of docs/architecture.md; a file of a folder is `<folder>/part.ts`. */
const WRONG = [
  ['chaincode/core', 'chaincode/contract'],
  ['chaincode/core', 'network'],
  ['chaincode/core', 'node:crypto'],
  ['chaincode/contract', 'network/embedded'],
  ['chaincode/contract', 'node:fs'],
  ['network', 'network/embedded'],
  ['network', 'chaincode/contract'],
  ['network/ca', 'network/embedded'],
  ['network/embedded', 'network/fabric'],
  ['network/embedded', 'network/dist/fabric'],
  ['network/fabric', 'network/embedded'],
  ['network/show', 'network/fabric'],
  ['network/fabric', 'gateway/src'],
  ['network/files', 'chaincode/core'],
  ['network/pki', 'network'],
  ['network/pki', 'node:fs'],
  ['cli/receipt', 'cli/src/commands'],
  ['cli/receipt', 'gateway/client/dist'],
  ['cli/receipt', 'network/dist/ca'],
  ['gateway/client', 'network/pki/dist'],
  ['gateway/client', 'gateway/src'],
  ['gateway/client', 'node:crypto'],
  ['cli/src/commands', 'network/dist/fabric'],
  ['cli/src/commands', 'gateway/src'],
  ['gateway/src', 'cli/src/commands'],
  ['gateway/src', 'cli/dist/commands'],
  ['gateway/src', 'chaincode/contract/dist'],
] as const;
const RIGHT = [
  ['chaincode/contract', 'chaincode/core'],
  ['chaincode/contract', 'node:crypto'],
  ['network/embedded', 'network/ca'],
  ['network/show', 'network/embedded'],
  ['network/fabric', 'network/show'],
  ['network/embedded', 'network/files/dist'],
  ['network/embedded', 'chaincode/core/dist'],
  ['network/embedded', 'network/pki/dist'],
  ['cli/src/commands', 'network/files/dist'],
  ['cli/src/commands', 'cli/receipt/dist'],
  ['cli/src/commands', 'gateway/client/dist'],
  ['gateway/src', 'cli/receipt/dist'],
  ['gateway/src', 'network/dist/embedded'],
  ['gateway/src', 'node:fs'],
] as const;

const folder = mkdtempSync(join(tmpdir(), 'fapiao-arrows-'));
let refused: ReadonlySet<string>;

beforeAll(async () => {
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.base.json', 'docs/architecture.md'])
    cpSync(join(ROOT, file), join(folder, file));
  for (const [index, [from, to]] of [...WRONG, ...RIGHT].entries()) {
    write(`${from}/part.ts`, '');
    if (!isOfNode(to)) write(`${to}/part.ts`, '');
    write(`${from}/${index}.ts`, `import '${isOfNode(to) ? to : `${upFrom(from)}${to}/part.js`}';`);
  }
  refused = await refusedFiles();
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each(WRONG.map((pair, index) => [...pair, index] as const))(
  '%s does not import %s',
  (from, _to, index) => {
    expect(refused).toContain(`${from}/${index}.ts`);
  },
);

test.each(RIGHT.map((pair, index) => [...pair, WRONG.length + index] as const))(
  '%s may import %s',
  (from, _to, index) => {
    expect(refused).not.toContain(`${from}/${index}.ts`);
  },
);

function isOfNode(module: string): boolean {
  return module.startsWith('node:');
}

function upFrom(path: string): string {
  return '../'.repeat(path.split('/').length);
}

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), `${text}\n`);
}

/** Files with an import that a rule forbids. */
function refusedFiles(): Promise<ReadonlySet<string>> {
  const args = [
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'json',
    'chaincode',
    'network',
    'cli',
    'gateway',
  ];
  return new Promise((resolve) => {
    // It ends with an error because it has findings.
    execFile(process.execPath, [DEPCRUISE, ...args], { cwd: folder }, (_error, stdout) => {
      const { summary } = JSON.parse(stdout) as { summary: { violations: { from: string }[] } };
      resolve(new Set(summary.violations.map(({ from }) => from)));
    });
  });
}
