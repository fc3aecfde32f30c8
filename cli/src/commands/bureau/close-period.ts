import { Command } from 'commander';
import { month } from '../../arguments.js';
import type { OpenSession } from '../../session.js';
import { act } from './act.js';

export function closePeriodCommand(open: OpenSession): Command {
  return new Command('close-period')
    .description('close all tax periods up to a month; nothing can be issued in them any more')
    .argument('<month>', 'last month to close, such as 2026-02', month)
    .action(async (through: string, _options: object, command: Command) => {
      await act(open, command, { path: '/periods', body: { month: through } });
    });
}
