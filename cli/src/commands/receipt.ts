import { Command } from 'commander';
import { each, invoiceNumber, trustOption } from '../arguments.js';
import { exitCodeOf } from '../exit-code.js';
import { problemText } from '../output/problem-text.js';
import { startProgress } from '../output/progress.js';
import type { Page } from '../output/table.js';
import { type ProblemJson, problemOf } from '../problem.js';
import type { WrittenReceipt } from '../receipts/write-receipts.js';
import type { OpenSession, Session } from '../session.js';

interface ReceiptOptions {
  readonly out: string;
  readonly force?: boolean;
  readonly trust?: string;
}

type Outcome = WrittenReceipt | { readonly number: string; readonly problem: ProblemJson };

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
  const { ReceiptWriter, receiptFiles } = await import('../receipts/write-receipts.js');
  const files = receiptFiles(options.out, numbers, options.force === true);
  const { trust } = await session.trustOnFile(options.trust);
  const [client, identity] = [await session.client(), await session.identity()];
  const openings = await (await session.openings()).byCommitment();
  const writer = new ReceiptWriter({ client, identity, openings, trust, now: () => session.now() });
  const isQuiet = session.reporter.isJson;
  const progress = await startProgress(session.shell, {
    title: 'receipts',
    total: files.size,
    unit: 'written',
    isQuiet,
  });
  const outcomes: Outcome[] = [];
  for (const [number, file] of files) {
    outcomes.push(await attempt(session, number, () => writer.write(number, file), files.size === 1));
    progress.advance();
  }
  progress.end();
  session.reporter.result({ receipts: outcomes }, (page) =>
    outcomes.map((outcome) => outcomeText(outcome, page)).join('\n'),
  );
}

async function attempt(
  session: Session,
  number: string,
  write: () => Promise<WrittenReceipt>,
  isOnly: boolean,
): Promise<Outcome> {
  try {
    return await write();
  } catch (error) {
    if (isOnly) throw error;
    session.exitCode = Math.max(session.exitCode, exitCodeOf(error));
    return { number, problem: problemOf(error) };
  }
}

function outcomeText(outcome: Outcome, page: Page): string {
  if ('problem' in outcome) return `${outcome.number}  ${problemText(outcome.problem, page)}`;
  const by = outcome.signedBy === 'self' ? 'signed by you' : 'signed by the platform';
  return `${page.paint('green', outcome.file)}  ${page.paint('dim', by)}`;
}
