import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

const TILLS = 20;
const PER_SECOND = 50;
/** How soon a client sends again what was not answered. */
const AGAIN_MS = 200;
/** Longer than any client may wait. */
export const STUCK_MS = 60_000;

/** The ledger or its gateway cannot do it now; the same request may be sent again. */
export class NotNow extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/**
 * Issues one invoice from a till. @returns its number
 * @throws {NotNow} when the same request shall be sent again; anything else is a fault that no client may see
 */
export type Issue = (till: string, requestId: string) => Promise<string>;

/**
 * Tills that issue one invoice after the other, 50 a second together. Each sends a request again under the
 * same id until it is answered, as the API asks of clients.
 */
export class Load {
  /** Numbers of invoices by request. */
  readonly acknowledged = new Map<string, string>();
  /** Error codes that clients got, with counts. */
  readonly errors = new Map<string, number>();
  /** From first sending a request to its answer. */
  longestMs = 0;
  readonly #issue: Issue;
  readonly #began = performance.now();
  readonly #stop = new AbortController();
  readonly #waiting = new Set<{ readonly since: number; readonly tell: (ms: number) => void }>();
  readonly #tills: Promise<void>;

  constructor(issue: Issue) {
    this.#issue = issue;
    this.#tills = Promise.all(tillNames().map((till) => this.#work(till))).then(() => {});
    // The caller that waits for the load gets the error; the other tills stop.
    this.#tills.catch(() => this.end());
  }

  /** Waits until so many more are acknowledged. @throws what no client may see */
  async more(count: number): Promise<void> {
    const wanted = this.acknowledged.size + count;
    while (this.acknowledged.size < wanted) await this.next();
  }

  /** Milliseconds from now until a request that is first sent from now on is answered. @throws as `more` */
  async next(): Promise<number> {
    const { promise, resolve } = Promise.withResolvers<number>();
    this.#waiting.add({ since: performance.now(), tell: resolve });
    const never = delay(2 * STUCK_MS, undefined, { ref: false }).then(() => {
      throw new Error('the ledger did not recover');
    });
    const broken = this.#tills.then(() => {
      throw new Error('the load is over');
    });
    return await Promise.race([promise, never, broken]);
  }

  /** No till begins anything more. */
  end(): void {
    this.#stop.abort();
  }

  /** Ends, and waits until every request under way is answered. @throws as `more` */
  async stop(): Promise<void> {
    this.end();
    await this.#tills;
  }

  toString(): string {
    const perSecond = (1000 * this.acknowledged.size) / (performance.now() - this.#began);
    const errors = [...this.errors].map(([code, count]) => `${count} ${code}`).join(', ');
    return `${this.acknowledged.size} acknowledged, ${perSecond.toFixed(0)}/s; errors: ${errors || 'nothing'}`;
  }

  async #work(till: string): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const began = performance.now();
      const requestId = randomUUID();
      this.acknowledged.set(requestId, await this.#untilAnswered(till, requestId));
      const now = performance.now();
      this.longestMs = Math.max(this.longestMs, now - began);
      for (const each of this.#waiting) {
        if (began < each.since) continue;
        this.#waiting.delete(each);
        each.tell(now - each.since);
      }
      await delay(Math.max(0, (1000 * TILLS) / PER_SECOND - (now - began)));
    }
  }

  async #untilAnswered(till: string, requestId: string): Promise<string> {
    for (;;) {
      try {
        return await this.#issue(till, requestId);
      } catch (error) {
        if (!(error instanceof NotNow)) throw error;
        this.errors.set(error.code, (this.errors.get(error.code) ?? 0) + 1);
        await delay(AGAIN_MS);
      }
    }
  }
}

export function tillNames(): readonly string[] {
  return Array.from({ length: TILLS }, (_, till) => `till-${till}`);
}
