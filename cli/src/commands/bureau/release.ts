import type { Json } from '@fapiao-ledger/core';
import { Command } from 'commander';
import { invoiceNumber } from '../../arguments.js';
import type { OpenSession } from '../../session.js';
import { phrase } from '../../words/phrase.js';
import { type ActOptions, act, withRequestId } from './act.js';

export function releaseCommand(open: OpenSession): Command {
  return withRequestId(new Command('release'))
    .description(phrase('end the freeze of an invoice'))
    .argument('<number>', phrase('invoice number, 20 digits'), invoiceNumber)
    .action(async (number: string, options: ActOptions, command: Command) => {
      const order = {
        operation: 'release',
        path: `/invoices/${number}/release`,
        signed: { number },
        sent: {},
        answerOf: (status: Json) => ({ status }),
      } as const;
      await act(open, command, order, options);
    });
}
