import type { Check, CheckName, ReceiptFacts, ReceiptReport } from '@fapiao-ledger/receipt';
import type { ProblemJson } from '../problem.js';
import { codeText, type Field, fieldName } from '../words/label.js';
import { type PlainPhrase, phrase } from '../words/phrase.js';
import { beijingTime } from './beijing.js';
import { originFields, reversalFields } from './invoice-text.js';
import type { Paint } from './style.js';
import { fieldsText, type Page } from './table.js';
import { visible } from './visible.js';
import { wrap } from './wrap.js';

/** The gateway's answer about an invoice now, asked by the facts of the public check. */
export interface LiveState {
  readonly answer: 'MATCH' | 'MISMATCH' | 'NOT_FOUND';
  readonly mismatched?: readonly string[];
  readonly state?: string;
  readonly rest?: string;
  /** Gross that red-letter invoices have taken. */
  readonly reversed?: string;
  readonly asOf: string;
}

/** A file that the user named, and its report or the reason why it could not be read. */
export type VerifiedFile = CheckedFile | UnreadFile;

interface UnreadFile {
  readonly file: string;
  readonly problem: ProblemJson;
}

interface CheckedFile {
  readonly file: string;
  readonly report: ReceiptReport;
  readonly live?: LiveState;
}

/** Returns whether a receipt was read, is genuine, and agrees with the ledger, if the ledger was asked. */
export function isGenuine(file: VerifiedFile): boolean {
  return 'report' in file && file.report.valid && (file.live === undefined || file.live.answer === 'MATCH');
}

/** Returns one receipt in full; of several, the failures and a count. The trust file of the verdict comes last. */
export function verifiedFilesText(files: readonly VerifiedFile[], trustFile: string, page: Page): string {
  const source = page.paint('dim', phrase('checked against {trustFile}', { trustFile }));
  const [only] = files;
  if (files.length === 1 && only !== undefined && 'report' in only)
    return `${fullText(only, page)}\n\n${source}`;
  const genuine = files.filter(isGenuine).length;
  const unread = files.filter((file) => 'problem' in file).length;
  const count = phrase('{genuine} of {count} receipts are genuine', { genuine, count: files.length });
  const verdict = unread === 0 ? count : phrase('{count}, {unread} cannot be read', { count, unread });
  const lines = files.map((file) => ('report' in file ? briefText(file, page) : unreadText(file, page)));
  return [...lines, page.paint(genuine === files.length ? 'green' : 'red', verdict), source].join('\n');
}

function unreadText({ problem }: UnreadFile, page: Page): string {
  return `${mark('failed', page.paint)} ${visible(problem.detail)}`;
}

const LABELS: Readonly<Record<CheckName, PlainPhrase>> = {
  'file-size': 'the file has a plausible size',
  'one-revision': 'the file is one receipt and nothing more',
  'known-version': 'the version of the receipt is known here',
  'one-signature': 'there is exactly one signature',
  'whole-file-covered': 'the signature covers the whole file',
  'canonical-signature-hex': 'the signature is written in its one form',
  'signature-container': 'the signature can be read',
  'file-digest': 'the file is what was signed',
  'signature-value': 'the signature is valid',
  'attestation-form': 'the ledger’s attestation can be read',
  'signer-path': 'the signer’s certificate leads to a trusted authority',
  'signer-role': 'the signer may sign receipts',
  'ledger-name': 'the attestation is of the trusted network',
  'attestation-time': 'the attestation’s time is possible',
  endorsements: 'the endorsements are valid',
  'endorsement-policy': 'enough organizations endorsed it',
  'invoice-attached': 'the attached invoice is the attested one',
  totals: 'the tax arithmetic is right',
  page: 'the pages show what the invoice says',
};

const MARKS = { passed: '✓', failed: '✗', skipped: '–', deferred: '○' } as const;
const COLORS = { passed: 'green', failed: 'red', skipped: 'dim', deferred: 'dim' } as const;

