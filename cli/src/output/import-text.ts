import type { RefusedRow } from '../imports/import-report.js';
import { faultText } from './problem-text.js';
import type { Page } from './table.js';

export interface ImportSummary {
  readonly drafts: number;
  readonly issued: number;
  readonly refused: readonly RefusedRow[];
  readonly report: string;
}

const REFUSED_SHOWN = 20;

/** How an import ended, with the first of its refusals; all of them are in the report. */
export function importText({ drafts, issued, refused, report }: ImportSummary, page: Page): string {
  const lines = refused.slice(0, REFUSED_SHOWN).flatMap(({ line, faults }) => {
    return [page.paint('red', `line ${line}`), ...faults.map((fault) => faultText(fault, page))];
  });
  if (refused.length > REFUSED_SHOWN) lines.push(`and ${refused.length - REFUSED_SHOWN} more`);
  const verdict = page.paint(
    refused.length === 0 ? 'green' : 'yellow',
    `${issued} of ${drafts} drafts issued, ${refused.length} refused`,
  );
  return [...lines, verdict, page.paint('dim', `report ${report}`)].join('\n');
}
