/** What the gateway and the threads that read and judge drafts say to each other. */
import type { TransferredError } from '@fapiao-ledger/network/error-transfer';
import type { RequestToJudge } from './judge-request.js';
import type { BulkRequest, DraftsBody, RefusedLine } from './read-drafts.js';

export type DraftTask =
  | { readonly body: Uint8Array }
  | { readonly line: Uint8Array }
  | { readonly judge: RequestToJudge };

export type DraftAnswer =
  | { readonly body: DraftsBody }
  | { readonly line: BulkRequest | RefusedLine }
  | { readonly isGood: true }
  | { readonly error: TransferredError };
