import { type IssueOutcome, PAGE_INVOICES_MAX, present } from '@fapiao-ledger/core';
import type { IncomingRequest } from './incoming-request.js';
import { type LaneKey, laneText } from './lane-key.js';
import type { Lanes } from './lanes.js';

/** Most characters in the drafts of a page, which bounds what a peer reads at once. */
const PAGE_CHARACTERS_MAX = 4_000_000;

/**
 * Collects the issue requests of a lane into pages. One page per lane is under way at a time, because two would
 * conflict. Requests that arrive meanwhile go onto the next page. Lanes do not wait for each other.
 */
export class PageCollector {
  readonly #lanes: Lanes;
  readonly #queues = new Map<string, LaneQueue>();

  constructor(lanes: Lanes) {
    this.#lanes = lanes;
  }

  /** Adds a request to the next page of its lane. @throws errors of the whole page; a refusal of this request alone is an outcome */
  async add(key: LaneKey, request: IncomingRequest): Promise<IssueOutcome> {
    const name = laneText(key);
    const queue = this.#queues.get(name) ?? new LaneQueue(key, this.#lanes);
    this.#queues.set(name, queue);
    try {
      return await queue.add(request);
    } finally {
      if (queue.isIdle && this.#queues.get(name) === queue) this.#queues.delete(name);
    }
  }
}

interface Waiting {
  readonly request: IncomingRequest;
  readonly resolve: (outcome: IssueOutcome) => void;
  readonly reject: (reason: unknown) => void;
}

class LaneQueue {
  readonly #key: LaneKey;
  readonly #lanes: Lanes;
  readonly #waiting: Waiting[] = [];
  #isRunning = false;

  constructor(key: LaneKey, lanes: Lanes) {
    this.#key = key;
    this.#lanes = lanes;
  }

  get isIdle(): boolean {
    return !this.#isRunning && this.#waiting.length === 0;
  }

  add(request: IncomingRequest): Promise<IssueOutcome> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, resolve, reject });
      if (!this.#isRunning) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#waiting.length > 0) await this.#send(this.#takePage());
    this.#isRunning = false;
  }

  async #send(page: readonly Waiting[]): Promise<void> {
    try {
      const requests = page.map(({ request }) => request);
      const outcomes = await this.#lanes.issue(this.#key, requests);
      page.forEach(({ resolve }, index) => {
        resolve(present(outcomes[index], 'the outcome of a request'));
      });
    } catch (error) {
      for (const { reject } of page) reject(error);
    }
  }

  /**
   * Takes as many requests as fit onto a page, at least the first, all under one registration of a key. Each signer may read what the
   * ledger remembers of its requests, and that has the check key of the page: it must tell no till and no provider the check codes of others.
   */
  #takePage(): readonly Waiting[] {
    const keyEpoch = this.#waiting[0]?.request.keyEpoch;
    let invoices = 0;
    let characters = 0;
    const beyond = this.#waiting.findIndex(({ request }) => {
      invoices += request.drafts.count;
      characters += request.drafts.text.length;
      const isFull = invoices > PAGE_INVOICES_MAX || characters > PAGE_CHARACTERS_MAX;
      return isFull || request.keyEpoch !== keyEpoch;
    });
    return this.#waiting.splice(0, beyond < 0 ? this.#waiting.length : Math.max(beyond, 1));
  }
}
