import { Command } from 'commander';
import { participantCode } from '../../arguments.js';
import type { OpenSession } from '../../session.js';
import { act } from './act.js';

export function suspendCommand(open: OpenSession): Command {
  return new Command('suspend')
    .description('stop a taxpayer from issuing and acting')
    .argument('<code>', 'credit code, or a person’s pseudonym', participantCode)
    .action(async (code: string, _options: object, command: Command) => {
      await act(open, command, {
        method: 'PATCH',
        path: `/taxpayers/${code}`,
        body: { status: 'SUSPENDED' },
      });
    });
}
