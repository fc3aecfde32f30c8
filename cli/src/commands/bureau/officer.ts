import { Command } from 'commander';
import { officerCode } from '../../arguments.js';
import type { OpenSession } from '../../session.js';
import { UsageError } from '../../usage-error.js';
import { type ActOptions, act, withRequestId } from './act.js';
import { enrol, given, type KeyOptions, keyFields, registered, withKeyOptions } from './enrolment.js';

/** Commands for the officers who act for the bureau. */
export function officerCommand(open: OpenSession): Command {
  return new Command('officer')
    .description('manage the officers who act for the bureau')
    .addCommand(addCommand(open))
    .addCommand(revokeCommand(open));
}

function addCommand(open: OpenSession): Command {
  return withRequestId(withKeyOptions(new Command('add'), 'the officer'))
    .description('register an officer, or a new key, which replaces the old one')
    .argument('<code>', 'code of the officer, such as O0002', officerCode)
    .action(async (code: string, options: KeyOptions, command: Command) => {
      if ((options.csr === undefined) === (options.publicKey === undefined)) {
        throw new UsageError('give the officer’s key with either --csr FILE or --public-key FILE');
      }
      const session = await open(command);
      const { publicKey, csr } = await keyFields(session, options);
      const signed = given({ code, publicKey });
      const sent = given({ code, publicKey, csr });
      const order = { operation: 'register-officer', path: '/officers', signed, sent } as const;
      await enrol(session, order, 'officer', options);
    });
}

function revokeCommand(open: OpenSession): Command {
  return withRequestId(new Command('revoke'))
    .description('revoke another officer: statements signed from then on are refused')
    .argument('<code>', 'code of the officer', officerCode)
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
