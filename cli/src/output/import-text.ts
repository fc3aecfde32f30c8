import { COMPLETION_HINT, lackCompletion } from '../drafts/completion-hint.js';
import type { RefusedRow } from '../imports/import-report.js';
import { faultText } from './problem-text.js';
import type { Page } from './table.js';
import { wrap } from './wrap.js';

export interface ImportSummary {
  readonly file: string;
  readonly drafts: number;
  readonly issued: number;
  /** How many of the drafts an earlier run had issued or refused, so that this one left them alone. */
  readonly earlier: number;
  readonly refused: readonly RefusedRow[];
  readonly report: string;
  /** Where the refused drafts stand, to be corrected; absent when there are none. */
  readonly refusedFile?: string;
  /** It was changed since an earlier run wrote it: somebody has corrected it already. */
  readonly isCorrected?: boolean;
  /** What another import left under the usual name. */
  readonly passedOver?: string;
}

const REFUSED_SHOWN = 20;

/**
 * How an import ended, with the first of its refusals and what to do about them; all of them are in the report.
 * `placeOf` names a field of the draft on a line as whoever wrote the file would.
 */
export function importText(
  summary: ImportSummary,
  page: Page,
  placeOf: (line: number, path: string) => string,
): string {
  const { drafts, issued, refused, earlier, report } = summary;
  const lines = refused.slice(0, REFUSED_SHOWN).flatMap(({ line, faults }) => {
    const placed = faults.map((fault) => ({ ...fault, path: placeOf(line, fault.path) }));
    return [page.paint('red', `line ${line}`), ...placed.map((fault) => faultText(fault, page))];
  });
  if (refused.length > REFUSED_SHOWN) lines.push(`and ${refused.length - REFUSED_SHOWN} more`);
  const verdict = page.paint(
    refused.length === 0 ? 'green' : 'yellow',
    `${issued} of ${drafts} drafts issued, ${refused.length} refused`,
  );
  const next = nextSteps(summary).flatMap((step) => wrap(step, page.width ?? Number.POSITIVE_INFINITY));
  const skipped = earlier === 0 ? [] : [earlier === drafts ? NOTHING_NEW : partlyEarlier(earlier)];
  return [...lines, verdict, ...skipped, page.paint('dim', `report ${report}`), ...next].join('\n');
}

const NOTHING_NEW = 'All of that was done before: nothing was sent now.';

function partlyEarlier(earlier: number): string {
  return `${earlier} of them ${earlier === 1 ? 'was' : 'were'} issued or refused before, and not sent again.`;
}

function nextSteps(summary: ImportSummary): readonly string[] {
  const { file, issued, refused, refusedFile, isCorrected, passedOver } = summary;
  if (refusedFile === undefined) return [];
  const steps = [
    isCorrected === true
      ? `${refusedFile} is there already and was changed: import it, if that is not done.`
      : `The refused drafts stand in ${refusedFile}: correct them there and import that file.`,
  ];
  if (refused.some(({ faults }) => lackCompletion(faults))) steps.push(`${COMPLETION_HINT}.`);
  if (passedOver !== undefined) steps.push(`What another import has left as ${passedOver} stays as it is.`);
  if (issued === 0) return steps;
  return [...steps, `Never import ${file} again under another name: what was issued would be issued twice.`];
}
