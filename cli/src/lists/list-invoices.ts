import type { InvoiceSummary } from '@fapiao-ledger/client';
import { type Command, Option } from 'commander';
import { whole } from '../arguments.js';
import { invoicesText, type PartyColumn } from '../output/invoices-text.js';
import type { Session } from '../session.js';
import { phrase } from '../words/phrase.js';
import { listPages, type Question } from './list-pages.js';

export interface LengthOptions {
  readonly limit: number;
  readonly all?: boolean;
}

const LIMIT = 50;
const LIMIT_MAX = 100_000;

export function withLength(command: Command): Command {
  return command
    .addOption(
      new Option('--limit <n>', phrase('show at most so many')).argParser(whole(1, LIMIT_MAX)).default(LIMIT),
    )
    .addOption(new Option('--all', phrase('show all of them')).conflicts('limit'));
}

/** Shows a list up to its limit, and returns how many invoices it has. The height is that of its first page. */
export async function listInvoices(
  session: Session,
  question: Question,
  options: LengthOptions,
  parties: readonly PartyColumn[],
): Promise<number> {
  const { height, entries: invoices, isMore } = await readList<InvoiceSummary>(session, question, options);
  session.reporter.result({ height, invoices, isMore }, (page) =>
    invoicesText({ invoices, isMore, parties }, page),
  );
  return invoices.length;
}

/** The entries of a list up to its limit. */
interface ReadEntries<Entry> {
  /** Height of the first page. */
  readonly height: string | undefined;
  readonly entries: readonly Entry[];
  readonly isMore: boolean;
}

/** Returns the entries of a list up to a limit. */
export async function readList<Entry>(
  session: Session,
  question: Question,
  { limit, all }: LengthOptions,
): Promise<ReadEntries<Entry>> {
  const entries: Entry[] = [];
  let height: string | undefined;
  let isMore = false;
  for await (const page of listPages<Entry>(
    await session.client(),
    question,
    all === true ? undefined : limit,
  )) {
    entries.push(...page.entries);
    height ??= page.height;
    isMore = page.next !== undefined;
  }
  return { height, entries, isMore };
}
