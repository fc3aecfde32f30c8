import { type Json, type RateRow, type RuleSetJson, readDocument, readRuleSet } from '@fapiao-ledger/core';
import { Command, Option } from 'commander';
import { calendarDate, each, rateRow } from '../../arguments.js';
import { BUILT_IN_VERSIONS, builtInRules, readRules } from '../../drafts/read-rules.js';
import { epilogue, type Part } from '../../help/epilogue.js';
import { rulesText } from '../../output/rules-text.js';
import { newestRules, publishedRules } from '../../requests/published-rules.js';
import type { OpenSession, Session } from '../../session.js';
import { UsageError } from '../../usage-error.js';
import { phrase } from '../../words/phrase.js';
import { type ActOptions, act, withRequestId } from './act.js';

interface PublishOptions extends ActOptions {
  readonly builtIn?: true | string;
  readonly inForce?: boolean;
  readonly special?: readonly string[];
  readonly ordinary?: readonly string[];
  readonly as?: string;
  readonly from?: string;
  readonly dryRun?: boolean;
}

export function publishRulesCommand(open: OpenSession): Command {
  return withRequestId(new Command('publish-rules'))
    .description(phrase('publish a version of the tax rules, from a file or as a change of another version'))
    .argument('[file]', phrase('rule set, JSON; - reads standard input'))
    .addOption(
      new Option('--built-in [version]', phrase('a rule set that comes with this program')).choices(
        BUILT_IN_VERSIONS,
      ),
    )
    .option('--in-force', phrase('the newest rule set that is published'))
    .addOption(
      new Option(
        '--special <row>',
        phrase('let special invoices have lines of this row, such as L01'),
      ).argParser(each(rateRow)),
    )
    .addOption(
      new Option('--ordinary <row>', phrase('keep this row for ordinary invoices')).argParser(each(rateRow)),
    )
    .option('--as <version>', phrase('name of the new version'))
    .addOption(new Option('--from <date>', phrase('first day of the new version')).argParser(calendarDate))
    .option('--dry-run', phrase('show the rule set and sign nothing'))
    .addHelpText('after', epilogue(EXAMPLES))
    .action(async (file: string | undefined, options: PublishOptions, command: Command) => {
      requireOneBase(file, options);
      const session = await open(command);
      const ruleSet = changedRules(await baseRules(session, file, options), options);
      if (options.dryRun === true) {
        session.reporter.result(
          ruleSet,
          (page) => `${rulesText(ruleSet, page)}\n\n${phrase('nothing was sent')}`,
        );
        return;
      }
      const signed = ruleSet as unknown as { readonly [field: string]: Json };
      await act(async () => await Promise.resolve(session), command, { ...ORDER, signed }, options);
    });
}

const ORDER = { operation: 'publish-rules', path: '/rule-sets' } as const;

function requireOneBase(file: string | undefined, { builtIn, inForce }: PublishOptions): void {
  if ([file, builtIn, inForce].filter((base) => base !== undefined).length === 1) return;
  throw new UsageError(phrase('give either a FILE with a rule set, --built-in or --in-force'));
}

async function baseRules(
  session: Session,
  file: string | undefined,
  { builtIn, inForce }: PublishOptions,
): Promise<RuleSetJson> {
  if (inForce === true) return newestRules(await publishedRules(session));
  return builtIn === undefined ? await readRules(file) : builtInRules(builtIn === true ? undefined : builtIn);
}

/** Returns a rule set with the changes of the options. @throws {UsageError} when a row is missing or there is no new name */
function changedRules(base: RuleSetJson, options: PublishOptions): RuleSetJson {
  const { special = [], ordinary = [], as: version, from: validFrom } = options;
  const missing = [...special, ...ordinary].find((code) => !base.rates.some((row) => row.code === code));
  if (missing !== undefined)
    throw new UsageError(
      phrase('rule set {version} has no row {missing}', { version: base.version, missing }),
    );
  const isChanged = options.inForce === true || special.length > 0 || ordinary.length > 0;
  if (version === undefined && isChanged)
    throw new UsageError(phrase('a changed rule set needs a name of its own: give --as VERSION'));
  const changed = {
    ...base,
    rates: base.rates.map((row) => withTypes(row, { special, ordinary })),
    ...(version === undefined ? {} : { version }),
    ...(validFrom === undefined ? {} : { validFrom }),
  };
  return readDocument(changed as unknown as Json, readRuleSet);
}

function withTypes(
  row: RateRow,
  { special, ordinary }: Record<'special' | 'ordinary', readonly string[]>,
): RateRow {
  if (special.includes(row.code)) return { ...row, types: ['ORDINARY', 'SPECIAL'] };
  return ordinary.includes(row.code) ? { ...row, types: ['ORDINARY'] } : row;
}

const EXAMPLES: readonly Part[] = [
  { says: 'Examples:' },
  { does: 'The first rules of a ledger:', by: ['fapiao bureau publish-rules --built-in'] },
  {
    does: 'The rules of December 2026, later:',
    by: ['fapiao bureau publish-rules --built-in 2026.12 --from 2027-01-01'],
  },
  {
    does: '1 % on special invoices, from 2027:',
    by: ['fapiao bureau publish-rules --in-force --special L01 --as 2027.1 --from 2027-01-01'],
  },
];
