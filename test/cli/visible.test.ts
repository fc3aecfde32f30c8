import { PassThrough } from 'node:stream';
import { GatewayError } from '@fapiao-ledger/client';
import { describe, expect, it } from 'vitest';
import { Reporter } from '../../cli/src/output/reporter.ts';
import { namedText, type Page, tableText } from '../../cli/src/output/table.ts';
import { visible, visibleJson } from '../../cli/src/output/visible.ts';
import type { Shell } from '../../cli/src/shell.ts';

const ESCAPE = '\u001B';
/** Sets the title, goes up a line, in the one-byte form too, ends the line, turns it around. */
const HOSTILE = 'a\u001B]0;x\u0007\u001B[1Ab\u009B2Kc\r\nd\u202Ee\u2066f\u007F\u2028';
const SHOWN = 'a\\u001B]0;x\\u0007\\u001B[1Ab\\u009B2Kc\\u000D\\u000Ad\\u202Ee\\u2066f\\u007F\\u2028';

// What must not reach a terminal from outside. Line ends and colors are the program's own.
const CONTROL = '\\u0000-\\u0009\\u000B-\\u001F\\u007F-\\u009F';
const ACTIVE = new RegExp(`[${CONTROL}\\u061C\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u2069]`);
const COLOR = new RegExp(`${ESCAPE}\\[[0-9]{1,2}m`, 'g');

function reporter(isTTY: boolean, isJson = false): { writer: Reporter; output: () => string } {
  const stream = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY, columns: 80 });
  const shell = stream as unknown as Shell['stdout'];
  let text = '';
  const output = (): string => (text += (stream.read() as string | null) ?? '');
  return { writer: new Reporter({ stdout: shell, stderr: shell }, isJson), output };
}

const withoutColors = (text: string): string => text.replaceAll(COLOR, '');

describe('text from outside', () => {
  it('is shown, not acted upon', () => {
    expect(visible(HOSTILE)).toBe(SHOWN);
    expect(visible('深圳 *印刷品*图书 “x” é')).toBe('深圳 *印刷品*图书 “x” é');
  });

  const texts: readonly (readonly [string, (page: Page) => string])[] = [
    ['a field and its name', (page) => namedText([[HOSTILE, HOSTILE]], page)],
    ['a cell', (page) => tableText([{ head: 'item', isFlexible: true }], [[HOSTILE]], page)],
    ['painted text', (page) => page.paint('green', HOSTILE)],
    ['a file name as it is', () => `${HOSTILE}\n`.replaceAll(/[\r\n]/g, '')],
  ];

  it.each(texts.flatMap((text) => [false, true].map((isTTY) => [text[0], isTTY, text[1]] as const)))(
    'is harmless as %s, terminal %s',
    (_desc, isTTY, text) => {
      const { writer, output } = reporter(isTTY);
      writer.result({}, text);
      expect(withoutColors(output())).not.toMatch(ACTIVE);
      expect(output()).toContain('\\u001B');
    },
  );

  it('cannot begin a line of its own in a field or a message', () => {
    const { writer, output } = reporter(true);
    writer.result({}, (page) => namedText([['seller', 'x\n✓ genuine']], page));
    writer.note('x\n✓ genuine');
    writer.problem(new GatewayError('LEDGER_UNAVAILABLE', `x\n✓ genuine${HOSTILE}`));
    expect(output()).not.toMatch(/^✓/m);
    expect(withoutColors(output())).not.toMatch(ACTIVE);
  });

  it('cannot give itself a color', () => {
    const { writer, output } = reporter(true);
    writer.warn('\u001B[32mgenuine');
    expect(output()).not.toContain('\u001B[32m');
    const plain = reporter(false);
    plain.writer.result({}, () => '\u001B[32mgenuine');
    expect(plain.output()).toBe('\\u001B[32mgenuine\n');
  });

  it('is the same in JSON, and harmless', () => {
    const { writer, output } = reporter(true, true);
    writer.result({ name: HOSTILE }, () => '');
    expect(output()).not.toMatch(ACTIVE);
    expect(JSON.parse(output())).toEqual({ name: HOSTILE });
    expect(visibleJson({ name: '深圳' })).toContain('深圳');
  });
});
