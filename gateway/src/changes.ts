import type { InvoiceStatusJson, Json } from '@fapiao-ledger/chaincode/core';
import type { Invoices } from './invoices.js';
import type { Contract, ContractFunction } from './ledger/contract.js';

export type ChangeOperation = 'transfer' | 'lock' | 'unlock' | 'redeem';

/** A taxpayer's signed statement about one invoice. */
export interface Change {
  readonly operation: ChangeOperation;
  readonly actor: string;
  readonly requestId: string;
  readonly signature: string;
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
export async function change(contract: Contract, invoices: Invoices, change: Change): Promise<Changed> {
  const { operation, actor, requestId, signature, number } = change;
  const page = await invoices.page(number);
  const argument = { actor, requestId, signature, body: statementBodyOf(change), pages: [page] };
  const result = await contract.write<ChangeResult>(FUNCTIONS[operation], argument);
  const [changed] = result.invoices as [ChangeResult['invoices'][number]];
  return { requestId: result.requestId, transactionId: result.transactionId, status: changed.status };
}

/** What the actor signs: an amount belongs to its invoice, everything else to the statement. */
export function statementBodyOf({ number, fields: { amount, ...fields } }: Omit<Change, 'signature'>): Json {
  return { ...fields, invoices: [amount === undefined ? { number } : { number, amount }] };
}
