import { Command, Option } from 'commander';
import { each, invoiceNumber, requestId, yuan } from '../arguments.js';
import type { InvoiceAnswer } from '../client/answers.js';
import { changeInvoices } from '../requests/change-invoices.js';
import type { OpenSession, Session } from '../session.js';

export function redeemCommand(open: OpenSession): Command {
  return new Command('redeem')
    .description('book invoices locked for your company: each can be booked once, whole or in parts')
    .argument('<number...>', 'invoice numbers, 20 digits each', each(invoiceNumber))
    .addOption(new Option('--amount <yuan>', 'gross to book; all that is left when absent').argParser(yuan))
    .addOption(new Option('--request-id <id>', 'repeat an earlier request safely').argParser(requestId))
    .action(async (numbers: string[], options: { amount?: string; requestId?: string }, command: Command) => {
      const session = await open(command);
      await changeInvoices(session, {
        operation: 'redeem',
        numbers,
        requestId: options.requestId,
        content: { amount: options.amount ?? null },
        terms: async (number) => {
          const amount = options.amount ?? (await restOf(session, number));
          return { body: { amount }, statement: { invoices: [{ number, amount }] } };
        },
      });
    });
}

async function restOf(session: Session, number: string): Promise<string> {
  const client = await session.client();
  return (await client.read<InvoiceAnswer>(`/invoices/${number}`)).status.rest;
}
