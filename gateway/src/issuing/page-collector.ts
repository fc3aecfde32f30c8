import { type IssueOutcome, type IssueRequest, PAGE_INVOICES_MAX, present } from '@fapiao-ledger/core';
import type { LaneKey } from './early-judge.js';

/** Issues one ledger page; answers in the order of the requests. */
export type IssuePage = (key: LaneKey, requests: readonly IssueRequest[]) => Promise<readonly IssueOutcome[]>;

/** Text in the drafts of one page: what a peer reads at once stays small. */
const PAGE_CHARACTERS_MAX = 4_000_000;

/**
 * Gathers the issue requests of a lane into pages. One page of a lane is under way at a time, because
 * two would only conflict; what arrives meanwhile travels on the next one. Lanes do not wait for each other.
 */
export class PageCollector {
  readonly #issuePage: IssuePage;
  readonly #lanes = new Map<string, LaneQueue>();

  constructor(issuePage: IssuePage) {
    this.#issuePage = issuePage;
  }

  /** @throws what concerns the page as a whole; a refusal of this request alone is an outcome */
  async add(key: LaneKey, request: IssueRequest): Promise<IssueOutcome> {
    const name = `${key.seller}/${key.lane}`;
    const queue = this.#lanes.get(name) ?? new LaneQueue((requests) => this.#issuePage(key, requests));
    this.#lanes.set(name, queue);
    try {
      return await queue.add(request);
    } finally {
      if (queue.isIdle && this.#lanes.get(name) === queue) this.#lanes.delete(name);
    }
  }
}

interface Waiting {
  readonly request: IssueRequest;
  readonly resolve: (outcome: IssueOutcome) => void;
  readonly reject: (reason: unknown) => void;
}

class LaneQueue {
  readonly #issue: (requests: readonly IssueRequest[]) => Promise<readonly IssueOutcome[]>;
  readonly #waiting: Waiting[] = [];
  #isRunning = false;

  constructor(issue: (requests: readonly IssueRequest[]) => Promise<readonly IssueOutcome[]>) {
    this.#issue = issue;
  }

  get isIdle(): boolean {
    return !this.#isRunning && this.#waiting.length === 0;
  }

  add(request: IssueRequest): Promise<IssueOutcome> {
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
      const outcomes = await this.#issue(page.map(({ request }) => request));
      page.forEach(({ resolve }, index) => {
        resolve(present(outcomes[index], 'the outcome of a request'));
      });
    } catch (error) {
      for (const { reject } of page) reject(error);
    }
  }

  /** From the front, as many as fit; the first always fits. */
  #takePage(): readonly Waiting[] {
    let invoices = 0;
    let characters = 0;
    const beyond = this.#waiting.findIndex(({ request }) => {
      invoices += request.drafts.count;
      characters += request.drafts.text.length;
      return invoices > PAGE_INVOICES_MAX || characters > PAGE_CHARACTERS_MAX;
    });
    return this.#waiting.splice(0, beyond < 0 ? this.#waiting.length : Math.max(beyond, 1));
  }
}
