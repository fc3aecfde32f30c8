import type { InvoiceAnswer } from '@fapiao-ledger/client';
import { Command } from 'commander';
import { invoiceNumber } from '../arguments.js';
import { invoiceText } from '../output/invoice-text.js';
import type { OpenSession } from '../session.js';
import { phrase } from '../words/phrase.js';

export function showCommand(open: OpenSession): Command {
  return new Command('show')
    .description(phrase('show an invoice and its state now'))
    .argument('<number>', phrase('invoice number, 20 digits'), invoiceNumber)
    .action(async (number: string, _options: object, command: Command) => {
      const session = await open(command);
      const client = await session.client();
      const answer = await client.read<InvoiceAnswer>(`/invoices/${number}`);
      session.reporter.result(answer, (page) => invoiceText(answer, page));
    });
}
