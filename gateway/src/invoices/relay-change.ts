import type {
  ChangeAnswer,
  ChangedInvoice,
  LedgerName,
  RequestBodies,
  SignedRequest,
} from '@fapiao-ledger/core';
import { actArgument, type Contract } from '../ledger/contract.js';
import type { InvoiceReader } from './invoice-reader.js';

export type ChangeOperation = 'transfer' | 'lock' | 'unlock' | 'redeem' | 'confirm-use' | 'revoke-use';

/** A taxpayer's signed statement about one invoice. */
export interface Change<Of extends ChangeOperation> {
  readonly operation: Of;
  readonly actor: string;
  readonly body: RequestBodies[Of];
}

/** Relays a statement to the ledger, which checks that the actor signed it. @throws the refusals of the contract */
export async function relayChange<Of extends ChangeOperation>(
  contract: Contract,
  invoices: InvoiceReader,
  { operation, actor, body }: Change<Of>,
  { ledger, statement }: { readonly ledger: LedgerName; readonly statement: SignedRequest },
): Promise<ChangeAnswer> {
  const pages = await Promise.all(body.invoices.map(async ({ number }) => await invoices.page(number)));
  const argument = { ...actArgument(ledger, actor, statement, body), pages };
  const result = await contract.act(operation, argument);
  const [changed] = result.invoices as readonly [ChangedInvoice];
  return { requestId: result.requestId, transactionId: result.transactionId, status: changed.status };
}
