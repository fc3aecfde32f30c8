import type { Context } from 'fabric-contract-api';
import { canonicalJson, DomainError, type Role, roleIn, type Signer } from '../core/index.js';
import { publicKeyIn } from './cryptography.js';
import { requireTimely } from './endorser-clock.js';
import { WorldState } from './world-state.js';

/** Who submits: read from the certificate's attributes, never from its name or serial. */
export interface Caller {
  readonly mspId: string;
  readonly role: Role | undefined;
  readonly taxpayerId: string | undefined;
  /** SubjectPublicKeyInfo of its certificate, DER in base64: as the register keeps keys. */
  readonly publicKey: string;
}

/** A Fabric transaction as the contract's functions see it. */
export class Transaction {
  readonly channel: string;
  readonly transactionId: string;
  /** Transaction time in seconds: chosen by the client, bounded by every endorser's clock. */
  readonly at: number;
  readonly caller: Caller;
  readonly state: WorldState;
  readonly #context: Context;

  private constructor(context: Context) {
    this.#context = context;
    this.channel = context.stub.getChannelID();
    this.transactionId = context.stub.getTxID();
    this.at = context.stub.getTxTimestamp().seconds.toNumber();
    this.caller = callerOf(context);
    this.state = new WorldState(context.stub);
  }

  /** One whose time stands in what it writes or attests. @throws {DomainError} TIMESTAMP_SKEW */
  static timely(context: Context): Transaction {
    const transaction = new Transaction(context);
    requireTimely(transaction.at);
    return transaction;
  }

  /** One that answers nobody but its caller, as of any time. */
  static reading(context: Context): Transaction {
    return new Transaction(context);
  }

  /** Data that travels beside the arguments to the endorsers, and into no block. */
  transient(name: string): string | undefined {
    const bytes = this.#context.stub.getTransient().get(name);
    return bytes === undefined ? undefined : Buffer.from(bytes).toString('utf8');
  }

  /** Fabric delivers one event a transaction; it names what happened and to which invoices. */
  emit(name: string, payload: unknown): void {
    this.#context.stub.setEvent(name, Buffer.from(canonicalJson(payload), 'utf8'));
  }

  /** Every earlier document of a key, newest first; only for queries. */
  history(key: string): ReturnType<Context['stub']['getHistoryForKey']> {
    return this.#context.stub.getHistoryForKey(key);
  }
}

/** @throws {DomainError} ROLE_REQUIRED */
export function requireOfficer({ caller }: Transaction): void {
  if (caller.role === 'officer') return;
  throw new DomainError('ROLE_REQUIRED', 'only an officer of the tax bureau may do this');
}

/**
 * A statement reaches the ledger through a gateway of the organisation that its signer belongs to: a
 * platform's operator for its taxpayers, the bureau's own for its officers. A relay proves nothing about
 * who asked for what, and may do nothing but relay.
 * @throws {DomainError} ROLE_REQUIRED
 */
export function requireRelayOf({ caller }: Transaction, { code, mspId }: Signer): void {
  const isRelay = caller.role === 'operator' || caller.role === 'officer';
  if (isRelay && caller.mspId === mspId) return;
  throw new DomainError('ROLE_REQUIRED', `only the operator of ${mspId} may submit for ${code}`);
}

/**
 * Bureau, auditors and operators read for those they serve; a taxpayer reads what it is a party to.
 * @throws {DomainError} NOT_A_PARTY
 */
export function requireReader({ caller }: Transaction, parties: readonly (string | undefined)[]): void {
  if (caller.role !== undefined && caller.role !== 'taxpayer') return;
  if (caller.taxpayerId !== undefined && parties.includes(caller.taxpayerId)) return;
  throw new DomainError('NOT_A_PARTY', 'only the parties and the bureau may read this');
}

function callerOf({ clientIdentity }: Context): Caller {
  const mspId = clientIdentity.getMSPID();
  return {
    mspId,
    role: roleIn(mspId, clientIdentity.getAttributeValue('role')),
    taxpayerId: clientIdentity.getAttributeValue('taxpayer.id') ?? undefined,
    // Read when asked for: an operator's, in most transactions, never is.
    get publicKey() {
      return publicKeyIn(clientIdentity.getIDBytes());
    },
  };
}
