import ts from 'typescript';

/** Functions that make a whole number of any. */
const WHOLE = new Set(['Math.floor', 'Math.trunc']);

/**
 * Finds the places where a file works with fractions: literals with one, and divisions of numbers whose quotient is not
 * made whole at once. Divisions of bigints are exact.
 *
 * @returns the line and the text of each
 */
export function inexactNumbers(file: ts.SourceFile, checker: ts.TypeChecker): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isFraction(node) || isInexactDivision(node, checker)) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart());
      found.push(`${line + 1}: ${node.getText()}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isFraction(node: ts.Node): boolean {
  return ts.isNumericLiteral(node) && !Number.isSafeInteger(Number(node.text));
}

function isInexactDivision(node: ts.Node, checker: ts.TypeChecker): boolean {
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  if (kind !== ts.SyntaxKind.SlashToken && kind !== ts.SyntaxKind.SlashEqualsToken) return false;
  const isBigint = (checker.getTypeAtLocation(node).flags & ts.TypeFlags.BigIntLike) !== 0;
  return !isBigint && !isMadeWhole(node);
}

function isMadeWhole({ parent }: ts.Node): boolean {
  return ts.isCallExpression(parent) && WHOLE.has(parent.expression.getText());
}
