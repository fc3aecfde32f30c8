import type { Rejudgment } from '@fapiao-ledger/network/rejudge';
import { phrase } from '../words/phrase.js';
import { fieldsText, type Page, tableText } from './table.js';

/** Returns the differences below each other, then the verdict and what was read. */
export function rejudgmentText(rejudgment: Rejudgment, page: Page): string {
  const { pages, ledger, last, differences } = rejudgment;
  const read = fieldsText(
    [
      ['pages', String(pages)],
      ['ledger', ledger],
      ['last block', `${last.block} ${last.hash}`],
    ],
    page,
  );
  return [
    ...(differences.length > 0 ? [differencesText(rejudgment, page)] : []),
    verdictOf(rejudgment, page),
    read,
  ].join('\n\n');
}

function verdictOf({ invoices, count }: Rejudgment, { paint }: Page): string {
  if (invoices === 0 && count === 0) return phrase('no invoices');
  const judged =
    invoices === 1
      ? phrase('1 invoice judged again')
      : phrase('{invoices} invoices judged again', { invoices });
  if (count === 0) return paint('green', phrase('{judged}: no difference', { judged }));
  return paint(
    'red',
    count === 1
      ? phrase('{judged}: 1 difference', { judged })
      : phrase('{judged}: {count} differences', { judged, count }),
  );
}

function differencesText({ differences, count }: Rejudgment, page: Page): string {
  const heads = [
    { head: 'block', align: 'right' },
    { head: 'invoice' },
    { head: 'code' },
    { head: 'path' },
    { head: 'message', isFlexible: true },
  ] as const;
  const rows = differences.map(({ block, number, code, path, message }) => [
    String(block),
    number,
    code,
    path,
    message,
  ]);
  const rest = count - differences.length;
  const more =
    rest === 0
      ? ''
      : `\n\n${page.paint('yellow', phrase('and {rest} more, which are not listed', { rest }))}`;
  return `${tableText(heads, rows, page)}${more}`;
}
