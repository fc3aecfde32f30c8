import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERROR_CODES, type ErrorCode } from '@fapiao-ledger/core';
import ts from 'typescript';

const ROOT = join(import.meta.dirname, '../..');
const SOURCES = '{chaincode,network,cli,gateway}/**/*.ts';
/** The table of codes itself, and examples in schemas, raise nothing. */
const TABLES = ['error-codes.ts', 'document-error-codes.ts', 'payment-error-codes.ts'].map((file) =>
  join('chaincode', 'core', file),
);

/** Returns the places in the sources where each code is thrown or reported, as `file:line`. */
export function errorSites(root = ROOT): ReadonlyMap<ErrorCode, readonly string[]> {
  const sites = new Map<ErrorCode, string[]>();
  const files = globSync(SOURCES, { cwd: root, exclude: (name) => /(^|\/)(dist|node_modules)$/.test(name) });
  for (const file of files.filter((name) => !TABLES.includes(name)).toSorted()) {
    for (const { code, line } of sitesIn(readFileSync(join(root, file), 'utf8'))) {
      sites.set(code, [...(sites.get(code) ?? []), `${file}:${line}`]);
    }
  }
  return sites;
}

function sitesIn(text: string): readonly { readonly code: ErrorCode; readonly line: number }[] {
  const source = ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true);
  const sites: { code: ErrorCode; line: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) && Object.hasOwn(ERROR_CODES, node.text) && raises(node)) {
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      sites.push({ code: node.text as ErrorCode, line });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return sites;
}

/**
 * Comparisons, lists of codes, types and tables by code only speak of an error, and a red-letter form ends in a state of the same name;
 * everything else makes one.
 */
function raises(node: ts.StringLiteral): boolean {
  const { parent } = node;
  if (ts.isArrayLiteralExpression(parent) || ts.isLiteralTypeNode(parent) || ts.isCaseClause(parent))
    return false;
  if (ts.isCallExpression(parent) && parent.expression.getText() === 'endRedForm') return false;
  if (ts.isPropertyAssignment(parent)) return parent.name !== node && parent.name.getText() !== 'example';
  if (!ts.isBinaryExpression(parent)) return true;
  const { kind } = parent.operatorToken;
  return (
    kind !== ts.SyntaxKind.EqualsEqualsEqualsToken && kind !== ts.SyntaxKind.ExclamationEqualsEqualsToken
  );
}
