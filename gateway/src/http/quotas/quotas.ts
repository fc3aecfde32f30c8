import { DomainError } from '@fapiao-ledger/core';
import type { Response } from 'express';
import type { Limits } from '../../config.js';
import { localsOf } from '../middleware/exchange.js';
import { type Left, TokenBuckets } from './token-buckets.js';

/** A caller may send what it has not used in the last ten seconds at once. */
const BURST_SHARE = 6;
/** A refused request without a body is work too. */
const REFUSED_BYTES_MIN = 1_000;

/** How much a caller may ask, how much of it may be refused, and how often an address may check or show bad credentials. */
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

  /** Takes a request off a caller's quota and says in the headers what is left. @throws {DomainError} QUOTA_EXCEEDED */
  spend(owner: string, cost: number, response: Response): void {
    tell(this.#callers, this.#callers.take(owner, cost), response, 'requests');
  }

  /** The same for an address that says nothing about who asks. @throws {DomainError} QUOTA_EXCEEDED */
  spendCheck(network: string, response: Response): void {
    tell(this.#checks, this.#checks.take(network, 1), response, 'requests');
  }

  /** Before a body is read: its sender has not had too much refused. @throws {DomainError} QUOTA_EXCEEDED */
  requireCredit(owner: string, response: Response): void {
    refuseUnless(this.#refused, this.#refused.look(owner), response, 'bytes of refused requests');
  }

  /** Counts bytes that were read and refused; a caller whose requests are right never pays. */
  chargeRefused(owner: string, bytes: number): void {
    this.#refused.charge(owner, Math.max(bytes, REFUSED_BYTES_MIN));
  }

  /** Before a signature is verified: its network has not shown too many bad ones. @throws {DomainError} QUOTA_EXCEEDED */
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
    `${perMinute} ${what} a minute are allowed; try again in ${left.secondsToRetry} s`,
  );
}
