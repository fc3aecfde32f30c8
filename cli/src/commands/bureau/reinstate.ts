import { Command } from 'commander';
import { participantCode } from '../../arguments.js';
import type { OpenSession } from '../../session.js';
import { act } from './act.js';

export function reinstateCommand(open: OpenSession): Command {
  return new Command('reinstate')
    .description('let a suspended taxpayer act again')
    .argument('<code>', 'credit code, or a person’s pseudonym', participantCode)
    .action(async (code: string, _options: object, command: Command) => {
      await act(open, command, { method: 'PATCH', path: `/taxpayers/${code}`, body: { status: 'ACTIVE' } });
    });
}
