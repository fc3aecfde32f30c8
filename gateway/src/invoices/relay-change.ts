import type { InvoiceStatusJson, Json, LedgerName, SignedRequest } from '@fapiao-ledger/core';
import { actArgument, type Contract, type ContractFunction } from '../ledger/contract.js';
import type { InvoiceReader } from './invoice-reader.js';

export type ChangeOperation = 'transfer' | 'lock' | 'unlock' | 'redeem';

/** A taxpayer's signed statement about one invoice. */
export interface Change {
  readonly operation: ChangeOperation;
  readonly actor: string;
  readonly number: string;
  /** The operation's own fields: `to`, `company` or `amount`. */
  readonly fields: { readonly to?: string; readonly company?: string; readonly amount?: string };
}

export interface Changed {
  readonly requestId: string;
  readonly transactionId: string;
  readonly status: InvoiceStatusJson;
}

const FUNCTIONS: Readonly<Record<ChangeOperation, ContractFunction>> = {
  transfer: 'invoice:TransferInvoices',
  lock: 'invoice:LockInvoices',
  unlock: 'invoice:UnlockInvoices',
  redeem: 'invoice:RedeemInvoices',
};

interface ChangeResult {
  readonly requestId: string;
  readonly transactionId: string;
  readonly invoices: readonly { readonly number: string; readonly status: InvoiceStatusJson }[];
}

/** Relays a statement to the ledger, which checks that the actor signed it. @throws what the contract refuses */
export async function relayChange(
  contract: Contract,
  invoices: InvoiceReader,
  change: Change,
  { ledger, statement }: { readonly ledger: LedgerName; readonly statement: SignedRequest },
): Promise<Changed> {
  const { operation, actor, number } = change;
  const pages = [await invoices.page(number)];
  const argument = { ...actArgument(ledger, actor, statement, statementBodyOf(change)), pages };
  const result = await contract.write<ChangeResult>(FUNCTIONS[operation], argument);
  const [changed] = result.invoices as [ChangeResult['invoices'][number]];
  return { requestId: result.requestId, transactionId: result.transactionId, status: changed.status };
}

/** What the actor signs: an amount belongs to its invoice, everything else to the statement. */
export function statementBodyOf({ number, fields: { amount, ...fields } }: Change): Json {
  return { ...fields, invoices: [amount === undefined ? { number } : { number, amount }] };
}
