import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createProgram } from '../../cli/src/program.ts';
import { fapiao } from '../support/processes.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const DOCUMENTS = globSync(['README*.md', 'docs/**/*.md', 'gateway/client/README.md'], { cwd: ROOT }).sort();

/** Values for the words of the documents that a reader replaces, so that the command line judges the others. */
const VALUES: Readonly<Record<string, string>> = {
  NUMBER: '26442000000000000001',
  CODE: '91440300708461136T',
  'CREDIT-CODE': '91440300708461136T',
  'YOUR-CREDIT-CODE': '91440300708461136T',
  'YOUR-PSEUDONYM': 'P00000000000000001',
  SELLER: '91440300708461136T',
  NAME: '示例文具店',
  REASON: 'reason',
  ORDER: 'order-1',
  MOMENT: '2026-12-31T15:59:59Z',
  KEYEPOCH: '0123456789abcdef',
  $SHOP: '91440300708461136T',
  $OFFICER: 'officer.json',
  '$(TZ=Asia/Shanghai date +%Y-%m)': '2026-12',
  '$(TZ=Asia/Shanghai date +%y)': '26',
  "$(npx fapiao list --as seller | grep -oE '^[0-9]{20}')": '26442000000000000001',
};

interface Printed {
  readonly file: string;
  readonly command: string;
}

/** Returns the commands in the blocks of a document, also those that stand in another command. */
function commandsIn(file: string): readonly Printed[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const blocks = [...text.matchAll(/^```(?:sh)?\n(.*?)^```$/gms)].map(([, block = '']) => block);
  return blocks
    .flatMap((block) => block.split('\n'))
    .flatMap((line) => [line, ...[...line.matchAll(/\$\((.*?)\)/g)].map(([, inner = '']) => inner)])
    .flatMap((line) => /^(?:npx )?fapiao (.*)$/.exec(line.trim())?.[1] ?? [])
    .map((command) => ({ file, command }));
}

/** Returns the words of a command, up to a comment, a pipe or another command, with values in place of placeholders. */
function wordsOf(command: string): readonly string[] {
  const filled = Object.entries(VALUES)
    .filter(([name]) => name.startsWith('$'))
    .reduce((text, [name, value]) => text.replaceAll(name, value), command);
  const [own = ''] = filled.split(/\s#|\s\||\s&&/);
  return own
    .trim()
    .split(/\s+/)
    .map((word) => VALUES[word] ?? (word.startsWith('V-PAY/') ? 'V-PAY/order-1' : word));
}

/** Tells that the command line was understood: the command asked for its session. */
class Understood extends Error {}

async function parse(words: readonly string[]): Promise<void> {
  const { stdout, stderr } = process;
  const shell = { env: {}, stdin: process.stdin, stdout, stderr };
  const program = createProgram(shell, async () => await Promise.reject(new Understood()));
  try {
    await program.parseAsync([...words], { from: 'user' });
  } catch (error) {
    if (!(error instanceof Understood)) throw error;
  }
}

const PRINTED = DOCUMENTS.flatMap(commandsIn);
const ELLIPSIS = '...';
const ofNetwork = (words: readonly string[]): boolean => words[0] === 'network';
const isHelp = (words: readonly string[]): boolean => words.includes('--help');

test('the documents print commands in both languages', () => {
  const filesOf = (part: string): number => PRINTED.filter(({ file }) => file.includes(part)).length;
  for (const part of ['README.md', 'README.zh-CN.md', 'guides/en/', 'guides/zh-CN/', 'operating.md'])
    expect(filesOf(part), part).toBeGreaterThan(5);
});

describe('the command line understands', () => {
  test.each(
    PRINTED.map(({ file, command }) => [file, command, wordsOf(command)] as const).filter(
      ([, , words]) => !ofNetwork(words) && !isHelp(words) && !words.includes(ELLIPSIS),
    ),
  )('%s: fapiao %s', async (_file, _command, words) => {
    await expect(parse(words)).resolves.toBeUndefined();
  });

  test('each option of the network’s program', async () => {
    const { stdout } = await fapiao(['network', '--help'], { cwd: ROOT });
    const known = new Set(stdout.match(/--[a-z-]+|\b[a-z-]+\b/g));
    const printed = PRINTED.map(({ command }) => wordsOf(command)).filter(ofNetwork);
    const words = printed.flatMap((each) =>
      each.filter((word, index) => index === 1 || word.startsWith('--')),
    );
    expect(words.length).toBeGreaterThan(5);
    expect(words.filter((word) => !known.has(word))).toEqual([]);
  });

  test.each([
    'lisst --as seller',
    'list --as-if seller',
    'credit 2026-13',
    'bureau freeze NUMBER',
    'list --as other',
  ])('no wrong command: fapiao %s', async (command) => {
    await expect(parse(wordsOf(command))).rejects.toThrow();
  });
});
