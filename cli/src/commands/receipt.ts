import type { InvoiceSummary } from '@fapiao-ledger/client';
import { Command } from 'commander';
import { each, invoiceNumber, trustOption } from '../arguments.js';
import { isNarrowed, type OwnFilterOptions, ownQuestion, withOwnFilter } from '../lists/invoice-filter.js';
import { readList } from '../lists/list-invoices.js';
import { problemText } from '../output/problem-text.js';
import { inTurn } from '../output/progress.js';
import type { Page } from '../output/table.js';
import { besides, type Problematic } from '../problem.js';
import type { WrittenReceipt } from '../receipt-files/write-receipts.js';
import type { OpenSession, Session } from '../session.js';
import { UsageError } from '../usage-error.js';
import { phrase } from '../words/phrase.js';

interface ReceiptOptions extends OwnFilterOptions {
  readonly out: string;
  readonly force?: boolean;
  readonly trust?: string;
  readonly all?: boolean;
}

/** A receipt that was there before. */
interface KeptReceipt {
  readonly number: string;
  readonly file: string;
  readonly isKept: true;
}

type Outcome = WrittenReceipt | KeptReceipt | Problematic;

export function receiptCommand(open: OpenSession): Command {
  const command = new Command('receipt')
    .description(
      phrase('write signed PDF receipts: yours as seller with your own signature, others by your platform’s'),
    )
    .argument(
      '[number...]',
      phrase('invoice numbers, 20 digits each; without them the filters choose'),
      each(invoiceNumber),
    )
    .option('--out <folder>', phrase('where NUMBER.pdf goes'), '.')
    .option('--all', phrase('of all your invoices'))
    .option('--force', phrase('write receipts anew that are there already'))
    .addOption(trustOption());
  return withOwnFilter(command).action(
    async (numbers: readonly string[], options: ReceiptOptions, self: Command) => {
      const session = await open(self);
      await writeReceipts(session, await chosen(session, numbers, options), options);
    },
  );
}

/** Returns the numbers that the user gave, or those of the list that the filters choose. */
async function chosen(
  session: Session,
  numbers: readonly string[],
  options: ReceiptOptions,
): Promise<readonly string[]> {
  const isFiltered = isNarrowed(options) || options.all === true;
  if (numbers.length > 0 && isFiltered)
    throw new UsageError(phrase('give either the numbers of invoices or filters, not both'));
  if (numbers.length > 0) return [...new Set(numbers)];
  if (!isFiltered)
    throw new UsageError(
      phrase('name the invoices by their numbers, choose them by a filter such as --from, or give --all'),
    );
  const list = await readList<InvoiceSummary>(session, ownQuestion(options), { limit: 0, all: true });
  return list.entries.map(({ number }) => number);
}

/** Throws a single failure; shows several beside the successes. The PDF code is loaded here only. */
async function writeReceipts(
  session: Session,
  numbers: readonly string[],
  options: ReceiptOptions,
): Promise<void> {
  const { ReceiptWriter, receiptFiles } = await import('../receipt-files/write-receipts.js');
  const { missing, kept } = receiptFiles(options.out, numbers, options.force === true);
  const { trust } = await session.trustOnFile(options.trust);
  const [client, identity] = [await session.client(), await session.identity()];
  const openings = await (await session.openings()).byCommitment();
  const writer = new ReceiptWriter({ client, identity, openings, trust, now: () => session.now() });
  const write = async ([number, file]: readonly [string, string]): Promise<Outcome> => {
    const receipt = writer.write(number, file);
    return numbers.length === 1 ? await receipt : await receipt.catch(besides(session, number));
  };
  const written = await inTurn(
    session,
    { title: phrase('receipts'), unit: phrase('written') },
    missing,
    write,
  );
  const outcomes = [...kept.map(([number, file]): Outcome => ({ number, file, isKept: true })), ...written];
  session.reporter.result({ receipts: outcomes }, (page) =>
    outcomes.length === 0
      ? phrase('no invoices')
      : outcomes.map((outcome) => outcomeText(outcome, page)).join('\n'),
  );
}

function outcomeText(outcome: Outcome, page: Page): string {
  if ('problem' in outcome) return `${outcome.number}  ${problemText(outcome.problem, page)}`;
  if ('isKept' in outcome) return page.paint('dim', `${outcome.file}  ${phrase('was there already')}`);
  const by = outcome.signedBy === 'self' ? phrase('signed by you') : phrase('signed by the platform');
  return `${page.paint('green', outcome.file)}  ${page.paint('dim', by)}`;
}
