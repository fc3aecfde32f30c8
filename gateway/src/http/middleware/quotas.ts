import { isIPv6 } from 'node:net';
import { DomainError } from '@fapiao-ledger/chaincode/core';
import type { Request, Response } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { type Caller, nameOf } from '../../callers.js';
import type { Limits } from '../../config.js';
import { localsOf } from './exchange.js';

const MINUTE_SECONDS = 60;

/** How often a taxpayer may ask, and how often an address may check invoices without saying who asks. */
export class Quotas {
  readonly #callers: RateLimiterMemory;
  readonly #addresses: RateLimiterMemory;

  constructor({ requestsPerMinute, checksPerMinute }: Limits) {
    this.#callers = new RateLimiterMemory({ points: requestsPerMinute, duration: MINUTE_SECONDS });
    this.#addresses = new RateLimiterMemory({ points: checksPerMinute, duration: MINUTE_SECONDS });
  }

  /** Takes one request off the quota and says in the headers what is left. @throws {DomainError} QUOTA_EXCEEDED */
  async spend(caller: Caller | undefined, request: Request, response: Response): Promise<void> {
    const limiter = caller === undefined ? this.#addresses : this.#callers;
    const key = caller === undefined ? networkOf(request.ip ?? '') : nameOf(caller);
    try {
      tell(response, limiter.points, await limiter.consume(key));
    } catch (left) {
      if (!(left instanceof RateLimiterRes)) throw left;
      tell(response, limiter.points, left);
      localsOf(response).headers.push('Retry-After', secondsUntil(left));
      throw new DomainError('QUOTA_EXCEEDED', `${limiter.points} requests a minute are allowed`);
    }
  }
}

function tell(response: Response, limit: number, left: RateLimiterRes): void {
  localsOf(response).headers.push(
    'RateLimit-Limit',
    String(limit),
    'RateLimit-Remaining',
    String(left.remainingPoints),
    'RateLimit-Reset',
    secondsUntil(left),
  );
}

function secondsUntil({ msBeforeNext }: RateLimiterRes): string {
  return String(Math.ceil(msBeforeNext / 1000));
}

const MAPPED_IPV4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;
const GROUPS = 8;

/** Whose address it is: one household has a whole /64 of IPv6 addresses. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  return MAPPED_IPV4.exec(address)?.[1] ?? groupsOf(address).slice(0, 4).join(':');
}

/** The groups of an IPv6 address, those that "::" leaves out too. */
function groupsOf(address: string): readonly string[] {
  const [head = [], tail = []] = address
    .toLowerCase()
    .split('::')
    .map((part) => part.split(':').filter(Boolean));
  const zeros = Array<string>(GROUPS - head.length - tail.length).fill('0');
  return [...head, ...zeros, ...tail];
}
