/** What the gateway and the threads for receipts say to each other. */

import type { TransferredError } from '@fapiao-ledger/network/error-transfer';
import type { ReceiptReport, ReceiptSource } from '@fapiao-ledger/receipt';
import type { Hole } from '@fapiao-ledger/receipt/sign-unsigned';

export type ReceiptTask =
  /** The ledger's answer about the invoice of a number. */
  | { readonly render: ReceiptSource; readonly number: string }
  /** The bytes of a file from the public. */
  | { readonly verify: Uint8Array };

/** A receipt that lacks its signature: the key stays where no file of others is read. */
interface Drawn {
  readonly bytes: Uint8Array;
  readonly hole: Hole;
}

export type ReceiptAnswer =
  | { readonly drawn: Drawn }
  | { readonly report: ReceiptReport }
  | { readonly error: TransferredError };
