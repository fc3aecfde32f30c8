import type { Json } from '../json/canonical.js';
import type { RequestRecord } from './executor.js';

/** The first field of every request attestation, so that no other document can be taken for one. */
export const REQUEST_ATTESTATION_KIND = 'fapiao-ledger/request-attestation/1';

/** The ledger's answer about a request: the result of `invoice:ReadRequest`. Endorsed, it proves the outcome without a gateway's word. */
export interface RequestAttestationJson {
  readonly kind: typeof REQUEST_ATTESTATION_KIND;
  readonly ledger: string;
  readonly contract: string;
  /** Transaction time, UTC. A record stays for ever. A missing record can still come, also after the end of the statement. */
  readonly asOf: string;
  readonly actor: string;
  readonly requestId: string;
  readonly record?: RequestRecord<Json>;
}