function fullText({ file, report, live }: CheckedFile, page: Page): string {
  const verdict = report.valid
    ? page.paint('green', phrase('genuine'))
    : page.paint('red', phrase('not genuine ({code})', { code: report.code ?? '' }));
  const facts =
    report.facts === undefined ? [] : [fieldsText([...factFields(report.facts), ...liveFields(live)], page)];
  return [
    `${page.paint('bold', file)}: ${verdict}`,
    report.checks.map((check) => checkText(check, page)).join('\n'),
    ...facts,
  ].join('\n\n');
}

function briefText(checked: CheckedFile, page: Page): string {
  const { file, report, live } = checked;
  if (report.facts === undefined) {
    const failed = report.checks.filter(({ outcome }) => outcome === 'failed');
    return [
      `${mark('failed', page.paint)} ${visible(file)}`,
      ...failed.map((check) => `  ${checkText(check, page)}`),
    ].join('\n');
  }
  const { invoice, status, asOf } = report.facts.attestation;
  const state =
    live === undefined
      ? phrase('{state} at {at}', { state: codeText(status.state), at: beijingTime(asOf) })
      : liveText(live);
  const outcome = isGenuine(checked) ? 'passed' : 'failed';
  return `${mark(outcome, page.paint)} ${visible(`${file}  ${invoice.totals.gross}  ${state}`)}`;
}

function checkText({ name, outcome, reason }: Check, { width, paint }: Page): string {
  const text = `${phrase(LABELS[name])}${reason === undefined ? '' : `: ${reason}`}${outcome === 'skipped' ? phrase(' (not checked)') : ''}`;
  const lines = wrap(text, width === undefined ? Number.POSITIVE_INFINITY : width - 4);
  return `${mark(outcome, paint)} ${lines.join('\n  ')}`;
}

function mark(outcome: Check['outcome'], paint: Paint): string {
  return paint(COLORS[outcome], MARKS[outcome]);
}

function factFields({ attestation, endorsedBy, signer }: ReceiptFacts): Field[] {
  const { invoice, status, asOf } = attestation;
  const buyer = invoice.buyer.type === 'PERSON' ? phrase('a person') : invoice.buyer.name;
  return [
    ['number', invoice.number],
    ['date', invoice.date],
    ['seller', `${invoice.seller.name} ${invoice.seller.code}`],
    ['buyer', buyer],
    ['gross', invoice.totals.gross],
    ...originFields(invoice),
    ['state then', stateText({ state: status.state, rest: status.rest, asOf })],
    ...reversalFields(status),
    ['endorsed by', endorsedBy.join(', ')],
    ['signed by', `${signer.commonName} (${signer.role}, ${signer.mspId})`],
  ];
}

function liveFields(live: LiveState | undefined): Field[] {
  return [
    ['state now', live === undefined ? phrase('not asked; --gateway URL asks the ledger') : liveText(live)],
  ];
}

function liveText({ answer, mismatched = [], state = '', rest = '', reversed, asOf }: LiveState): string {
  if (answer === 'MATCH') return stateText({ state, rest, asOf, reversed });
  return answer === 'NOT_FOUND'
    ? phrase('the ledger has no such invoice at {at}', { at: beijingTime(asOf) })
    : [phrase('the ledger disagrees'), mismatched.map(fieldName).join(', ')].filter(Boolean).join(': ');
}

function stateText({
  state,
  rest,
  asOf,
  reversed,
}: Required<Pick<LiveState, 'state' | 'rest' | 'asOf'>> & {
  readonly reversed?: string | undefined;
}): string {
  const words = { state: codeText(state), rest, at: beijingTime(asOf) };
  return reversed === undefined
    ? phrase('{state}, {rest} left, at {at}', words)
    : phrase('{state}, {rest} left, {reversed} reversed, at {at}', { ...words, reversed });
}
