import { afterEach, describe, expect, it } from 'vitest';
import { faultText } from '../../cli/src/output/problem-text.ts';
import type { Page } from '../../cli/src/output/table.ts';
import { widthOf } from '../../cli/src/output/wrap.ts';
import { createProgram } from '../../cli/src/program.ts';
import { labelText } from '../../cli/src/words/label.ts';
import { languageOf, speak } from '../../cli/src/words/language.ts';
import { phrase } from '../../cli/src/words/phrase.ts';
import { ZH_CN } from '../../cli/src/words/zh-CN/index.ts';
import { LABELS } from '../../cli/src/words/zh-CN/labels.ts';

afterEach(() => {
  speak('en');
});

describe('the language of the command line', () => {
  it.each([
    [['--lang', 'zh-CN'], {}, 'zh-CN'],
    [['list', '--lang=zh-CN'], { LC_ALL: 'en_US.UTF-8' }, 'zh-CN'],
    [['--lang', 'en'], { LANG: 'zh_CN.UTF-8' }, 'en'],
    [[], { LANG: 'zh_CN.UTF-8' }, 'zh-CN'],
    [[], { LANG: 'zh_TW' }, 'zh-CN'],
    [[], { LC_ALL: 'C', LANG: 'zh_CN.UTF-8' }, 'en'],
    [[], { LC_ALL: '', LC_MESSAGES: 'zh_CN.UTF-8', LANG: 'de_DE' }, 'zh-CN'],
    [[], {}, 'en'],
    [['--lang', 'fr'], {}, 'en'],
  ])('is that of --lang, else of the locale: %j %j', (argv, env, want) => {
    expect(languageOf(argv, env)).toBe(want);
  });

  it('has the values of a text in both languages', () => {
    expect(phrase('{count} invoices, gross {gross}', { count: 2, gross: '3.00' })).toBe(
      '2 invoices, gross 3.00',
    );
    speak('zh-CN');
    expect(phrase('{count} invoices, gross {gross}', { count: 2, gross: '3.00' })).toBe(
      '共 2 张发票，价税合计 3.00',
    );
    expect(labelText('holder')).toBe('持票人');
  });

  it('has what a fault says of its case, with its values, and the English where there is no other', () => {
    speak('zh-CN');
    const page = { width: undefined, paint: (_style: unknown, text: string) => text } as Page;
    const fault = (message: string): string =>
      faultText({ code: 'TOTALS_MISMATCH', path: '/totals/net', message }, page);
    expect(fault('the lines add up to 1.00, not 2.00')).toMatch(
      /^ {2}\/totals\/net\n {4}.+（TOTALS_MISMATCH）\n {4}各明细行之和为 1\.00，不是 2\.00$/,
    );
    expect(fault('a sentence of a newer ledger')).toContain('a sentence of a newer ledger');
  });

  it('names in each Chinese text what the English one names', () => {
    const namesIn = (text: string): string => [...new Set(text.match(/\{\w+\}|\$\d/g))].toSorted().join(' ');
    const differing = Object.entries(ZH_CN).filter(
      ([english, chinese]) => namesIn(english) !== namesIn(chinese),
    );
    expect(differing).toEqual([]);
  });

  it('has Chinese for every text and name', () => {
    const isChinese = (text: string): boolean => /\p{Script=Han}|[：；，。（]/u.test(text);
    const texts = Object.entries({ ...ZH_CN, ...LABELS }).filter(([, chinese]) => !isChinese(chinese));
    expect(texts.map(([english]) => english)).toEqual(['', '#']);
  });
});

type Command = ReturnType<typeof createProgram>;

/** Three English words in a row that no command, option, path or code explains. */
const ENGLISH = /(?<![-./<`\w])(?!fapiao\b)[a-z]{2,} (?:[a-z]{2,}) [a-z]{2,}(?![\w/.>])/;

describe.each(['en', 'zh-CN'] as const)('help in %s', (language) => {
  it.each([60, 80, 100])('fits %i columns', (columns) => {
    for (const [name, lines] of helpOf(language, columns)) {
      const long = lines.filter((line) => widthOf(line) > columns);
      expect(long, name).toEqual([]);
    }
  });
});

it('help in Chinese has no English sentence', () => {
  for (const [name, lines] of helpOf('zh-CN', 200)) {
    const english = lines.filter((line) => !/^(?: +|用法： )fapiao /.test(line) && ENGLISH.test(line));
    expect(english, name).toEqual([]);
  }
});

function helpOf(
  language: 'en' | 'zh-CN',
  columns: number,
): readonly (readonly [string, readonly string[]])[] {
  speak(language);
  const stdout = Object.assign(Object.create(process.stdout) as typeof process.stdout, { columns });
  const program = createProgram({ env: {}, stdin: process.stdin, stdout, stderr: process.stderr }, () => {
    throw new Error('no command runs');
  });
  return allOf(program).map((command) => {
    let text = '';
    command.configureOutput({ writeOut: (part) => (text += part), writeErr: (part) => (text += part) });
    command.outputHelp();
    return [command.name(), text.split('\n')];
  });
}

function allOf(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(allOf)];
}
