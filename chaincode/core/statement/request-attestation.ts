import type { Json } from '../json/canonical.js';
import type { RequestRecord } from './executor.js';

export const REQUEST_ATTESTATION_KIND = 'fapiao-ledger/request-attestation/1';

/** The ledger's answer about a request. Endorsed, it proves the outcome without the gateway's word. */
export interface RequestAttestationJson {
  readonly kind: typeof REQUEST_ATTESTATION_KIND;
  readonly ledger: string;
  readonly contract: string;
  /** UTC. A record that is there stays for ever; where there is none, one can still come, after the statement's end too. */
  readonly asOf: string;
  readonly actor: string;
  readonly requestId: string;
  readonly record?: RequestRecord<Json>;
}
