import type { Json } from '@fapiao-ledger/core';
import { Command, Option } from 'commander';
import { participantCode } from '../../arguments.js';
import type { OpenSession } from '../../session.js';
import { phrase } from '../../words/phrase.js';
import { type ActOptions, act, withRequestId } from './act.js';
import { given, registered } from './enrolment.js';

type StandingOptions = ActOptions & { readonly reason?: string };

export function suspendCommand(open: OpenSession): Command {
  const reason = phrase('reason, which the ledger keeps and the taxpayer may read');
  return standingCommand(open, {
    name: 'suspend',
    description: phrase('stop a taxpayer from issuing and acting'),
    reason: new Option('--reason <text>', reason).makeOptionMandatory(),
    status: 'SUSPENDED',
  });
}

export function reinstateCommand(open: OpenSession): Command {
  const reason = phrase('reason, which the ledger keeps and the taxpayer may read');
  return standingCommand(open, {
    name: 'reinstate',
    description: phrase('let a suspended taxpayer act again'),
    reason: new Option('--reason <text>', reason),
    status: 'ACTIVE',
  });
}

interface Standing {
  readonly name: string;
  readonly description: string;
  readonly reason: Option;
  readonly status: 'ACTIVE' | 'SUSPENDED';
}

function standingCommand(open: OpenSession, { name, description, reason, status }: Standing): Command {
  return withRequestId(new Command(name))
    .description(description)
    .argument('<code>', phrase('credit code, or a person’s pseudonym'), participantCode)
    .addOption(reason)
    .action(async (code: string, options: StandingOptions, command: Command) => {
      const sent = given({ status, reason: options.reason });
      const order = {
        operation: 'amend-taxpayer',
        method: 'PATCH',
        path: `/taxpayers/${code}`,
        signed: { code, ...sent } as { readonly [field: string]: Json },
        sent,
        answerOf: registered('taxpayer'),
      } as const;
      await act(open, command, order, options);
    });
}
