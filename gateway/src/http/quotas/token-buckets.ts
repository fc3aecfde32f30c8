import { LRUCache } from 'lru-cache';

/** The state of an owner's bucket after a request. */
export interface Left {
  readonly isTaken: boolean;
  /** Whole tokens, never below 0. */
  readonly remaining: number;
  /** Seconds until the bucket is full again. */
  readonly secondsToFull: number;
  /** Seconds until the requested tokens are there; 0 when they were taken. */
  readonly secondsToRetry: number;
}

interface Bucket {
  tokens: number;
  /** Milliseconds of the process's monotonic clock. */
  at: number;
}

const MINUTE_MS = 60_000;
/** Most buckets in memory. A bucket that is dropped starts full again. */
const BUCKETS_MAX = 20_000;

/** A token bucket per owner: a steady rate, with bursts up to the size of the bucket. */
export class TokenBuckets {
  readonly perMinute: number;
  readonly #burst: number;
  readonly #now: () => number;
  readonly #buckets = new LRUCache<string, Bucket>({ max: BUCKETS_MAX });

  /** @param burst size of a bucket */
  constructor(perMinute: number, burst: number, now: () => number = () => performance.now()) {
    this.perMinute = perMinute;
    this.#burst = burst;
    this.#now = now;
  }

  /** Takes `cost` tokens if they are there. A cost beyond the size of the bucket takes a full bucket. */
  take(owner: string, cost: number): Left {
    const bucket = this.#bucketOf(owner);
    const price = Math.min(cost, this.#burst);
    const isTaken = this.#burst > 0 && bucket.tokens >= price;
    if (isTaken) bucket.tokens -= price;
    return this.#leftOf(bucket, isTaken, price);
  }

  /** Charges tokens that were used already. The bucket may become negative, and then the owner must wait longer. */
  charge(owner: string, cost: number): void {
    const bucket = this.#bucketOf(owner);
    bucket.tokens = Math.max(bucket.tokens - cost, -this.#burst);
  }

  /** Returns what `take` would return for one token, without taking it. */
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

  /** Returns the seconds until the tokens are there, at most 60, also when the rate is 0. */
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
