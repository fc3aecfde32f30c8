import { Command } from 'commander';
import { participantCode } from '../../arguments.js';
import type { OpenSession } from '../../session.js';
import { phrase } from '../../words/phrase.js';
import { type AccessOptions, custodyText, sendAccessKey, show, withAccessOptions } from './custody.js';
import { enrolCommand } from './enrol.js';

/** Commands for the operator of a gateway that keeps keys for taxpayers. */
export function custodianCommand(open: OpenSession): Command {
  const custodian = new Command('custodian').description(
    phrase('manage keys that a gateway keeps for taxpayers'),
  );
  for (const command of [enrolCommand, showCommand, rebindCommand, eraseCommand]) {
    custodian.addCommand(command(open));
  }
  return custodian;
}

function showCommand(open: OpenSession): Command {
  return new Command('show')
    .description(phrase('show which keys of a taxpayer the gateway keeps'))
    .argument('<code>', phrase('credit code, or a person’s pseudonym'), participantCode)
    .action(async (code: string, _options: object, command: Command) => {
      await show(open, command, { path: `/custodian/taxpayers/${code}` });
    });
}

function rebindCommand(open: OpenSession): Command {
  return withAccessOptions(new Command('rebind'))
    .description(phrase('give a taxpayer another access key, or a new certificate for the one it has'))
    .argument('<code>', phrase('credit code, or a person’s pseudonym'), participantCode)
    .action(async (code: string, options: AccessOptions, command: Command) => {
      const session = await open(command);
      const request = { method: 'PATCH', path: `/${code}` } as const;
      const { answer, written } = await sendAccessKey(session, options, request);
      session.reporter.result(answer, (page) => [custodyText(answer, page), ...written].join('\n'));
    });
}

function eraseCommand(open: OpenSession): Command {
  return new Command('erase')
    .description(phrase('erase the keys of a taxpayer that the ledger does not name'))
    .argument('<code>', phrase('credit code, or a person’s pseudonym'), participantCode)
    .action(async (code: string, _options: object, command: Command) => {
      await show(open, command, { path: `/custodian/taxpayers/${code}/erase`, body: {} });
    });
}
