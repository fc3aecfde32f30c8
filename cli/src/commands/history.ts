import type { HistoryAnswer, HistoryEntry } from '@fapiao-ledger/client';
import type { InvoiceStatusJson } from '@fapiao-ledger/core';
import { Command } from 'commander';
import { invoiceNumber } from '../arguments.js';
import { beijingTime } from '../output/beijing.js';
import { type Column, tableText } from '../output/table.js';
import type { OpenSession } from '../session.js';
import { codeText } from '../words/label.js';
import { phrase } from '../words/phrase.js';

export function historyCommand(open: OpenSession): Command {
  return new Command('history')
    .description(phrase('show every state an invoice has had since it was issued, newest first'))
    .argument('<number>', phrase('invoice number, 20 digits'), invoiceNumber)
    .action(async (number: string, _options: object, command: Command) => {
      const session = await open(command);
      const client = await session.client();
      const { history, height } = await client.read<HistoryAnswer>(`/invoices/${number}/history`);
      session.reporter.result({ number, history, height }, (page) => {
        if (history.length === 0) return phrase('the invoice has not changed since it was issued');
        return tableText(COLUMNS, history.map(row), page);
      });
    });
}

const COLUMNS: readonly Column[] = [
  { head: 'at' },
  { head: 'state' },
  { head: 'holder' },
  { head: 'rest', align: 'right' },
  { head: 'note', isFlexible: true },
];

function row({ at, status }: HistoryEntry): string[] {
  return [beijingTime(at), codeText(status.state), status.holder, status.rest, noteOf(status)];
}

function noteOf({ lock, frozen, redemptions, reversal }: InvoiceStatusJson): string {
  if (frozen !== undefined) return phrase('frozen');
  if (lock !== undefined)
    return phrase('for {company} until {expiresAt}', {
      company: lock.company,
      expiresAt: beijingTime(lock.expiresAt).slice(0, 10),
    });
  if (reversal !== undefined && reversal.reds.length > 0)
    return phrase('{gross} reversed', { gross: reversal.totals.gross });
  const last = redemptions.at(-1);
  return last === undefined
    ? ''
    : phrase('{amount} by {company}', { amount: last.amount, company: last.company });
}
