import { errorDetail, errorText, isCodeWithText } from '@fapiao-ledger/client/errors';
import type { Fault } from '@fapiao-ledger/core';
import type { ProblemJson } from '../problem.js';
import { language } from '../words/language.js';
import { type PlainPhrase, phrase } from '../words/phrase.js';
import type { Page } from './table.js';
import { visible } from './visible.js';
import { widthOf, wrap } from './wrap.js';

const FAULTS_SHOWN = 40;

/** What to do here, by code, where the command line knows more than the cure of a code. */
const HINTS: Readonly<Record<string, PlainPhrase>> = {
  REPLACED_REQUEST_USED: 'fapiao request show ID shows what the request did',
  OTHER_LEDGER:
    'Statements name the ledger of your trust file. Use another gateway (--gateway) or another trust file (FAPIAO_TRUST), or fetch this gateway’s with fapiao trust fetch --force and compare it with what the tax bureau publishes.',
  CREDIT_EXCEEDED:
    'fapiao credit shows what is left of the month. Ask the tax bureau for more, or issue from a lane that has some (--lane).',
  NUMBERS_EXHAUSTED:
    'fapiao credit shows which numbers are left. Ask the tax bureau for a segment, or issue from a lane that has some (--lane).',
};

/** Returns a problem for people: a sentence, then each fault under the pointer of its field. */
export function problemText(problem: ProblemJson, page: Page): string {
  const { faults = [], requestId } = problem;
  const { paint } = page;
  const indent = widthOf(phrase('error: '));
  const text = sentences(problem).map((line) => hanging(line, indent, page));
  const lines = [paint('red', phrase('error: ')) + text.join(`\n${' '.repeat(indent)}`)];
  for (const fault of faults.slice(0, FAULTS_SHOWN)) lines.push(faultText(fault, page));
  if (faults.length > FAULTS_SHOWN) {
    lines.push(phrase('  and {count} more: --json lists them all', { count: faults.length - FAULTS_SHOWN }));
  }
  lines.push(...hintLines(problem, page));
  if (requestId !== undefined) lines.push(paint('dim', phrase('request id {requestId}', { requestId })));
  return lines.join('\n');
}

/** Returns what to do. Faults say it themselves, each at its field. */
function hintLines({ code, faults }: ProblemJson, { width, paint }: Page): readonly string[] {
  const hint = HINTS[code];
  const cure = faults === undefined && isCodeWithText(code) ? errorText(code, language()).cure : undefined;
  const text = hint === undefined ? cure : phrase(hint);
  if (text === undefined) return [];
  return wrap(text, width ?? Number.POSITIVE_INFINITY).map((line) => paint('dim', line));
}

/** Returns a fault with its pointer on a line of its own, so that a user can copy it. */
export function faultText({ code, path, message }: Fault, page: Page): string {
  const text = explained(code, message).map((line) => hanging(line, 4, page));
  return [`  ${page.paint('bold', path === '' ? '/' : path)}`, ...text.map((line) => `    ${line}`)].join(
    '\n',
  );
}

function sentences({ code, title, detail, faults, document }: ProblemJson): readonly string[] {
  if (faults !== undefined) {
    const count =
      faults.length === 1
        ? phrase('one thing is wrong')
        : phrase('{count} things are wrong', { count: faults.length });
    return [document === undefined ? count : phrase('{count} in {document}', { count, document })];
  }
  if (code === 'USAGE') return [detail];
  return code === 'BUG' ? [`${title}: ${detail}`] : explained(code, detail);
}

/** Messages of ledger and gateway are English. In another language the title of their code stands in front of what they say. */
function explained(code: string, message: string): readonly string[] {
  if (language() === 'en' || !isCodeWithText(code)) return [`${message} (${code})`];
  const { title } = errorText(code, language());
  return [phrase('{title} ({code})', { title, code }), errorDetail(code, message, language())];
}

/** Wraps text so that its further lines stand under the first, which begins at column `indent`. */
function hanging(text: string, indent: number, { width }: Page): string {
  return width === undefined ? visible(text) : wrap(text, width - indent).join(`\n${' '.repeat(indent)}`);
}
