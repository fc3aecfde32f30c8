import { availableParallelism } from 'node:os';
import type { BlockSource, Chain, Rejudgment, Selection } from '@fapiao-ledger/network/rejudge';
import { Command, Option } from 'commander';
import { calendarDate, whole } from '../../arguments.js';
import { EXIT } from '../../exit-code.js';
import { isOfSystem, reasonOf } from '../../files/system-error.js';
import { ofNetwork } from '../../network-program.js';
import { startProgress } from '../../output/progress.js';
import { rejudgmentText } from '../../output/rejudge-text.js';
import type { OpenSession, Session } from '../../session.js';
import { UsageError } from '../../usage-error.js';
import { phrase } from '../../words/phrase.js';

interface RejudgeFlags extends Selection {
  readonly ledger?: string;
  readonly file?: string;
  readonly home?: string;
  readonly contract: string;
  readonly threads: number;
}

const BLOCK_MAX = 999_999_999_999;
const THREADS_MAX = 64;

export function rejudgeCommand(open: OpenSession): Command {
  const block = whole(0, BLOCK_MAX);
  return new Command('rejudge')
    .description(
      phrase(
        'judge issued invoices again, from a copy of the blocks and without a gateway (auditors may, too)',
      ),
    )
    .option('--ledger <folder>', phrase('blocks of an embedded ledger, which may be in use'))
    .option('--file <path>', phrase('a folder of block files, as peer channel fetch writes them'))
    .option('--home <folder>', phrase('blocks of a Fabric network, from its peers'))
    .addOption(new Option('--from-block <number>', phrase('first block')).argParser(block))
    .addOption(new Option('--to-block <number>', phrase('last block')).argParser(block))
    .addOption(new Option('--from <date>', phrase('first day of issue')).argParser(calendarDate))
    .addOption(new Option('--to <date>', phrase('last day of issue')).argParser(calendarDate))
    .addOption(
      new Option('--threads <count>', phrase('threads that judge'))
        .argParser(whole(1, THREADS_MAX))
        .default(Math.min(availableParallelism(), THREADS_MAX)),
    )
    .option('--contract <name>', phrase('name of the contract on the ledger'), 'fapiao')
    .action(async (flags: RejudgeFlags, command: Command) => {
      const session = await open(command);
      const source = sourceIn(flags);
      const rejudgment = await rejudged(session, source, flags);
      if (rejudgment.count > 0) session.exitCode = EXIT.verification;
      session.reporter.result(rejudgment, (page) => rejudgmentText(rejudgment, page));
    });
}

function sourceIn({ ledger, file, home }: RejudgeFlags): BlockSource {
  const [source, ...others] = [
    ...(ledger === undefined ? [] : [{ ledger }]),
    ...(file === undefined ? [] : [{ file }]),
    ...(home === undefined ? [] : [{ home }]),
  ];
  if (source !== undefined && others.length === 0) return source;
  throw new UsageError(phrase('the blocks are named by one of --ledger, --file and --home'));
}

/** @throws {UsageError} when the blocks cannot be read, or the chain has none of the selection; {LedgerError} LEDGER_DAMAGED */
async function rejudged(
  { shell, reporter }: Session,
  source: BlockSource,
  { contract, threads, ...selection }: RejudgeFlags,
): Promise<Rejudgment> {
  const { NoChain, openChain, rejudge } = await ofNetwork(() => import('@fapiao-ledger/network/rejudge'));
  try {
    const chain = await openChain(source);
    try {
      requireBlocks(chain, selection);
      const total = Math.min(chain.last, selection.toBlock ?? chain.last) + 1;
      const work = { title: phrase('judging'), unit: phrase('blocks'), total, isQuiet: reporter.isJson };
      const progress = await startProgress(shell, work);
      try {
        return await rejudge(chain, { selection, contract, threads, onBlock: () => progress.advance() });
      } finally {
        progress.end();
      }
    } finally {
      await chain.close();
    }
  } catch (error) {
    if (error instanceof NoChain)
      throw new UsageError(`${flagOf(source)}: ${error.message}`, { cause: error });
    if (isOfSystem(error)) throw new UsageError(`${flagOf(source)}: ${reasonOf(error)}`, { cause: error });
    throw error;
  }
}

function requireBlocks({ last }: Chain, { fromBlock = 0, toBlock = last, from, to }: Selection): void {
  if (fromBlock > last) throw new UsageError(phrase('--from-block: the last block is {last}', { last }));
  if (fromBlock > toBlock)
    throw new UsageError(phrase('no block is from {fromBlock} to {toBlock}', { fromBlock, toBlock }));
  if (from !== undefined && to !== undefined && from > to)
    throw new UsageError(phrase('no day is from {from} to {to}', { from, to }));
}

function flagOf(source: BlockSource): string {
  return `--${Object.keys(source).join('')}`;
}
