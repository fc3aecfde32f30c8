import { DomainError } from '../errors.js';
import type { Cryptography, SignatureVerdict } from '../ports.js';
import { requireActive, type Signer } from '../taxpayer/signer.js';
import { formatInstant, readInstant } from '../time.js';
import { type StatementSeal, statementText } from './statement.js';

/** What the ledger remembers of a request id for ever: its answer, or that another request burned it. */
export type RequestRecord<Result> =
  | { readonly digest: string; readonly result: Result }
  | { readonly replacedBy: string };

/** A request as it reaches the executor: its content is known by its digest. */
export interface SignedRequest extends StatementSeal {
  readonly requestId: string;
  readonly replaces?: string;
}

export interface ExecutorContext<Result> {
  readonly ledger: LedgerName;
  readonly signer: Signer;
  /** Transaction time, seconds. */
  readonly at: number;
  /** How far ahead of `at` a statement may end, seconds: the rule set's. */
  readonly lifetimeMaxSeconds: number;
  readonly cryptography: Cryptography;
  /** What the ledger remembers of a request id of this signer. */
  readonly recordOf: (requestId: string) => RequestRecord<Result> | undefined;
}

/** Which contract on which ledger: set once, when the ledger is founded. */
export interface LedgerName {
  /** SHA-256 of the header of the first block, lower-case hex. */
  readonly id: string;
  readonly contract: string;
}

/**
 * Decides for each statement whether its act may be decided now, was decided before, or never will be.
 * Every act that writes passes here, on the endorsers and, before it costs a transaction, in gateways.
 * Requests of one transaction see each other: it is as if they came one by one.
 */
export class Executor<Result> {
  readonly #context: ExecutorContext<Result>;
  readonly #written = new Map<string, RequestRecord<Result>>();

  constructor(context: ExecutorContext<Result>) {
    this.#context = context;
  }

  /**
   * Admits a new request, or returns the first answer to one that the ledger remembers: the same content
   * gets it whatever has happened since, also under a statement that has ended.
   *
   * @param digest of the request, which the caller computes from what it received
   * @returns the first answer, or undefined when the act is to be decided now and `record`ed
   * @throws {DomainError} REQUEST_ID_REUSED, REQUEST_REPLACED, STATEMENT_EXPIRED, STATEMENT_TOO_LONG,
   *   TAXPAYER_SUSPENDED or OFFICER_REVOKED, KEY_EPOCH, SIGNATURE_INVALID, REPLACED_REQUEST_USED
   */
  admit(request: SignedRequest, digest: string): Result | undefined {
    const record = this.#recordOf(request.requestId);
    if (record !== undefined) return firstAnswer(request.requestId, record, digest);
    this.#requireInTime(request.notAfter);
    requireActive(this.#context.signer);
    this.#requireSignature(request, digest);
    this.#requireReplaceable(request.replaces);
    return undefined;
  }

  /** Remembers an admitted request and its answer, and burns the id that it replaces. */
  record({ requestId, replaces }: SignedRequest, digest: string, result: Result): void {
    this.#written.set(requestId, { digest, result });
    if (replaces !== undefined && this.#recordOf(replaces) === undefined) {
      this.#written.set(replaces, { replacedBy: requestId });
    }
  }

  /** What the transaction has to remember, by request id. */
  get written(): ReadonlyMap<string, RequestRecord<Result>> {
    return this.#written;
  }

  #recordOf(requestId: string): RequestRecord<Result> | undefined {
    return this.#written.get(requestId) ?? this.#context.recordOf(requestId);
  }

  #requireInTime(notAfter: string): void {
    const { at, lifetimeMaxSeconds } = this.#context;
    const end = readInstant(notAfter) ?? Number.NEGATIVE_INFINITY;
    if (at > end) throw new DomainError('STATEMENT_EXPIRED', `the statement ended at ${notAfter}`);
    if (end <= at + lifetimeMaxSeconds) return;
    throw new DomainError(
      'STATEMENT_TOO_LONG',
      `the statement ends at ${notAfter}; it may end at ${formatInstant(at + lifetimeMaxSeconds)} at the latest`,
    );
  }

  #requireSignature({ keyEpoch, notAfter, signature }: SignedRequest, digest: string): void {
    const { ledger, signer, cryptography } = this.#context;
    if (keyEpoch !== signer.keyEpoch) {
      throw new DomainError(
        'KEY_EPOCH',
        `the statement is for the registration ${keyEpoch} of the key of ${signer.code}; now it is ${signer.keyEpoch}`,
      );
    }
    const terms = { ledger: ledger.id, contract: ledger.contract, keyEpoch, notAfter };
    const verdict = cryptography.verify(signer.publicKey, statementText(terms, digest), signature);
    if (verdict === 'valid') return;
    throw new DomainError('SIGNATURE_INVALID', `${REASONS[verdict]} (request ${digest} of ${signer.code})`);
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
  invalid: 'the statement over this request is not signed by the registered key',
};

/** What a remembered request is answered. @throws {DomainError} REQUEST_REPLACED, REQUEST_ID_REUSED */
export function firstAnswer<Result>(
  requestId: string,
  record: RequestRecord<Result>,
  digest: string,
): Result {
  if ('replacedBy' in record) {
    throw new DomainError('REQUEST_REPLACED', `request ${requestId} was replaced by ${record.replacedBy}`);
  }
  if (record.digest === digest) return record.result;
  throw new DomainError('REQUEST_ID_REUSED', `request ${requestId} was used with other content`);
}

/**
 * A statement counts on one ledger and for one contract.
 * @throws {DomainError} OTHER_LEDGER
 */
export function requireThisLedger(ledger: LedgerName, named: { ledger: string; contract: string }): void {
  if (named.ledger === ledger.id && named.contract === ledger.contract) return;
  throw new DomainError(
    'OTHER_LEDGER',
    `the statement is for ${named.contract} on ${named.ledger}, this is ${ledger.contract} on ${ledger.id}`,
  );
}
