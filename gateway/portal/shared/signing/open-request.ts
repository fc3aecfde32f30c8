import type { Json } from '@fapiao-ledger/core';
import type { PortalOperation } from './act.ts';

/** A request whose statement may have left this browser and whose outcome is not known yet. */
export interface OpenRequest {
  readonly requestId: string;
  /** The identity that signs. */
  readonly identity: string;
  /** The ledger that it was shown for. */
  readonly ledger: string;
  readonly operation: PortalOperation;
  /** The body that is signed, exactly as it was shown. */
  readonly body: Json;
  readonly unsigned?: UnsignedParts;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  /** End of the last statement, UTC. Past it, a request that the ledger does not remember can never take effect. */
  readonly notAfter?: string;
}

/** What travels with an act beside its statement, and is not signed. */
export interface UnsignedParts {
  /** The seller's lane that issues. */
  readonly lane?: string;
  /** Certificate request of a key that is registered. */
  readonly csr?: string;
}
