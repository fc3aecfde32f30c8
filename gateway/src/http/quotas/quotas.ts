import { DomainError } from '@fapiao-ledger/core';
import type { Response } from 'express';
import type { Limits } from '../../config.js';
import { localsOf } from '../middleware/exchange.js';
import { type Left, TokenBuckets } from './token-buckets.js';

/** Share of a minute's quota that may be used at once: ten seconds' worth. */
const BURST_SHARE = 6;
/** Least charge of a refused request, because one without a body takes work too. */
const REFUSED_BYTES_MIN = 1_000;

/** Quotas per minute: requests and refused bytes of a caller, public checks and refused credentials of a network. */
export class Quotas {
  readonly #callers: TokenBuckets;
  readonly #checks: TokenBuckets;
  readonly #refused: TokenBuckets;
  readonly #credentials: TokenBuckets;

  constructor(limits: Limits) {
    const { requestsPerMinute, checksPerMinute, refusedBytesPerMinute, badCredentialsPerMinute } = limits;
    this.#callers = new TokenBuckets(requestsPerMinute, Math.ceil(requestsPerMinute / BURST_SHARE));
    this.#checks = new TokenBuckets(checksPerMinute, checksPerMinute);
    this.#refused = new TokenBuckets(refusedBytesPerMinute, refusedBytesPerMinute);
    this.#credentials = new TokenBuckets(badCredentialsPerMinute, badCredentialsPerMinute);
  }

  /** Charges a request to a caller's quota and writes the rest into the headers. @throws {DomainError} QUOTA_EXCEEDED */
  spend(owner: string, cost: number, response: Response): void {
    tell(this.#callers, this.#callers.take(owner, cost), response, 'requests');
  }

  /** Charges a public check to the quota of a network. @throws {DomainError} QUOTA_EXCEEDED */
  spendCheck(network: string, response: Response): void {
    tell(this.#checks, this.#checks.take(network, 1), response, 'requests');
  }

  /** Checks the quota of refused bytes before a body is read. @throws {DomainError} QUOTA_EXCEEDED */
  requireCredit(owner: string, response: Response): void {
    refuseUnless(this.#refused, this.#refused.look(owner), response, 'bytes of refused requests');
  }

  /** Charges bytes that were read and refused. Correct requests are never charged. */
  chargeRefused(owner: string, bytes: number): void {
    this.#refused.charge(owner, Math.max(bytes, REFUSED_BYTES_MIN));
  }

  /** Checks the quota of refused credentials before a signature is verified. @throws {DomainError} QUOTA_EXCEEDED */
  requireTrust(network: string, response: Response): void {
    refuseUnless(this.#credentials, this.#credentials.look(network), response, 'refused credentials');
  }

  chargeBadCredential(network: string): void {
    this.#credentials.charge(network, 1);
  }
}

function tell(buckets: TokenBuckets, left: Left, response: Response, what: string): void {
  localsOf(response).headers.push(
    'RateLimit-Limit',
    String(buckets.perMinute),
    'RateLimit-Remaining',
    String(left.remaining),
    'RateLimit-Reset',
    String(left.secondsToFull),
  );
  refuseUnless(buckets, left, response, what);
}

function refuseUnless({ perMinute }: TokenBuckets, left: Left, response: Response, what: string): void {
  if (left.isTaken) return;
  localsOf(response).headers.push('Retry-After', String(left.secondsToRetry));
  throw new DomainError(
    'QUOTA_EXCEEDED',
    `${perMinute} ${what} per minute are allowed; try again in ${left.secondsToRetry} s`,
  );
}
