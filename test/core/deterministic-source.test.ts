import { execFile } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inexactNumbers } from '../support/inexact-numbers.ts';
import { unicodeDependentPatterns } from '../support/unicode-dependent-patterns.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const OXLINT = join(dirname(createRequire(import.meta.url).resolve('oxlint/package.json')), 'bin', 'oxlint');

/** What would make endorsers differ, each in a module of its own. */
const FORBIDDEN = [
  'export const at = new Date();',
  'export const at = Date.now();',
  'export const at = globalThis.Date.now();',
  "export const at = globalThis['Date'];",
  'export const at = performance.now();',
  'setTimeout(() => {}, 1);',
  'setInterval(() => {}, 1);',
  'setImmediate(() => {});',
  'export const id = Math.random();',
  "export const id = Math['random']();",
  'export const { random } = Math;',
  'export const id = crypto.randomUUID();',
  'export const id = globalThis.crypto;',
  "export { randomUUID } from 'node:crypto';",
  "import { randomUUID } from 'node:crypto'; randomUUID();",
  "import { randomBytes } from 'crypto'; randomBytes(1);",
  "import * as all from 'node:crypto'; all.randomUUID();",
  'export const root = Math.sqrt(2);',
  "export const amount = parseFloat('1');",
  "export const amount = Number.parseFloat('1');",
  'export const amount = (1).toFixed(2);',
  'export const amount = (1).toPrecision(2);',
  'export const text = (1).toLocaleString();',
  "export const text = 'i'.toLocaleUpperCase();",
  "export const text = 'I'.toLocaleLowerCase();",
  "export const order = 'a'.localeCompare('b');",
  "export const text = 'e\u0301'.normalize('NFC');",
  "export const text = 'i'.toUpperCase();",
  "export const text = 'I'.toLowerCase();",
  "export const text = ' a'.trim();",
  "export const text = ' a'.trimStart();",
  "export const text = 'a '.trimEnd();",
  'export const format = new Intl.NumberFormat();',
  'export const zone = process.env.TZ;',
  "export const answer = fetch('http://example.invalid');",
  'export const weak = new WeakRef({});',
  "export const code = eval('1');",
  "export const code = new Function('return 1');",
];

describe('the linter refuses in the core and in the contract', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fapiao-lint-'));
  let refused: ReadonlySet<string>;

  beforeAll(async () => {
    cpSync(join(ROOT, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
    for (const part of ['core', 'contract']) {
      mkdirSync(join(folder, 'chaincode', part), { recursive: true });
      FORBIDDEN.forEach((source, index) => {
        writeFileSync(join(folder, 'chaincode', part, `${index}.ts`), `${source}\n`);
      });
    }
    refused = await refusedFiles(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([...FORBIDDEN.entries()])('%i: %s', (index) => {
    expect(refused).toContain(join('chaincode', 'core', `${index}.ts`));
    expect(refused).toContain(join('chaincode', 'contract', `${index}.ts`));
  });
});

/** Files with a finding of the rules that forbid globals, imports and properties. */
function refusedFiles(folder: string): Promise<ReadonlySet<string>> {
  return new Promise((resolve) => {
    // It ends with an error because it has findings.
    execFile(process.execPath, [OXLINT, '--format', 'json'], { cwd: folder }, (_error, stdout) => {
      const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; filename: string }[] };
      const ours = diagnostics.filter(({ code }) => code.includes('no-restricted-'));
      resolve(new Set(ours.map(({ filename }) => filename)));
    });
  });
}

describe('numbers with fractions', () => {
  test.each([
    ['const a = 0.13;', ['1: 0.13']],
    ['const a = 1e-2;', ['1: 1e-2']],
    ['const a = 1 / 3;', ['1: 1 / 3']],
    ['let a = 3; a /= 2;', ['1: a /= 2']],
    ['const a = (x: number) => Math.floor(x * (1 / 3));', ['1: 1 / 3']],
    ['const a = (x: number) => Math.round(x / 3);', ['1: x / 3']],
    ['const a = (x: any) => x / 3;', ['1: x / 3']],
    ['const a = (x: number) => Math.floor(x / 3) + Math.trunc(x / 2);', []],
    ['const a = 7n / 2n; const b = 100; const c = 1e3; const d = "0.13";', []],
  ])('%s', (source, want) => {
    const name = 'source.ts';
    const host = ts.createCompilerHost({});
    const { getSourceFile } = host;
    host.getSourceFile = (file, options) =>
      file === name ? ts.createSourceFile(file, source, options) : getSourceFile(file, options);
    const program = ts.createProgram([name], { target: ts.ScriptTarget.ES2023 }, host);
    expect(inexactNumbers(program.getSourceFile(name) as ts.SourceFile, program.getTypeChecker())).toEqual(
      want,
    );
  });

  test.each(['core', 'contract'])('are nowhere in chaincode/%s', (part) => {
    const project = join(ROOT, 'chaincode', part, 'tsconfig.json');
    const config = ts.getParsedCommandLineOfConfigFile(
      project,
      {},
      { ...ts.sys, onUnRecoverableConfigFileDiagnostic },
    );
    const program = ts.createProgram(config?.fileNames ?? [], config?.options ?? {});
    const sources = (config?.fileNames ?? []).map((file) => program.getSourceFile(file) as ts.SourceFile);
    expect(sources.length).toBeGreaterThan(10);
    const found = sources.flatMap((file) =>
      inexactNumbers(file, program.getTypeChecker()).map(
        (each) => `${relative(ROOT, file.fileName)}:${each}`,
      ),
    );
    expect(found).toEqual([]);
  });
});

describe('regular expressions that follow the Unicode of the engine', () => {
  test.each([
    ['const a = /\\p{Cc}/u;', ['1: /\\p{Cc}/u']],
    ['const a = /[^\\P{L}]/u;', ['1: /[^\\P{L}]/u']],
    ['const a = /\\s+$/;', ['1: /\\s+$/']],
    ['const a = /k/i;', ['1: /k/i']],
    ['const a = /[a--b]/v;', ['1: /[a--b]/v']],
    ["const a = new RegExp('a');", ["1: new RegExp('a')"]],
    ['const a = /^[A-Za-z0-9.-]{1,20}$/u;', []],
    ['const a = /[\\u0020\\u{1F600}]\\d/gu;', []],
  ])('%s', (source, want) => {
    expect(
      unicodeDependentPatterns(ts.createSourceFile('source.ts', source, ts.ScriptTarget.ES2023)),
    ).toEqual(want);
  });

  test('are nowhere in the core and the contract', () => {
    const files = globSync('chaincode/{core,contract}/**/*.ts', { cwd: ROOT });
    expect(files.length).toBeGreaterThan(30);
    const found = files.flatMap((file) => {
      const source = ts.createSourceFile(
        file,
        readFileSync(join(ROOT, file), 'utf8'),
        ts.ScriptTarget.ES2023,
      );
      return unicodeDependentPatterns(source).map((each) => `${file}:${each}`);
    });
    expect(found).toEqual([]);
  });
});

function onUnRecoverableConfigFileDiagnostic({ messageText }: ts.Diagnostic): never {
  throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
}
