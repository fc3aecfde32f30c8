import { COMPLETION_HINT, lackCompletion } from '../drafts/completion-hint.js';
import type { ImportPlan } from '../imports/import-plan.js';
import type { RefusedRow } from '../imports/import-report.js';
import { phrase } from '../words/phrase.js';
import { faultText } from './problem-text.js';
import type { Page } from './table.js';
import { wrap } from './wrap.js';

export interface ImportSummary {
  readonly file: string;
  readonly drafts: number;
  readonly issued: number;
  /** Number of drafts that an earlier run issued or refused. This run left them alone. */
  readonly earlier: number;
  readonly refused: readonly RefusedRow[];
  /** Number of drafts that the ledger had before under their own ids. */
  readonly found: number;
  readonly report: string;
  /** Whether every issued draft has an own id, so that no other import issues it once more. */
  readonly hasOwnIds: boolean;
  /** File with what is wrong; absent when nothing is. */
  readonly faultsFile?: string;
  /** File of the refused drafts; absent when there are none. */
  readonly refusedFile?: string;
  /** Whether the user has changed that file since an earlier run wrote it. */
  readonly isCorrected?: boolean;
  /** File of another import under the usual name. */
  readonly passedOver?: string;
}

const REFUSED_SHOWN = 20;

/**
 * Returns how an import ended, with its first refusals and the next steps. The report has all refusals. `placeOf` names
 * a field of the draft on a line in terms of the imported file.
 */
export function importText(
  summary: ImportSummary,
  page: Page,
  placeOf: (line: number, path: string) => string,
): string {
  const { drafts, issued, refused, earlier, report } = summary;
  const lines = refusedLines(refused, page, placeOf);
  const verdict = page.paint(
    refused.length === 0 ? 'green' : 'yellow',
    phrase('{issued} of {drafts} drafts issued, {count} refused', { issued, drafts, count: refused.length }) +
      foundText(summary.found),
  );
  const next = nextSteps(summary).flatMap((step) => wrap(step, page.width ?? Number.POSITIVE_INFINITY));
  const skipped = earlier === 0 ? [] : [earlier === drafts ? phrase(NOTHING_NEW) : partlyEarlier(earlier)];
  return [
    ...lines,
    verdict,
    ...skipped,
    page.paint('dim', phrase('report {report}', { report })),
    ...next,
  ].join('\n');
}

/** Returns what an import would leave out, before it issues anything. */
export function planText(
  { refused, found }: ImportPlan,
  page: Page,
  placeOf: (line: number, path: string) => string,
): string {
  const verdict = phrase('{count} refused', { count: refused.length }) + foundText(found.length);
  return [
    ...refusedLines(refused, page, placeOf),
    page.paint(refused.length === 0 ? 'dim' : 'yellow', verdict),
  ].join('\n');
}

/** Returns the question before an import: how many invoices, of what gross, and of which seller. */
export function questionText({ count, gross, seller }: ImportPlan): string {
  const name = seller.name === seller.code ? seller.code : `${seller.name} (${seller.code})`;
  const words = { gross: grouped(gross), name };
  return count === 1
    ? phrase('one invoice, {gross} yuan, as {name}: issue?', words)
    : phrase('{count} invoices, {gross} yuan, as {name}: issue?', {
        ...words,
        count: grouped(String(count)),
      });
}

/** Separates thousands. */
function grouped(number: string): string {
  return number.replace(/\B(?=(?:[0-9]{3})+(?![0-9]))(?<!\.[0-9]*)/g, ',');
}

function foundText(count: number): string {
  if (count === 0) return '';
  return count === 1
    ? phrase(', one issued before under its own id')
    : phrase(', {count} issued before under their own ids', { count });
}

function refusedLines(
  refused: readonly RefusedRow[],
  page: Page,
  placeOf: (line: number, path: string) => string,
): string[] {
  const lines = refused.slice(0, REFUSED_SHOWN).flatMap(({ line, faults }) => {
    const placed = faults.map((fault) => ({ ...fault, path: placeOf(line, fault.path) }));
    return [
      page.paint('red', phrase('line {line}', { line })),
      ...placed.map((fault) => faultText(fault, page)),
    ];
  });
  if (refused.length > REFUSED_SHOWN)
    lines.push(phrase('and {count} more', { count: refused.length - REFUSED_SHOWN }));
  return lines;
}

const NOTHING_NEW = 'Earlier runs have settled all drafts: nothing was sent now.';

function partlyEarlier(earlier: number): string {
  return earlier === 1
    ? phrase('One of them was issued or refused before, and not sent again.')
    : phrase('{earlier} of them were issued or refused before, and not sent again.', { earlier });
}

function nextSteps(summary: ImportSummary): readonly string[] {
  const { file, issued, refused, refusedFile, isCorrected, passedOver, hasOwnIds, faultsFile } = summary;
  if (refusedFile === undefined) return [];
  const steps = [
    isCorrected === true
      ? phrase('{refusedFile} exists already and was changed: import it, unless you have done so.', {
          refusedFile,
        })
      : phrase('The refused drafts are in {refusedFile}: correct them there and import that file.', {
          refusedFile,
        }),
  ];
  if (refused.some(({ faults }) => lackCompletion(faults))) steps.push(phrase(COMPLETION_HINT));
  if (faultsFile !== undefined)
    steps.push(phrase('What is wrong with them is in {faultsFile}.', { faultsFile }));
  if (passedOver !== undefined)
    steps.push(phrase('{passedOver} belongs to another import and stays as it is.', { passedOver }));
  if (issued === 0 || hasOwnIds) return steps;
  return [
    ...steps,
    phrase('Never import {file} again under another name: the issued drafts would be issued twice.', {
      file,
    }),
  ];
}
