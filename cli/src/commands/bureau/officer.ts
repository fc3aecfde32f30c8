import { Command } from 'commander';
import { officerCode } from '../../arguments.js';
import type { OpenSession } from '../../session.js';
import { UsageError } from '../../usage-error.js';
import { type ActOptions, act, withRequestId } from './act.js';
import { enrol, given, type KeyOptions, keyFields, registered, withKeyOptions } from './enrolment.js';

/** Who may act for the bureau. */
export function officerCommand(open: OpenSession): Command {
  return new Command('officer')
    .description('who may act for the bureau')
    .addCommand(addCommand(open))
    .addCommand(revokeCommand(open));
}

function addCommand(open: OpenSession): Command {
  return withRequestId(withKeyOptions(new Command('add'), 'the officer'))
    .description('register an officer, or a new key for one: the key before it counts no more')
    .argument('<code>', 'code of the officer, such as O0002', officerCode)
    .action(async (code: string, options: KeyOptions, command: Command) => {
      if ((options.csr === undefined) === (options.publicKey === undefined)) {
        throw new UsageError('an officer’s key comes from --csr FILE or from --public-key FILE');
      }
      const session = await open(command);
      const { publicKey, csr } = await keyFields(session, options);
      const signed = given({ code, publicKey });
      const sent = given({ code, publicKey, csr });
      const asked = { operation: 'register-officer', path: '/officers', signed, sent } as const;
      await enrol(session, asked, 'officer', options);
    });
}

function revokeCommand(open: OpenSession): Command {
  return withRequestId(new Command('revoke'))
    .description('revoke another officer: what it signs from then on is refused')
    .argument('<code>', 'code of the officer', officerCode)
    .action(async (code: string, options: ActOptions, command: Command) => {
      const asked = {
        operation: 'revoke-officer',
        path: `/officers/${code}/revoke`,
        signed: { code },
        sent: {},
        answerOf: registered('officer'),
      } as const;
      await act(open, command, asked, options);
    });
}
