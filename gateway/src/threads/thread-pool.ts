import { DomainError, present } from '@fapiao-ledger/core';
import { FairQueue } from './fair-queue.js';
import { Thread, type ThreadOptions } from './thread.js';

export interface PoolOptions extends ThreadOptions {
  readonly threadsMax: number;
  /** Tasks that may wait for a thread. */
  readonly waitingMax: number;
  /** What a caller is told when that many wait. */
  readonly busyMessage: string;
  /** After so long without a task a thread ends, and its memory is free. */
  readonly idleMs: number;
}

/** The caller for which a task runs, and how much of a thread it takes compared with other tasks. */
export interface Share {
  readonly owner: string;
  readonly cost: number;
}

const ONE_FOR_ALL: Share = { owner: '', cost: 1 };

interface Waiting {
  readonly task: unknown;
  readonly answered: PromiseWithResolvers<unknown>;
}

/**
 * Threads for work that would keep every other caller waiting. None runs before there is something to do; one that
 * breaks, or is ended because of its task, takes only that task with it. Owners of waiting tasks take turns by cost.
 */
export class ThreadPool<Task, Answer> {
  readonly #options: PoolOptions;
  readonly #busy = new Set<Thread>();
  /** The last one stopped last: it is the one whose memory is warm. */
  readonly #idle = new Map<Thread, NodeJS.Timeout>();
  readonly #waiting = new FairQueue<Waiting>();
  #isClosed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** Threads that run now, busy or idle. */
  get size(): number {
    return this.#busy.size + this.#idle.size;
  }

  /**
   * Runs a task when a thread is free. When too many wait, the owner with most of them loses one.
   * @throws {DomainError} GATEWAY_BUSY when too many wait, or the task takes too long or too much
   */
  async run(task: Task, { owner, cost }: Share = ONE_FOR_ALL): Promise<Answer> {
    if (this.#isClosed) throw busy('the gateway is stopping');
    if (this.#waiting.size >= this.#options.waitingMax) this.#makeRoomFor(owner);
    const answered = Promise.withResolvers<unknown>();
    this.#waiting.push(owner, cost, { task, answered });
    this.#next();
    return (await answered.promise) as Answer;
  }

  /** @throws {DomainError} GATEWAY_BUSY when no other owner waits with more tasks */
  #makeRoomFor(owner: string): void {
    const refusal = busy(this.#options.busyMessage);
    const displaced = this.#waiting.displaceFor(owner);
    if (displaced === undefined) throw refusal;
    displaced.answered.reject(refusal);
  }

  /** Ends every thread; what runs or waits still is given up. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const { answered } of this.#waiting.drain()) answered.reject(busy('the gateway is stopping'));
    for (const timer of this.#idle.values()) clearTimeout(timer);
    await Promise.all([...this.#busy, ...this.#idle.keys()].map((thread) => thread.close()));
  }

  #next(): void {
    if (this.#waiting.size === 0) return;
    const thread = this.#free();
    if (thread === undefined) return;
    const { task, answered } = present(this.#waiting.shift(), 'a waiting task');
    this.#busy.add(thread);
    thread
      .run(task)
      .then(answered.resolve, answered.reject)
      .finally(() => {
        this.#busy.delete(thread);
        if (!thread.isGone) this.#rest(thread);
        this.#next();
      });
  }

  #free(): Thread | undefined {
    for (const [thread, timer] of [...this.#idle].toReversed()) {
      clearTimeout(timer);
      this.#idle.delete(thread);
      if (!thread.isGone) return thread;
    }
    return this.#busy.size < this.#options.threadsMax ? new Thread(this.#options) : undefined;
  }

  #rest(thread: Thread): void {
    const end = (): void => {
      this.#idle.delete(thread);
      void thread.close();
    };
    this.#idle.set(thread, setTimeout(end, this.#options.idleMs).unref());
  }
}

function busy(message: string): DomainError {
  return new DomainError('GATEWAY_BUSY', message);
}
