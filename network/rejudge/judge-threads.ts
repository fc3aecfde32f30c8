import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { IssuedPage, Judgment } from './judgment.js';

/** Threads that judge pages. They start on demand. A fault of a thread is one of this program, and ends the judging. */
export class JudgeThreads {
  readonly #threadsMax: number;
  readonly #threads: Worker[] = [];
  readonly #idle: Worker[] = [];
  readonly #waiting: ((thread: Worker) => void)[] = [];

  constructor(threadsMax: number) {
    this.#threadsMax = threadsMax;
  }

  /** Judges pages in a thread that is free. Documents that several pages share are sent once. */
  async judge(pages: readonly IssuedPage[]): Promise<Judgment> {
    const thread = await this.#free();
    const answered = once(thread, 'message');
    thread.postMessage(pages);
    const [judgment] = (await answered) as [Judgment];
    this.#release(thread);
    return judgment;
  }

  /** Ends every thread. */
  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.terminate()));
  }

  async #free(): Promise<Worker> {
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    if (this.#threads.length >= this.#threadsMax)
      return await new Promise((resolve) => this.#waiting.push(resolve));
    // The environment may have secrets, and judging needs nothing of it.
    const thread = new Worker(new URL('./judge-worker.js', import.meta.url), { env: {} });
    this.#threads.push(thread);
    return thread;
  }

  #release(thread: Worker): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#idle.push(thread);
    else next(thread);
  }
}
