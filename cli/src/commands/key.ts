import type { ScopedKeyJson } from '@fapiao-ledger/core';
import { isLaneName, KEY_SCOPES, readInstant } from '@fapiao-ledger/core';
import { Command, InvalidArgumentError, Option } from 'commander';
import { laneName, requestIdOption, yuan } from '../arguments.js';
import { epilogue, type Part } from '../help/epilogue.js';
import { documentText } from '../output/document-text.js';
import { keyFields, keysText } from '../output/key-text.js';
import { fieldsText } from '../output/table.js';
import { type KeyOrder, makeKey, revokeKey } from '../requests/keys.js';
import type { OpenSession, Session } from '../session.js';
import { UsageError } from '../usage-error.js';
import { phrase } from '../words/phrase.js';

/** Commands for further keys of a taxpayer, such as those of its tills. */
export function keyCommand(open: OpenSession): Command {
  return new Command('key')
    .description(phrase('give tills and programs keys of their own, and revoke them'))
    .addCommand(newCommand(open))
    .addCommand(listCommand(open))
    .addCommand(revokeCommand(open));
}

interface NewOptions {
  readonly out?: string;
  readonly issue?: readonly string[] | true;
  readonly circulate?: boolean;
  readonly read?: boolean;
  readonly max?: string;
  readonly until?: string;
  readonly dryRun?: boolean;
  readonly requestId?: string;
}

function newCommand(open: OpenSession): Command {
  return new Command('new')
    .description(phrase('make a key in a file of its own, and register it with your identity'))
    .argument('<name>', phrase('your name for the key, such as till-1'), laneName)
    .option('--out <file>', phrase('identity file to write; NAME.json when absent'))
    .addOption(
      new Option(
        '--issue [lanes]',
        phrase('may issue: from these lanes, such as till-1,till-2, or from every lane when none is named'),
      ).argParser(lanes),
    )
    .option('--circulate', phrase('may transfer, lock, unlock and redeem'))
    .option('--read', phrase('may read what you may read'))
    .addOption(
      new Option(
        '--max <yuan>',
        phrase(
          'largest gross of an invoice that it issues, transfers, locks or unlocks, and largest amount that it redeems at once',
        ),
      ).argParser(yuan),
    )
    .addOption(
      new Option(
        '--until <moment>',
        phrase('last day in Shanghai, such as 2026-12-31, or last second in UTC, at which the key is valid'),
      ).argParser(until),
    )
    .option('--dry-run', phrase('show what would be signed, and write nothing'))
    .addOption(requestIdOption())
    .addHelpText('after', epilogue(EXAMPLE))
    .action(async (name: string, options: NewOptions, command: Command) => {
      await makeNew(await open(command), orderOf(name, options), options.dryRun === true);
    });
}

async function makeNew(session: Session, order: KeyOrder, isDry: boolean): Promise<void> {
  const { terms, file } = order;
  if (isDry) {
    const { code } = await session.taxpayer();
    session.reporter.result(
      { actor: code, file, ...terms },
      (page) =>
        `${fieldsText([['actor', code], ['file', file], ...keyFields(terms)], page)}\n\n${phrase('nothing was made and nothing was sent')}`,
    );
    return;
  }
  const key = await makeKey(session, order);
  session.reporter.result({ file, key }, (page) =>
    [
      fieldsText(keyFields(key), page),
      '',
      page.paint(
        'green',
        phrase('{file} holds the key {name}, which exists nowhere else', { file, name: key.name }),
      ),
      phrase('Bring the file to the till, and there:'),
      `  fapiao login --gateway ${session.settings.gateway.href} --identity ${file}`,
      phrase('Revoke it when the till is lost: fapiao key revoke {name}', { name: key.name }),
    ].join('\n'),
  );
}

function listCommand(open: OpenSession): Command {
  return new Command('list')
    .description(phrase('list your keys, also those that have ended'))
    .action(async (_options: object, command: Command) => {
      const session = await open(command);
      const client = await session.client();
      const answer = await client.read<{ keys: readonly ScopedKeyJson[] }>('/keys');
      session.reporter.result(answer, (page) => keysText(answer.keys, page));
    });
}

function revokeCommand(open: OpenSession): Command {
  return new Command('revoke')
    .description(phrase('revoke a key at once; what it has done stays'))
    .argument('<name>', phrase('name of the key'), laneName)
    .option('--dry-run', phrase('show what would be signed, and send nothing'))
    .addOption(requestIdOption())
    .action(async (name: string, options: { dryRun?: boolean; requestId?: string }, command: Command) => {
      const session = await open(command);
      if (options.dryRun === true) {
        const { code: actor } = await session.taxpayer();
        const signed = { operation: 'revoke-key', actor, name };
        session.reporter.result(
          signed,
          (page) => `${documentText(signed, page)}\n\n${phrase('nothing was sent')}`,
        );
        return;
      }
      const key = await revokeKey(session, name, options.requestId);
      session.reporter.result(
        { key },
        (page) => `${fieldsText(keyFields(key), page)}\n\n${phrase('revoked')}`,
      );
    });
}

/** @throws {UsageError} when the key could do nothing */
function orderOf(name: string, options: NewOptions): KeyOrder {
  const { issue, max, until: end, out = `${name}.json`, requestId } = options;
  const isChosen = {
    issue: issue !== undefined,
    circulate: options.circulate === true,
    read: options.read === true,
  };
  const scopes = KEY_SCOPES.filter((scope) => isChosen[scope]);
  if (scopes.length === 0)
    throw new UsageError(phrase('say what the key may do: --issue, --circulate, --read'));
  if (max !== undefined && !isChosen.issue && !isChosen.circulate)
    throw new UsageError(phrase('a key that only reads has no largest amount: leave --max out'));
  const terms = {
    name,
    scopes,
    ...(issue === undefined || issue === true ? {} : { lanes: issue }),
    ...(max === undefined ? {} : { amountMax: max }),
    ...(end === undefined ? {} : { until: end }),
  };
  return { terms, file: out, requestId };
}

function lanes(text: string): readonly string[] {
  const names = text.split(',');
  if (names.every(isLaneName) && new Set(names).size === names.length) return names;
  throw new InvalidArgumentError(
    phrase('lanes are different names of 1 to 20 of A-Z a-z 0-9 -, separated by commas'),
  );
}

/** Returns a moment. A day ends with its last second in Shanghai. */
function until(text: string): string {
  const moment = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) ? `${text}T15:59:59Z` : text;
  if (readInstant(moment) !== undefined) return moment;
  throw new InvalidArgumentError(
    phrase('a day such as 2027-01-01, or a moment such as 2027-01-01T08:00:00Z'),
  );
}

const EXAMPLE: readonly Part[] = [
  {
    does: 'A till that issues from its own lane, at most 1,000 yuan per invoice, until the end of the year:',
    by: ['fapiao key new till-1 --issue till-1 --read --max 1000.00 --until 2026-12-31'],
  },
];
