import type { Json } from '../json/canonical.js';
import type { RequestRecord } from './executor.js';

export const REQUEST_ATTESTATION_KIND = 'fapiao-ledger/request-attestation/1';

/** What the ledger said of a request when it was asked; endorsed, it proves the outcome without the gateway's word. */
export interface RequestAttestationJson {
  readonly kind: typeof REQUEST_ATTESTATION_KIND;
  readonly ledger: string;
  readonly contract: string;
  /** UTC; an outcome that is there stays for ever, none may come until the statement ends. */
  readonly asOf: string;
  readonly actor: string;
  readonly requestId: string;
  readonly record?: RequestRecord<Json>;
}
