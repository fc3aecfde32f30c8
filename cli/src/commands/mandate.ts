import type { MandatesJson } from '@fapiao-ledger/core';
import { Command, Option } from 'commander';
import { instant, laneName, providerCode, requestIdOption, yuan } from '../arguments.js';
import { documentText } from '../output/document-text.js';
import { mandateFields, mandatesText } from '../output/payment-text.js';
import { fieldsText } from '../output/table.js';
import { grantMandate, revokeMandate } from '../requests/mandates.js';
import type { OpenSession } from '../session.js';
import { phrase } from '../words/phrase.js';

/** Commands for the mandates by which payment providers issue in a seller's name. */
export function mandateCommand(open: OpenSession): Command {
  return new Command('mandate')
    .description(phrase('let payment providers issue the invoices of what was paid to you'))
    .addCommand(grantCommand(open))
    .addCommand(listCommand(open))
    .addCommand(revokeCommand(open));
}

interface GrantOptions {
  readonly lane: string;
  readonly max: string;
  readonly until: string;
  readonly types?: 'ORDINARY' | 'SPECIAL';
  readonly refundLane?: string;
  readonly dryRun?: boolean;
  readonly requestId?: string;
}

function grantCommand(open: OpenSession): Command {
  return new Command('grant')
    .description(phrase('grant a payment provider a mandate, in place of the former one'))
    .argument('<provider>', phrase('code of the provider, such as V-PAY'), providerCode)
    .addOption(
      new Option('--max <yuan>', phrase('largest payment, in yuan with tax, that issues invoices'))
        .argParser(yuan)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--until <moment>', phrase('last second, UTC, such as 2026-12-31T15:59:59Z'))
        .argParser(instant)
        .makeOptionMandatory(),
    )
    .addOption(new Option('--lane <name>', phrase('lane to issue from')).argParser(laneName).default('main'))
    .addOption(
      new Option('--types <type>', phrase('only invoices of this type; both types when absent')).choices([
        'ORDINARY',
        'SPECIAL',
      ]),
    )
    .addOption(
      new Option(
        '--refund-lane <name>',
        phrase('let refunds start red-letter invoices, with numbers of this lane'),
      ).argParser(laneName),
    )
    .option('--dry-run', phrase('show what would be signed, and send nothing'))
    .addOption(requestIdOption())
    .action(async (provider: string, options: GrantOptions, command: Command) => {
      const session = await open(command);
      const { lane, max: amountMax, until, types, refundLane, requestId } = options;
      const terms = {
        provider,
        lane,
        amountMax,
        until,
        ...(types === undefined ? {} : { types: [types] }),
        ...(refundLane === undefined ? {} : { refundLane }),
      };
      if (options.dryRun === true) {
        const { code: actor } = await session.taxpayer();
        session.reporter.result(
          { actor, ...terms },
          (page) =>
            `${fieldsText([['seller', actor], ...mandateFields(terms)], page)}\n\n${phrase('nothing was sent')}`,
        );
        return;
      }
      const mandates = await grantMandate(session, terms, requestId);
      session.reporter.result(mandates, (page) => mandatesText(mandates, page));
    });
}

function listCommand(open: OpenSession): Command {
  return new Command('list')
    .description(phrase('list your mandates, also those that have ended'))
    .action(async (_options: object, command: Command) => {
      const session = await open(command);
      const client = await session.client();
      const mandates = await client.read<MandatesJson>('/mandates');
      session.reporter.result(mandates, (page) => mandatesText(mandates, page));
    });
}

function revokeCommand(open: OpenSession): Command {
  return new Command('revoke')
    .description(phrase('revoke a mandate at once; what it has issued stays'))
    .argument('<provider>', phrase('code of the provider'), providerCode)
    .option('--dry-run', phrase('show what would be signed, and send nothing'))
    .addOption(requestIdOption())
    .action(async (provider: string, options: { dryRun?: boolean; requestId?: string }, command: Command) => {
      const session = await open(command);
      if (options.dryRun === true) {
        const { code: actor } = await session.taxpayer();
        const signed = { operation: 'revoke-mandate', actor, provider };
        session.reporter.result(
          signed,
          (page) => `${documentText(signed, page)}\n\n${phrase('nothing was sent')}`,
        );
        return;
      }
      const mandates = await revokeMandate(session, provider, options.requestId);
      session.reporter.result(mandates, (page) => mandatesText(mandates, page));
    });
}
