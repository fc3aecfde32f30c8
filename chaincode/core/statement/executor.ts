import { DomainError } from '../errors.js';
import type { Cryptography, SignatureVerdict } from '../ports.js';
import type { Operation } from '../protocol/bodies.js';
import {
  findKey,
  requireKeyInTime,
  requireKeyScope,
  type ScopedKeyJson,
} from '../taxpayer/key/scoped-key.js';
import { type OfficerJson, requireActive, requireOperation, type Signer } from '../taxpayer/signer.js';
import { formatInstant, readInstant } from '../time.js';
import { type StatementSeal, statementText } from './statement.js';

/** The record of a request id, which the ledger keeps forever (T22): the digest and answer of its request, or the request that replaced it. */
export type RequestRecord<Result> =
  | { readonly digest: string; readonly result: Result }
  | { readonly replacedBy: string };

/** A request for the executor. Its digest identifies its content. */
export interface SignedRequest extends StatementSeal {
  readonly requestId: string;
  readonly replaces?: string;
}

/** Facts of the ledger for the execution of a signer's requests. */
export interface ExecutorContext<Result> {
  readonly ledger: LedgerName;
  /** The operation that the requests order. */
  readonly operation: Operation;
  readonly signer: Signer & Pick<OfficerJson, 'operations'>;
  /** The signer's further keys. They are not read where every request names the registration of the signer's own key. */
  readonly keys: readonly ScopedKeyJson[];
  /** Transaction time, seconds since 1970. */
  readonly at: number;
  /** How far ahead of `at` a statement may end, in seconds, as `statementLifetimeOn` says. */
  readonly lifetimeMaxSeconds: number;
  readonly cryptography: Cryptography;
  /** Returns the ledger's record of a request id of this signer. */
  readonly recordOf: (requestId: string) => RequestRecord<Result> | undefined;
}

/** Names a contract on a ledger: set once, when the ledger is founded. */
export interface LedgerName {
  /** SHA-256 of the header of the first block, lower-case hex. */
  readonly id: string;
  readonly contract: string;
}

/**
 * Executes the requests of one signer once each (T01, T22): it admits a request whose statement is valid, or returns the first
 * answer of a request that the ledger remembers. Endorsers run it for every writing act, and a gateway runs it
 * before it submits a transaction. Requests of one transaction see each other, as if they were executed in order.
 *
 * @example
 * ```ts
 * import assert from 'node:assert/strict';
 * import { Executor, formatInstant, type RequestRecord, sha256Hex } from '@fapiao-ledger/core';
 *
 * const remembered = new Map<string, RequestRecord<string>>();
 * const signer = {
 *   code: 'O0002',
 *   status: 'ACTIVE',
 *   mspId: 'TaxBureauMSP',
 *   publicKey: 'MFkw...',
 *   keyEpoch: '0123456789abcdef',
 * } as const;
 * const at = 1_772_352_000;
 * const executor = new Executor<string>({
 *   ledger: { id: '1e'.repeat(32), contract: 'fapiao' },
 *   operation: 'freeze',
 *   signer,
 *   keys: [],
 *   at,
 *   lifetimeMaxSeconds: 7 * 86_400,
 *   cryptography: { sha256: sha256Hex, verify: () => 'valid' }, // a real host checks the signature
 *   recordOf: (requestId) => remembered.get(requestId),
 * });
 * const request = {
 *   requestId: 'freeze-2026-0001',
 *   keyEpoch: signer.keyEpoch,
 *   notAfter: formatInstant(at + 3_600),
 *   signature: 'MEUC...',
 * };
 * assert.equal(executor.admit(request, 'digest'), undefined); // not remembered: to be decided now
 * executor.record(request, 'digest', 'frozen');
 * assert.equal(executor.admit(request, 'digest'), 'frozen'); // the first answer again
 * assert.throws(() => executor.admit(request, 'another digest'), { code: 'REQUEST_ID_REUSED' });
 * assert.deepEqual([...executor.written.keys()], ['freeze-2026-0001']);
 * ```
 */
export class Executor<Result> {
  readonly #context: ExecutorContext<Result>;
  readonly #written = new Map<string, RequestRecord<Result>>();

  constructor(context: ExecutorContext<Result>) {
    this.#context = context;
  }

