import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import * as core from '@fapiao-ledger/core';
import ts from 'typescript';
import { expect, test } from 'vitest';

const CORE = join(import.meta.dirname, '../../chaincode/core');
const MODULES: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['node:assert/strict', assert],
  ['@fapiao-ledger/core', core],
]);

/** What a newcomer starts from: each has a runnable example in its docstring. */
const MAIN = [
  'canonicalJson',
  'completeAmounts',
  'Executor',
  'figuresOf',
  'issuePage',
  'judgeDraft',
  'lock',
  'nameCommitment',
  'parseYuan',
  'redeem',
  'ruleSetOn',
  'statementText',
  'transfer',
];

const examples = globSync('**/*.ts', { cwd: CORE, exclude: ['dist', 'node_modules'] })
  .flatMap((file) => examplesIn(join(CORE, file)))
  .toSorted((a, b) => a.name.localeCompare(b.name));

test('each main function of core has an example', () => {
  expect(examples.map(({ name }) => name)).toEqual(MAIN.toSorted((a, b) => a.localeCompare(b)));
});

test.each(examples)('the example of $name runs, and asserts what it says', ({ code }) => {
  expect(code).toContain('assert.');
  const compilerOptions = {
    module: ts.ModuleKind.CommonJS,
    target: ts.ScriptTarget.ES2023,
    esModuleInterop: false,
  };
  const { outputText } = ts.transpileModule(code, { compilerOptions });
  const require = (name: string): unknown => {
    const module = MODULES.get(name);
    // Compiled code reads the default import of a module in its field `default`.
    return name === '@fapiao-ledger/core' ? module : { default: module };
  };
  compileFunction(outputText, ['require', 'exports'])(require, {});
});

/** Returns the examples in the docstrings of a file, each with the name of what follows its docstring. */
function examplesIn(path: string): readonly { readonly name: string; readonly code: string }[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  return source.statements.flatMap((statement) =>
    ts
      .getJSDocTags(statement)
      .filter(({ tagName }) => tagName.text === 'example')
      .map(({ comment }) => ({
        name: (statement as ts.DeclarationStatement).name?.getText() ?? '',
        code: /^```ts\n(.*)\n```$/s.exec(ts.getTextOfJSDocComment(comment)?.trim() ?? '')?.[1] ?? '',
      })),
  );
}
