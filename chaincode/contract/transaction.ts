import {
  type ContractEventName,
  type ContractEvents,
  canonicalJson,
  DomainError,
  type Signer,
  type StateKey,
} from '#core';
import type { Caller, CallerContext } from './caller-context.js';
import { requireTimely } from './endorser-clock.js';
import { WorldState } from './world-state.js';

/** A Fabric transaction in the form that the contract's functions use. */
export class Transaction {
  readonly channel: string;
  readonly transactionId: string;
  /** Transaction time in seconds since 1970, which the client chooses and every endorser's clock bounds. */
  readonly at: number;
  readonly caller: Caller;
  readonly state: WorldState;
  readonly #context: CallerContext;

  private constructor(context: CallerContext) {
    this.#context = context;
    this.channel = context.stub.getChannelID();
    this.transactionId = context.stub.getTxID();
    this.at = context.stub.getTxTimestamp().seconds.toNumber();
    this.caller = context.caller;
    this.state = new WorldState(context.stub);
  }

  /** Returns a transaction that writes or attests its time. @throws {DomainError} TIMESTAMP_SKEW */
  static timely(context: CallerContext): Transaction {
    const transaction = new Transaction(context);
    requireTimely(transaction.at);
    return transaction;
  }

  /** Returns a transaction that only answers its caller and may have any time. */
  static reading(context: CallerContext): Transaction {
    return new Transaction(context);
  }

  /** Returns a field of the transient data, which endorsers get and no block contains. */
  transient(name: string): Uint8Array | undefined {
    return this.#context.stub.getTransient().get(name);
  }

  /** Sets the event of the transaction. Fabric delivers one event per transaction. */
  emit<Name extends ContractEventName>(name: Name, payload: ContractEvents[Name]): void {
    this.#context.stub.setEvent(name, Buffer.from(canonicalJson(payload), 'utf8'));
  }

  /** Returns every earlier document of a key, newest first. Only for queries. */
  history(key: StateKey): ReturnType<CallerContext['stub']['getHistoryForKey']> {
    return this.#context.stub.getHistoryForKey(key);
  }
}

/** Requires an officer of the tax bureau. @throws {DomainError} ROLE_REQUIRED */
export function requireOfficer({ caller }: Transaction): void {
  if (caller.role === 'officer') return;
  throw new DomainError('ROLE_REQUIRED', 'only an officer of the tax bureau may do this');
}

/**
 * Requires that the caller may relay the statements of a signer. Only a gateway of the signer's own organization may: a
 * platform's for its taxpayers, the bureau's for its officers. A relay proves nothing about the request.
 * @throws {DomainError} ROLE_REQUIRED
 */
export function requireRelayOf({ caller }: Transaction, { code, mspId }: Signer): void {
  const isRelay = caller.role === 'operator' || caller.role === 'officer';
  if (isRelay && caller.mspId === mspId) return;
  throw new DomainError('ROLE_REQUIRED', `only the operator of ${mspId} may submit for ${code}`);
}

/**
 * Requires a role: officers, auditors and operators read, for callers whose rights they check themselves.
 * @throws {DomainError} ROLE_REQUIRED
 */
export function requireReader({ caller }: Transaction): void {
  if (caller.role !== undefined) return;
  throw new DomainError('ROLE_REQUIRED', 'only officers, auditors and operators may read this');
}
