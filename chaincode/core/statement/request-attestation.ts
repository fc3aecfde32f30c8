import type { Json } from '../json/canonical.js';
import type { RequestRecord } from './executor.js';

/** The first field of every request attestation, so that no other document can be taken for one. */
export const REQUEST_ATTESTATION_KIND = 'fapiao-ledger/request-attestation/1';

/** The ledger's answer about a request: the result of `invoice:ReadRequest`. Its endorsements prove the outcome. */
export interface RequestAttestationJson {
  readonly kind: typeof REQUEST_ATTESTATION_KIND;
  readonly ledger: string;
  readonly contract: string;
  /** Transaction time, UTC. A record stays forever. A missing record may appear later, even after the end of the statement. */
  readonly asOf: string;
  readonly actor: string;
  readonly requestId: string;
  readonly record?: RequestRecord<Json>;
}
