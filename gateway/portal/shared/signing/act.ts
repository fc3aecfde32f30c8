import type { ActBody } from '@fapiao-ledger/client';
import type { Json, RequestBodies } from '@fapiao-ledger/core';
import type { UnsignedParts } from './open-request.ts';

/** Operations that the portal signs. */
export type PortalOperation = Exclude<
  keyof RequestBodies,
  'issue-paid' | 'confirm-payment' | 'confirm-refund'
>;

/** An act of the person at this browser. Its HTTP request follows from what is signed. */
export type Act<Name extends PortalOperation = PortalOperation> = {
  readonly [Operation in Name]: {
    readonly operation: Operation;
    readonly body: ActBody<Operation>;
    readonly unsigned?: UnsignedParts;
    /** A document whose digest the body holds as `terms`, for the person to see; it must be recomputed to the digest. */
    readonly terms?: Json;
    /** A document that the body follows, such as the rules before. Differences are shown, and nothing of it is signed. */
    readonly follows?: Json;
  };
}[Name];

/** Operations that are done to several invoices alike. */
export type ManyOperation = 'lock' | 'unlock' | 'redeem' | 'confirm-use' | 'revoke-use';

/** An act on several invoices. Each has a statement of its own, because a gateway takes one invoice per request. */
export type ManyAct<Name extends ManyOperation = ManyOperation> = {
  readonly [Operation in Name]: { readonly operation: Operation; readonly body: RequestBodies[Operation] };
}[Name];

/** Returns a deep copy that nothing can alter, so that what is shown stays what is signed. */
export function frozenCopy<T>(value: T): T {
  return frozen(structuredClone(value));
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) frozen(part);
    Object.freeze(value);
  }
  return value;
}
