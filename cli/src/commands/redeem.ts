import { Command, Option } from 'commander';
import { each, invoiceNumber, requestIdOption, trustOption, yuan } from '../arguments.js';
import { changeInvoices } from '../requests/change-invoices.js';
import type { OpenSession, Session } from '../session.js';
import { phrase } from '../words/phrase.js';

interface RedeemOptions {
  readonly amount?: string;
  readonly trust?: string;
  readonly requestId?: string;
}

export function redeemCommand(open: OpenSession): Command {
  return new Command('redeem')
    .description(phrase('redeem invoices locked for your company: each once, in full or in parts'))
    .argument('<number...>', phrase('invoice numbers, 20 digits each'), each(invoiceNumber))
    .addOption(
      new Option('--amount <yuan>', phrase('gross to redeem; the whole rest when absent')).argParser(yuan),
    )
    .addOption(trustOption())
    .addOption(requestIdOption())
    .action(async (numbers: string[], options: RedeemOptions, command: Command) => {
      const session = await open(command);
      await changeInvoices(session, {
        operation: 'redeem',
        numbers,
        requestId: options.requestId,
        content: { amount: options.amount ?? null },
        terms: async (number) => {
          const amount = options.amount ?? (await restOf(session, number, options.trust));
          return { body: { amount }, statement: { invoices: [{ number, amount }] } };
        },
      });
    });
}

/** Returns the amount to sign, as the ledger's organizations endorse it. @throws {UsageError} without a trust file */
async function restOf(session: Session, number: string, trustNamed: string | undefined): Promise<string> {
  const { trust } = await session.trustOnFile(trustNamed);
  const { askProof } = await import('../receipt-files/ask-proof.js');
  const { evidence } = await askProof(await session.client(), number, trust, () => session.now());
  return evidence.attestation.status.rest;
}
