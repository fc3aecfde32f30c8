import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readDocument, section, tableIn } from '../support/markdown.ts';

const document = readDocument('security.md');
const { numbers } = JSON.parse(readFileSync('test/vectors/asvs.json', 'utf8')) as { numbers: string[] };

const chapters = section(document, '## OWASP ASVS 5.0.0, levels 1 and 2').split('\n### ').slice(1);
const applying = chapters.filter((chapter) => !chapter.startsWith('What does not apply')).flatMap(tableIn);
const notApplying = chapters.filter((chapter) => chapter.startsWith('What does not apply')).flatMap(tableIn);

/** Files that a text names, with or without code marks around them. */
function filesIn(text: string): readonly string[] {
  return [...text.matchAll(/(?<![\w/.])(?:test\/|\.oxlintrc)[\w./-]*\w/g)].map(([file]) => file);
}

/** The numbers of a cell such as `V3.3.1 to V3.3.4, V3.5.4`. */
function numbersIn(cell: string): readonly string[] {
  return cell.split(', ').flatMap((part) => {
    const [from = '', to = from] = part.split(' to ');
    return numbers.slice(numbers.indexOf(from), numbers.indexOf(to) + 1);
  });
}

test('docs/security.md names no file that does not exist', () => {
  expect(filesIn(document).length).toBeGreaterThan(200);
  expect([...new Set(filesIn(document))].filter((file) => !existsSync(file))).toEqual([]);
});

test('docs/security.md says of each attack how to repeat it', () => {
  const attacks = tableIn(section(document, '## What was attacked'));
  expect(attacks.length).toBeGreaterThan(20);
  expect(attacks.filter(([, , repeat = '']) => filesIn(repeat).length === 0)).toEqual([]);
});

test('docs/security.md says what each party can and cannot do', () => {
  const parties = tableIn(section(document, '## Parties'));
  expect(parties.length).toBeGreaterThan(12);
  expect(parties.filter((cells) => cells.length !== 3 || cells.some((cell) => cell.length < 5))).toEqual([]);
});

describe('the requirements of OWASP ASVS in docs/security.md', () => {
  test('are each there once: with a verdict, or among those that do not apply', () => {
    const listed = [
      ...applying.map(([number]) => number),
      ...notApplying.flatMap(([cell = '']) => numbersIn(cell)),
    ];
    expect(listed.toSorted()).toEqual(numbers.toSorted());
  });

  test('have a verdict: a yes with a test or a checked rule, or a no with its reason', () => {
    const isSound = (verdict: string): boolean =>
      verdict.startsWith('yes: ') ? filesIn(verdict).length > 0 : /^no: .{10,}/.test(verdict);
    expect(applying.filter(([, , verdict = '']) => !isSound(verdict))).toEqual([]);
  });

  test('have a reason where they do not apply', () => {
    expect(notApplying.filter(([, reason = '']) => reason.length < 10)).toEqual([]);
  });
});
