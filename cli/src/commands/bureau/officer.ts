import { BUREAU_OPERATIONS } from '@fapiao-ledger/core';
import { Command, InvalidArgumentError, Option } from 'commander';
import { officerCode } from '../../arguments.js';
import type { OpenSession } from '../../session.js';
import { UsageError } from '../../usage-error.js';
import { phrase } from '../../words/phrase.js';
import { type ActOptions, act, withRequestId } from './act.js';
import { enrol, given, type KeyOptions, keyFields, registered, withKeyOptions } from './enrolment.js';

interface OfficerOptions extends KeyOptions {
  readonly operations?: readonly string[];
}

/** Reads names of operations, separated by commas. */
function operations(text: string): readonly string[] {
  const names = text.split(',');
  if (names.every((name) => BUREAU_OPERATIONS.some((each) => each === name))) return names;
  throw new InvalidArgumentError(
    phrase('operations of the bureau are {operations}', {
      operations: BUREAU_OPERATIONS.join(', '),
    }),
  );
}

/** Commands for the officers who act for the bureau. */
export function officerCommand(open: OpenSession): Command {
  return new Command('officer')
    .description(phrase('manage the officers who act for the bureau'))
    .addCommand(addCommand(open))
    .addCommand(revokeCommand(open));
}

function addCommand(open: OpenSession): Command {
  return withRequestId(withKeyOptions(new Command('add'), phrase('the officer')))
    .description(phrase('register an officer, or a new key, which replaces the old one'))
    .argument('<code>', phrase('code of the officer, such as O0002'), officerCode)
    .addOption(
      new Option(
        '--operations <names>',
        phrase('operations that the key may sign, all of the bureau when absent'),
      ).argParser(operations),
    )
    .action(async (code: string, options: OfficerOptions, command: Command) => {
      if ((options.csr === undefined) === (options.publicKey === undefined)) {
        throw new UsageError(phrase('give the officer’s key with either --csr FILE or --public-key FILE'));
      }
      const session = await open(command);
      const { publicKey, csr } = await keyFields(session, options);
      const limited = options.operations === undefined ? {} : { operations: options.operations };
      const signed = { ...given({ code, publicKey }), ...limited };
      const sent = { ...given({ code, publicKey, csr }), ...limited };
      const order = { operation: 'register-officer', path: '/officers', signed, sent } as const;
      await enrol(session, order, 'officer', options);
    });
}

function revokeCommand(open: OpenSession): Command {
  return withRequestId(new Command('revoke'))
    .description(phrase('revoke another officer: statements signed from then on are refused'))
    .argument('<code>', phrase('code of the officer'), officerCode)
    .action(async (code: string, options: ActOptions, command: Command) => {
      const order = {
        operation: 'revoke-officer',
        path: `/officers/${code}/revoke`,
        signed: { code },
        sent: {},
        answerOf: registered('officer'),
      } as const;
      await act(open, command, order, options);
    });
}
