import { Command } from 'commander';
import { month } from '../../arguments.js';
import type { OpenSession } from '../../session.js';
import { phrase } from '../../words/phrase.js';
import { type ActOptions, act, withRequestId } from './act.js';

export function closePeriodCommand(open: OpenSession): Command {
  return withRequestId(new Command('close-period'))
    .description(phrase('close all tax periods up to a month; nothing can be issued in them any more'))
    .argument('<month>', phrase('last month to close, such as 2026-02'), month)
    .action(async (through: string, options: ActOptions, command: Command) => {
      const order = { operation: 'close-period', path: '/periods', signed: { month: through } } as const;
      await act(open, command, order, options);
    });
}
