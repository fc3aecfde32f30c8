import type { Json } from '@fapiao-ledger/core';
import type { PortalOperation } from './act.ts';

/** A request whose statement may have left this browser and whose outcome is not known yet. */
export interface OpenRequest {
  readonly requestId: string;
  /** The identity that signs. */
  readonly identity: string;
  readonly operation: PortalOperation;
  /** The body that is signed, exactly as it was shown. */
  readonly body: Json;
  readonly call: ActCall;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  /** End of the last statement, UTC. Past it, a request that the ledger does not remember can never take effect. */
  readonly notAfter?: string;
}

/** How an act travels: the route, and the body where it is not the signed one. */
export interface ActCall {
  readonly method?: 'POST' | 'PATCH';
  /** Path under /v1, such as "/invoices". */
  readonly path: string;
  /** The signed body when absent. */
  readonly body?: Json;
  readonly lane?: string;
}
