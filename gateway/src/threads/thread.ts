import { Worker } from 'node:worker_threads';
import { DomainError } from '@fapiao-ledger/core';

/** The module and the limits of a pool's threads. */
export interface ThreadOptions {
  /** Answers each message with one message. */
  readonly module: URL;
  /** Data that a thread gets at its start. */
  readonly data: unknown;
  /** Heap limit in megabytes, more than any task needs. A task that reaches it may end the whole process. */
  readonly heapMb: number;
  /** Longest time of a task, including the start of its thread. */
  readonly taskTimeoutMs: number;
}

/** A thread with one task at a time. While idle, it does not keep the process alive. */
export class Thread {
  readonly #worker: Worker;
  readonly #taskTimeoutMs: number;
  #task: PromiseWithResolvers<unknown> | undefined;
  #isGone = false;

  constructor({ module, data, heapMb, taskTimeoutMs }: ThreadOptions) {
    this.#taskTimeoutMs = taskTimeoutMs;
    // An attacker that takes over the thread finds no settings and no secrets in its environment.
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

  /** Whether it accepts no more tasks. */
  get isGone(): boolean {
    return this.#isGone;
  }

  /** Runs a task. @throws {DomainError} GATEWAY_BUSY when the task takes too much time or memory, which ends the thread */
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
      if (!this.#isGone) this.#worker.unref();
      this.#task = undefined;
    }
  }

  async close(): Promise<void> {
    // Otherwise the process could end before the thread has, and its caller would never go on.
    this.#worker.ref();
    this.#end('the gateway is stopping');
    await this.#worker.terminate();
  }

  #end(reason: string): void {
    this.#isGone = true;
    this.#task?.reject(new DomainError('GATEWAY_BUSY', reason));
    void this.#worker.terminate();
  }
}
