import { LRUCache } from 'lru-cache';

/** What is left to an owner after it was asked for. */
export interface Left {
  readonly isTaken: boolean;
  /** Whole tokens, never below 0. */
  readonly remaining: number;
  /** Until the bucket is full again. */
  readonly secondsToFull: number;
  /** Until so much is there as was asked for; 0 when it was taken. */
  readonly secondsToRetry: number;
}

interface Bucket {
  tokens: number;
  /** Milliseconds of the process's own clock, which is never set back. */
  at: number;
}

const MINUTE_MS = 60_000;
/** Buckets kept at once; a full one is no different from one that was never used. */
const BUCKETS_MAX = 20_000;

/** One token bucket per owner: a steady rate, and at once as much as has been saved up. */
export class TokenBuckets {
  readonly perMinute: number;
  readonly #burst: number;
  readonly #now: () => number;
  readonly #buckets = new LRUCache<string, Bucket>({ max: BUCKETS_MAX });

  /** @param burst most that is saved up, and taken at once */
  constructor(perMinute: number, burst: number, now: () => number = () => performance.now()) {
    this.perMinute = perMinute;
    this.#burst = burst;
    this.#now = now;
  }

  /** Takes `cost` tokens if they are there; one that costs more than is ever saved up takes a full bucket. */
  take(owner: string, cost: number): Left {
    const bucket = this.#bucketOf(owner);
    const price = Math.min(cost, this.#burst);
    const isTaken = this.#burst > 0 && bucket.tokens >= price;
    if (isTaken) bucket.tokens -= price;
    return this.#leftOf(bucket, isTaken, price);
  }

  /** Takes what was used already, also what is not there: the owner pays it back by waiting. */
  charge(owner: string, cost: number): void {
    const bucket = this.#bucketOf(owner);
    bucket.tokens = Math.max(bucket.tokens - cost, -this.#burst);
  }

  /** What `take` would say of one token, without taking it. */
  look(owner: string): Left {
    const bucket = this.#bucketOf(owner);
    return this.#leftOf(bucket, bucket.tokens >= 1, 1);
  }

  #leftOf({ tokens }: Bucket, isTaken: boolean, price: number): Left {
    return {
      isTaken,
      remaining: Math.max(0, Math.floor(tokens)),
      secondsToFull: this.#secondsFor(this.#burst - tokens),
      secondsToRetry: isTaken ? 0 : Math.max(1, this.#secondsFor(price - tokens)),
    };
  }

  /** An owner is told to come back in a minute at most, also where the rate is 0. */
  #secondsFor(tokens: number): number {
    return tokens <= 0 ? 0 : Math.ceil(Math.min(60, (tokens * 60) / this.perMinute));
  }

  #bucketOf(owner: string): Bucket {
    const now = this.#now();
    const bucket = this.#buckets.get(owner) ?? this.#add(owner, now);
    bucket.tokens = Math.min(this.#burst, bucket.tokens + ((now - bucket.at) * this.perMinute) / MINUTE_MS);
    bucket.at = now;
    return bucket;
  }

  #add(owner: string, now: number): Bucket {
    const bucket = { tokens: this.#burst, at: now };
    this.#buckets.set(owner, bucket);
    return bucket;
  }
}
