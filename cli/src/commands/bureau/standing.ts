import { Command } from 'commander';
import { participantCode } from '../../arguments.js';
import type { OpenSession } from '../../session.js';
import { phrase } from '../../words/phrase.js';
import { type ActOptions, act, withRequestId } from './act.js';
import { registered } from './enrolment.js';

export function suspendCommand(open: OpenSession): Command {
  return standingCommand(open, 'suspend', phrase('stop a taxpayer from issuing and acting'), 'SUSPENDED');
}

export function reinstateCommand(open: OpenSession): Command {
  return standingCommand(open, 'reinstate', phrase('let a suspended taxpayer act again'), 'ACTIVE');
}

function standingCommand(open: OpenSession, name: string, description: string, status: string): Command {
  return withRequestId(new Command(name))
    .description(description)
    .argument('<code>', phrase('credit code, or a person’s pseudonym'), participantCode)
    .action(async (code: string, options: ActOptions, command: Command) => {
      const order = {
        operation: 'amend-taxpayer',
        method: 'PATCH',
        path: `/taxpayers/${code}`,
        signed: { code, status },
        sent: { status },
        answerOf: registered('taxpayer'),
      } as const;
      await act(open, command, order, options);
    });
}
