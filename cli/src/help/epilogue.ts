import type { AddHelpTextContext } from 'commander';
import { wrap } from '../output/wrap.js';
import { type PlainPhrase, phrase } from '../words/phrase.js';

/** A text below a command's help: a sentence, commands under what they do, or lines that stay as they are. */
export type Part =
  | { readonly says: PlainPhrase }
  | { readonly does: PlainPhrase; readonly by: readonly string[] }
  | { readonly lines: readonly string[] };

/** Returns what stands below a command's help, as wide as the terminal. A group begins with an empty line. */
export function epilogue(
  ...groups: readonly (readonly Part[])[]
): (context: Pick<AddHelpTextContext, 'command'>) => string {
  return ({ command }) => {
    const width = command.configureHelp().helpWidth ?? 80;
    return groups.map((parts) => `\n${parts.flatMap((part) => linesOf(part, width)).join('\n')}`).join('\n');
  };
}

function linesOf(part: Part, width: number): readonly string[] {
  if ('says' in part) return wrap(phrase(part.says), width);
  if ('lines' in part) return part.lines;
  const lead = hanging(phrase(part.does), '  ', width);
  return [...lead, ...part.by.flatMap((each) => commandLines(each, width))];
}

function hanging(text: string, indent: string, width: number): readonly string[] {
  return wrap(text, width - indent.length).map((line) => `${indent}${line}`);
}

/** Breaks a command as a shell reads it, so that it can be pasted. */
function commandLines(command: string, width: number): readonly string[] {
  const indent = '    ';
  const lines = wrap(command, width - indent.length - '  \\'.length);
  return lines.map((line, index) =>
    [indent, index === 0 ? '' : '  ', line, index === lines.length - 1 ? '' : ' \\'].join(''),
  );
}
