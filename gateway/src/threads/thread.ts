import { Worker } from 'node:worker_threads';
import { DomainError } from '@fapiao-ledger/core';

/** What every thread of a pool runs, and what it may use. */
export interface ThreadOptions {
  /** Answers each message with one message. */
  readonly module: URL;
  /** Handed over when a thread starts. */
  readonly data: unknown;
  /** Megabytes of JavaScript objects. More than any task takes: who reaches it may end the whole process. */
  readonly heapMb: number;
  /** How long a task may take, the start of its thread included. */
  readonly taskTimeoutMs: number;
}

/** One thread, one task at a time. It does not keep the process alive while it has nothing to do. */
export class Thread {
  readonly #worker: Worker;
  readonly #taskTimeoutMs: number;
  #task: PromiseWithResolvers<unknown> | undefined;
  #isGone = false;

  constructor({ module, data, heapMb, taskTimeoutMs }: ThreadOptions) {
    this.#taskTimeoutMs = taskTimeoutMs;
    // An attacker that breaks out of what runs there finds no settings and no secrets.
    this.#worker = new Worker(module, {
      workerData: data,
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: heapMb },
    });
    this.#worker.unref();
    this.#worker.on('message', (answer: unknown) => this.#task?.resolve(answer));
    // An uncaught error also ends the thread.
    this.#worker.on('error', () => this.#end('the task broke the thread that ran it'));
    this.#worker.on('exit', () => this.#end('the thread of the task ended'));
  }

  /** Whether it takes no more tasks. */
  get isGone(): boolean {
    return this.#isGone;
  }

  /** @throws {DomainError} GATEWAY_BUSY when the task takes too long or too much; the thread is gone then */
  async run(task: unknown): Promise<unknown> {
    this.#task = Promise.withResolvers();
    const timer = setTimeout(
      () => this.#end(`the task took more than ${this.#taskTimeoutMs} ms`),
      this.#taskTimeoutMs,
    );
    this.#worker.ref();
    try {
      this.#worker.postMessage(task);
      return await this.#task.promise;
    } finally {
      clearTimeout(timer);
      this.#worker.unref();
      this.#task = undefined;
    }
  }

  async close(): Promise<void> {
    this.#end('the gateway is stopping');
    await this.#worker.terminate();
  }

  #end(reason: string): void {
    this.#isGone = true;
    this.#task?.reject(new DomainError('GATEWAY_BUSY', reason));
    void this.#worker.terminate();
  }
}
