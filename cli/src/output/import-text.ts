import { COMPLETION_HINT, lackCompletion } from '../drafts/completion-hint.js';
import type { RefusedRow } from '../imports/import-report.js';
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
  readonly report: string;
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

const NOTHING_NEW = 'Earlier runs have settled all drafts: nothing was sent now.';

function partlyEarlier(earlier: number): string {
  return `${earlier} of them ${earlier === 1 ? 'was' : 'were'} issued or refused before, and not sent again.`;
}

function nextSteps(summary: ImportSummary): readonly string[] {
  const { file, issued, refused, refusedFile, isCorrected, passedOver } = summary;
  if (refusedFile === undefined) return [];
  const steps = [
    isCorrected === true
      ? `${refusedFile} exists already and was changed: import it, unless you have done so.`
      : `The refused drafts are in ${refusedFile}: correct them there and import that file.`,
  ];
  if (refused.some(({ faults }) => lackCompletion(faults))) steps.push(`${COMPLETION_HINT}.`);
  if (passedOver !== undefined) steps.push(`${passedOver} belongs to another import and stays as it is.`);
  if (issued === 0) return steps;
  return [
    ...steps,
    `Never import ${file} again under another name: the issued drafts would be issued twice.`,
  ];
}
