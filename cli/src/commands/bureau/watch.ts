import type { WatchPage } from '@fapiao-ledger/client';
import { Command, Option } from 'commander';
import { share } from '../../arguments.js';
import { withQuery } from '../../lists/list-pages.js';
import { type Column, type Page, tableText } from '../../output/table.js';
import type { OpenSession, Session } from '../../session.js';
import { phrase } from '../../words/phrase.js';

export function watchCommand(open: OpenSession): Command {
  return new Command('watch')
    .description(
      phrase('list small-scale sellers whose sales of twelve months come near the limit (auditors may, too)'),
    )
    .addOption(
      new Option('--from <share>', phrase('least share of the limit, such as 0.8'))
        .argParser(share)
        .default('0.8'),
    )
    .action(async ({ from }: { readonly from: string }, command: Command) => {
      const session = await open(command);
      const watched = await allWatched(session, from);
      session.reporter.result(watched, (page) => watchText(watched, page));
    });
}

/** Reads every page. The height is that of the first one. */
async function allWatched(session: Session, from: string): Promise<Omit<WatchPage, 'next'>> {
  const client = await session.client();
  const ask = async (after?: string): Promise<WatchPage> =>
    await client.read<WatchPage>(withQuery('/bureau/watch', { from, limit: '1000', after }));
  const { next: second, ...first } = await ask();
  const sellers = [...first.sellers];
  for (let after = second; after !== undefined; ) {
    const page = await ask(after);
    sellers.push(...page.sellers);
    after = page.next;
  }
  return { ...first, sellers };
}

function watchText({ months, limit, sellers }: Omit<WatchPage, 'next'>, page: Page): string {
  const title = phrase('net of {from} to {to}, limit {limit}', { from: months.from, to: months.to, limit });
  if (sellers.length === 0) return phrase('{title}: no seller', { title });
  const rows = sellers.map(({ code, name, net, share: part }) => [code, name, net, part]);
  return `${title}\n\n${tableText(COLUMNS, rows, page)}`;
}

const COLUMNS: readonly Column[] = [
  { head: 'seller' },
  { head: 'name', isFlexible: true },
  { head: 'net', align: 'right' },
  { head: 'share', align: 'right' },
];
