import ts from 'typescript';

/** Classes and flags whose meaning depends on the Unicode version of the engine. */
const DEPENDENT = /\\[pPsS]/;
const DEPENDENT_FLAGS = /[iv]/;

/**
 * Finds regular expressions that another version of Node may match differently: a property or white space, a flag that
 * ignores case or works on sets; or one that is built at run time.
 *
 * @returns the line and the text of each
 */
export function unicodeDependentPatterns(file: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isDependent(node)) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      found.push(`${line + 1}: ${node.getText(file)}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isDependent(node: ts.Node): boolean {
  if (ts.isNewExpression(node) || ts.isCallExpression(node)) return isRegExp(node.expression);
  if (!ts.isRegularExpressionLiteral(node)) return false;
  const end = node.text.lastIndexOf('/');
  return DEPENDENT.test(node.text.slice(0, end)) || DEPENDENT_FLAGS.test(node.text.slice(end));
}

function isRegExp(node: ts.Expression): boolean {
  return ts.isIdentifier(node) && node.text === 'RegExp';
}
