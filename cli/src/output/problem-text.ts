import type { Fault } from '@fapiao-ledger/core';
import type { ProblemJson } from '../problem.js';
import { type PlainPhrase, phrase } from '../words/phrase.js';
import type { Page } from './table.js';
import { visible } from './visible.js';
import { widthOf, wrap } from './wrap.js';

const FAULTS_SHOWN = 40;

/** What to do, by code, where the message cannot say it. */
const HINTS: Readonly<Record<string, PlainPhrase>> = {
  USAGE: '--help lists the arguments and options of a command',
  REPLACED_REQUEST_USED: 'fapiao request show ID shows what the request did',
  OTHER_LEDGER:
    'Statements name the ledger of your trust file. Use another gateway (--gateway) or another trust file (FAPIAO_TRUST), or fetch this gateway’s with fapiao trust fetch --force and compare it with what the tax bureau publishes.',
};

/** Returns a problem for people: a sentence, then each fault under the pointer of its field. */
export function problemText(problem: ProblemJson, page: Page): string {
  const { code, faults = [], requestId } = problem;
  const { paint } = page;
  const lines = [
    paint('red', phrase('error: ')) + hanging(sentence(problem), widthOf(phrase('error: ')), page),
  ];
  for (const fault of faults.slice(0, FAULTS_SHOWN)) lines.push(faultText(fault, page));
  if (faults.length > FAULTS_SHOWN) {
    lines.push(phrase('  and {count} more: --json lists them all', { count: faults.length - FAULTS_SHOWN }));
  }
  lines.push(...hintLines(code, page));
  if (requestId !== undefined) lines.push(paint('dim', phrase('request id {requestId}', { requestId })));
  return lines.join('\n');
}

function hintLines(code: string, { width, paint }: Page): readonly string[] {
  const hint = HINTS[code];
  if (hint === undefined) return [];
  return wrap(phrase(hint), width ?? Number.POSITIVE_INFINITY).map((line) => paint('dim', line));
}

/** Returns a fault with its pointer on a line of its own, so that a user can copy it. */
export function faultText({ code, path, message }: Fault, page: Page): string {
  return `  ${page.paint('bold', path === '' ? '/' : path)}\n    ${hanging(`${message} (${code})`, 4, page)}`;
}

function sentence({ code, title, detail, faults, document }: ProblemJson): string {
  if (faults !== undefined) {
    const count =
      faults.length === 1
        ? phrase('one thing is wrong')
        : phrase('{count} things are wrong', { count: faults.length });
    return document === undefined ? count : phrase('{count} in {document}', { count, document });
  }
  if (code === 'USAGE') return detail;
  return code === 'BUG' ? `${title}: ${detail}` : `${detail} (${code})`;
}

/** Wraps text so that its further lines stand under the first, which begins at column `indent`. */
function hanging(text: string, indent: number, { width }: Page): string {
  return width === undefined ? visible(text) : wrap(text, width - indent).join(`\n${' '.repeat(indent)}`);
}
