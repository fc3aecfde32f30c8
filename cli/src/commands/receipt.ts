import { Command } from 'commander';
import { each, invoiceNumber, trustOption } from '../arguments.js';
import { problemText } from '../output/problem-text.js';
import { inTurn } from '../output/progress.js';
import type { Page } from '../output/table.js';
import { besides, type Problematic } from '../problem.js';
import type { WrittenReceipt } from '../receipt-files/write-receipts.js';
import type { OpenSession, Session } from '../session.js';

interface ReceiptOptions {
  readonly out: string;
  readonly force?: boolean;
  readonly trust?: string;
}

type Outcome = WrittenReceipt | Problematic;

export function receiptCommand(open: OpenSession): Command {
  return new Command('receipt')
    .description(
      'write signed PDF receipts: yours as seller with your own signature, others by your platform’s',
    )
    .argument('<number...>', 'invoice numbers, 20 digits each', each(invoiceNumber))
    .option('--out <folder>', 'where NUMBER.pdf goes', '.')
    .option('--force', 'overwrite existing receipts')
    .addOption(trustOption())
    .action(async (numbers: string[], options: ReceiptOptions, command: Command) => {
      await writeReceipts(await open(command), [...new Set(numbers)], options);
    });
}

/** Throws a single failure; shows several beside the successes. The PDF code is loaded here only. */
async function writeReceipts(
  session: Session,
  numbers: readonly string[],
  options: ReceiptOptions,
): Promise<void> {
  const { ReceiptWriter, receiptFiles } = await import('../receipt-files/write-receipts.js');
  const files = receiptFiles(options.out, numbers, options.force === true);
  const { trust } = await session.trustOnFile(options.trust);
  const [client, identity] = [await session.client(), await session.identity()];
  const openings = await (await session.openings()).byCommitment();
  const writer = new ReceiptWriter({ client, identity, openings, trust, now: () => session.now() });
  const write = async ([number, file]: readonly [string, string]): Promise<Outcome> => {
    const receipt = writer.write(number, file);
    return files.size === 1 ? await receipt : await receipt.catch(besides(session, number));
  };
  const outcomes = await inTurn(session, { title: 'receipts', unit: 'written' }, [...files], write);
  session.reporter.result({ receipts: outcomes }, (page) =>
    outcomes.map((outcome) => outcomeText(outcome, page)).join('\n'),
  );
}

function outcomeText(outcome: Outcome, page: Page): string {
  if ('problem' in outcome) return `${outcome.number}  ${problemText(outcome.problem, page)}`;
  const by = outcome.signedBy === 'self' ? 'signed by you' : 'signed by the platform';
  return `${page.paint('green', outcome.file)}  ${page.paint('dim', by)}`;
}
