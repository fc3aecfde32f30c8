import type { Json } from '@fapiao-ledger/core';
import { Command } from 'commander';
import { invoiceNumber } from '../../arguments.js';
import { documentText } from '../../output/document-text.js';
import type { OpenSession } from '../../session.js';
import { phrase } from '../../words/phrase.js';
import { type ActOptions, act, withRequestId } from './act.js';

export function freezeCommand(open: OpenSession): Command {
  return withRequestId(new Command('freeze'))
    .description(phrase('freeze an invoice, so that nothing can be done with it'))
    .argument('<number>', phrase('invoice number, 20 digits'), invoiceNumber)
    .requiredOption('--reason <text>', phrase('reason, which the ledger keeps for the bureau and auditors'))
    .action(async (number: string, options: ActOptions & { reason: string }, command: Command) => {
      const { reason } = options;
      const order = {
        operation: 'freeze',
        path: `/invoices/${number}/freeze`,
        signed: { number, reason },
        sent: { reason },
        answerOf: (status: Json) => ({ status }),
      } as const;
      await act(open, command, order, options);
    });
}

export function freezeReasonCommand(open: OpenSession): Command {
  return new Command('freeze-reason')
    .description(
      phrase('show why and when an invoice was frozen last, and which officer did it (auditors may, too)'),
    )
    .argument('<number>', phrase('invoice number, 20 digits'), invoiceNumber)
    .action(async (number: string, _options: object, command: Command) => {
      const session = await open(command);
      const client = await session.client();
      const answer = await client.read<Json>(`/bureau/invoices/${number}/freeze`);
      session.reporter.result(answer, (page) => documentText(answer, page));
    });
}
