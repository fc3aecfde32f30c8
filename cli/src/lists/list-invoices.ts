import type { InvoiceSummary } from '@fapiao-ledger/client';
import { type Command, Option } from 'commander';
import { whole } from '../arguments.js';
import { invoicesText, type PartyColumn } from '../output/invoices-text.js';
import type { Session } from '../session.js';
import { invoicePages, type Question } from './invoice-pages.js';

export interface LengthOptions {
  readonly limit: number;
  readonly all?: boolean;
}

const LIMIT = 50;
const LIMIT_MAX = 100_000;

export function withLength(command: Command): Command {
  return command
    .addOption(
      new Option('--limit <n>', 'show at most so many').argParser(whole(1, LIMIT_MAX)).default(LIMIT),
    )
    .addOption(new Option('--all', 'show all of them').conflicts('limit'));
}

/** Shows a list up to its limit. The height is that of its first page. */
export async function listInvoices(
  session: Session,
  question: Question,
  { limit, all }: LengthOptions,
  parties: readonly PartyColumn[],
): Promise<void> {
  const invoices: InvoiceSummary[] = [];
  let height: string | undefined;
  let isMore = false;
  for await (const page of invoicePages(await session.client(), question, all === true ? undefined : limit)) {
    invoices.push(...page.invoices);
    height ??= page.height;
    isMore = page.next !== undefined;
  }
  session.reporter.result({ height, invoices, isMore }, (page) =>
    invoicesText({ invoices, isMore, parties }, page),
  );
}
