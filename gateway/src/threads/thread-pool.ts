import { DomainError, present } from '@fapiao-ledger/core';
import { FairQueue } from './fair-queue.js';
import { Thread, type ThreadOptions } from './thread.js';

export interface PoolOptions extends ThreadOptions {
  readonly threadsMax: number;
  /** Most tasks that wait for a thread. */
  readonly waitingMax: number;
  /** Message for a caller when that many wait. */
  readonly busyMessage: string;
  /** A thread without a task for this long ends and frees its memory. */
  readonly idleMs: number;
}

/** The caller of a task, and its cost compared with other tasks. */
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
 * Threads for work that would block the main thread. Threads start on demand. A thread that fails, or is ended because
 * of its task, loses only that task. Owners of waiting tasks take turns by cost.
 */
export class ThreadPool<Task, Answer> {
  readonly #options: PoolOptions;
  readonly #busy = new Set<Thread>();
  /** Idle threads. The most recent one is used first, because its memory is cached. */
  readonly #idle = new Map<Thread, NodeJS.Timeout>();
  readonly #waiting = new FairQueue<Waiting>();
  #isClosed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** Number of threads, busy or idle. */
  get size(): number {
    return this.#busy.size + this.#idle.size;
  }

  /**
   * Runs a task when a thread is free. When too many wait, the owner with the most loses a task.
   * @throws {DomainError} GATEWAY_BUSY when too many wait, or the task takes too much time or memory
   */
  async run(task: Task, { owner, cost }: Share = ONE_FOR_ALL): Promise<Answer> {
    if (this.#isClosed) throw busy('the gateway is stopping');
    if (this.#waiting.size >= this.#options.waitingMax) this.#makeRoomFor(owner);
    const answered = Promise.withResolvers<unknown>();
    this.#waiting.push(owner, cost, { task, answered });
    this.#next();
    return (await answered.promise) as Answer;
  }

  /** Makes room for a task. @throws {DomainError} GATEWAY_BUSY when no other owner has more waiting tasks */
  #makeRoomFor(owner: string): void {
    const refusal = busy(this.#options.busyMessage);
    const displaced = this.#waiting.displaceFor(owner);
    if (displaced === undefined) throw refusal;
    displaced.answered.reject(refusal);
  }

  /** Ends every thread, and refuses running and waiting tasks. */
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
