import type { StatisticsGroup, StatisticsPage } from '@fapiao-ledger/client';
import { Command, InvalidArgumentError, Option } from 'commander';
import { creditCode, month, region, taxRate } from '../../arguments.js';
import { INVOICE_TYPES } from '../../lists/invoice-filter.js';
import { withQuery } from '../../lists/list-pages.js';
import { totalOf } from '../../lists/total.js';
import { DIMENSIONS, type Dimension, statisticsText } from '../../output/statistics-text.js';
import type { OpenSession, Session } from '../../session.js';
import { phrase } from '../../words/phrase.js';

interface StatisticsOptions {
  readonly by: readonly Dimension[];
  readonly from?: string;
  readonly to?: string;
  readonly region?: string;
  readonly seller?: string;
  readonly rate?: string;
  readonly type?: string;
}

export function statisticsCommand(open: OpenSession): Command {
  return new Command('statistics')
    .description(phrase('add up what was issued (auditors may, too)'))
    .addOption(
      new Option(
        '--by <dimensions>',
        phrase('one or more, separated by commas: {dimensions}', { dimensions: DIMENSIONS.join(', ') }),
      )
        .argParser(dimensions)
        .default(['month'], 'month'),
    )
    .addOption(new Option('--from <month>', phrase('first month')).argParser(month))
    .addOption(new Option('--to <month>', phrase('last month')).argParser(month))
    .addOption(
      new Option('--region <code>', phrase('of sellers in: 2, 4 or 6 digits (GB/T 2260)')).argParser(region),
    )
    .addOption(new Option('--seller <code>', phrase('issued by')).argParser(creditCode))
    .addOption(
      new Option('--rate <rate>', phrase('only lines at this rate, such as 0.13')).argParser(taxRate),
    )
    .addOption(new Option('--type <type>', phrase('of which type')).choices(INVOICE_TYPES))
    .action(async (options: StatisticsOptions, command: Command) => {
      await addUp(await open(command), options);
    });
}

function dimensions(text: string): readonly Dimension[] {
  const names = text.split(',');
  const dimensions = names.flatMap((name) => DIMENSIONS.find((dimension) => dimension === name) ?? []);
  if (new Set(dimensions).size === names.length) return dimensions;
  throw new InvalidArgumentError(
    phrase('each at most once of {dimensions} is expected', { dimensions: DIMENSIONS.join(', ') }),
  );
}

/** Reads all groups and sums them, so that the total agrees with them although invoices are issued meanwhile. */
async function addUp(session: Session, { by, from, to, ...filter }: StatisticsOptions): Promise<void> {
  const query = { by: by.join(','), monthFrom: from, monthTo: to, ...filter };
  const { groups, first, last } = await allGroups(session, query);
  if (last.height !== first.height) {
    session.reporter.warn(phrase('invoices were issued meanwhile: only the later groups include them'));
  }
  const total = { ...totalOf(groups), invoices: last.total.count };
  session.reporter.result({ height: first.height, by, groups, total }, (page) =>
    statisticsText({ by, groups, total }, page),
  );
}

async function allGroups(
  session: Session,
  query: Readonly<Record<string, string | undefined>>,
): Promise<{ groups: readonly StatisticsGroup[]; first: StatisticsPage; last: StatisticsPage }> {
  const client = await session.client();
  const ask = async (cursor?: string): Promise<StatisticsPage> =>
    await client.read<StatisticsPage>(
      withQuery('/bureau/statistics', { ...query, limit: String(GROUPS_MAX), cursor }),
    );
  const first = await ask();
  const groups = [...first.groups];
  let last = first;
  while (last.next !== undefined) {
    last = await ask(last.next);
    groups.push(...last.groups);
  }
  return { groups, first, last };
}

/** Largest number of groups that the gateway puts on one page. */
const GROUPS_MAX = 1_000;
