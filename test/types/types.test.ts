import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

const configFile = fileURLToPath(new URL('../tsconfig.json', import.meta.url));
const source = fileURLToPath(new URL('must-not-compile.ts', import.meta.url));

/** What the compiler says about a file under the settings of the tests. */
function complaints(file: string): readonly string[] {
  const { config } = ts.readConfigFile(configFile, (path) => ts.sys.readFile(path)) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(
    config,
    ts.sys,
    fileURLToPath(new URL('..', import.meta.url)),
  );
  const program = ts.createProgram([file], options);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

test('lines that must not compile do not compile, for the reason expected of each', () => {
  expect(complaints(source)).toEqual([]);
});