  /**
   * Admits a new request, or returns the first answer of a request that the ledger remembers. A request with the same content gets
   * its first answer, also after other changes, and also with a statement that has ended.
   *
   * @param digest SHA-256 of `requestText`, which the caller computes from the received request
   * @returns the first answer, or undefined when the act must be decided now and then passed to `record`
   * @throws {DomainError} REQUEST_ID_REUSED, REQUEST_REPLACED, STATEMENT_EXPIRED, STATEMENT_TOO_LONG,
   *   TAXPAYER_SUSPENDED, PROVIDER_REVOKED or OFFICER_REVOKED, KEY_EPOCH, KEY_ENDED, KEY_SCOPE, SIGNATURE_INVALID, REPLACED_REQUEST_USED
   */
  admit(request: SignedRequest, digest: string): Result | undefined {
    const record = this.#recordOf(request.requestId);
    if (record !== undefined) return firstAnswer(request.requestId, record, digest);
    this.#requireInTime(request.notAfter);
    requireActive(this.#context.signer);
    this.#requireSignature(request, digest, this.#publicKeyOf(request.keyEpoch));
    this.#requireReplaceable(request.replaces);
    return undefined;
  }

  /** Remembers an admitted request with its answer, and that it replaced another request. */
  record({ requestId, replaces }: SignedRequest, digest: string, result: Result): void {
    this.#written.set(requestId, { digest, result });
    if (replaces !== undefined && this.#recordOf(replaces) === undefined) {
      this.#written.set(replaces, { replacedBy: requestId });
    }
  }

  /** Records that the transaction must store, by request id. */
  get written(): ReadonlyMap<string, RequestRecord<Result>> {
    return this.#written;
  }

  #recordOf(requestId: string): RequestRecord<Result> | undefined {
    return this.#written.get(requestId) ?? this.#context.recordOf(requestId);
  }

  #requireInTime(notAfter: string): void {
    const { at, lifetimeMaxSeconds } = this.#context;
    const end = readInstant(notAfter) ?? Number.NEGATIVE_INFINITY;
    if (at > end)
      throw new DomainError(
        'STATEMENT_EXPIRED',
        `the statement ended at ${notAfter}; sign the same request again with a later end`,
      );
    if (end <= at + lifetimeMaxSeconds) return;
    throw new DomainError(
      'STATEMENT_TOO_LONG',
      `the statement ends at ${notAfter}; it must end at ${formatInstant(at + lifetimeMaxSeconds)} at the latest`,
    );
  }

  /** Returns the key that must have signed: the signer's own, or a further one that may sign the operation now. */
  #publicKeyOf(keyEpoch: string): string {
    const { signer, keys, operation, at } = this.#context;
    if (keyEpoch === signer.keyEpoch) {
      requireOperation(signer, operation);
      return signer.publicKey;
    }
    const key = findKey(keys, signer, keyEpoch);
    if (key === undefined) {
      throw new DomainError(
        'KEY_EPOCH',
        `the statement is for key epoch ${keyEpoch} of ${signer.code}; the registered key has epoch ${signer.keyEpoch}`,
      );
    }
    requireKeyInTime(key, at);
    requireKeyScope(key, operation);
    return key.publicKey;
  }

  #requireSignature(
    { keyEpoch, notAfter, signature }: SignedRequest,
    digest: string,
    publicKey: string,
  ): void {
    const { ledger, signer, cryptography } = this.#context;
    const terms = { ledger: ledger.id, contract: ledger.contract, keyEpoch, notAfter };
    const text = statementText(terms, digest);
    const verdict = cryptography.verify(publicKey, text, signature);
    if (verdict === 'valid') return;
    // With both digests the author of a client finds which of its two texts differs.
    const expected = `request ${digest} of ${signer.code}, SHA-256 of the statement ${cryptography.sha256(text)}`;
    throw new DomainError('SIGNATURE_INVALID', `${REASONS[verdict]} (expected: ${expected})`);
  }

  #requireReplaceable(replaces: string | undefined): void {
    if (replaces === undefined) return;
    const record = this.#recordOf(replaces);
    if (record !== undefined && 'digest' in record) throw tookEffect(replaces);
  }
}

/** Returns the refusal to replace a request that took effect before (T22). */
export function tookEffect(requestId: string): DomainError {
  return new DomainError(
    'REPLACED_REQUEST_USED',
    `request ${requestId} took effect before it could be replaced; nothing was done`,
  );
}

const REASONS: Readonly<Record<Exclude<SignatureVerdict, 'valid'>, string>> = {
  malformed: 'the signature is not DER in base64',
  'high-s': 'the signature has the higher of its two s values: send the lower one',
  invalid: 'the statement over this request is not signed by the registered key; its s is low, as it must be',
};

/** Returns the first answer of a remembered request with the same content (T22). @throws {DomainError} REQUEST_REPLACED, REQUEST_ID_REUSED */
export function firstAnswer<Result>(
  requestId: string,
  record: RequestRecord<Result>,
  digest: string,
): Result {
  if ('replacedBy' in record) {
    throw new DomainError('REQUEST_REPLACED', `request ${requestId} was replaced by ${record.replacedBy}`);
  }
  if (record.digest === digest) return record.result;
  throw new DomainError(
    'REQUEST_ID_REUSED',
    `request ${requestId} was used with other content; take a new request id for new content`,
  );
}

/**
 * Requires that a statement names this ledger and this contract. It is invalid on any other.
 * @throws {DomainError} OTHER_LEDGER
 */
export function requireThisLedger(ledger: LedgerName, named: { ledger: string; contract: string }): void {
  if (named.ledger === ledger.id && named.contract === ledger.contract) return;
  throw new DomainError(
    'OTHER_LEDGER',
    `the statement is for ${named.contract} on ${named.ledger}, this is ${ledger.contract} on ${ledger.id}`,
  );
}
