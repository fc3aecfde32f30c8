import type { KeyObject } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { ownBytes } from './own-bytes.js';
import type { Signatures } from './signatures.js';

/** A signature to verify; without one, bytes to sign. */
export interface SignatureJob {
  readonly key: KeyObject;
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array | undefined;
}

export type SignatureResult = boolean | Uint8Array | Error;

interface Pending {
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

/** Number of jobs with which a message goes at once: the thread begins while the peer still asks for more. */
const MESSAGE_JOBS_MAX = 16;

/**
 * Signatures by a thread of their own. The jobs of one turn go there in one message, and their results return in one.
 * The threads of Node.js cost the asking thread a message for each job and a turn for each result.
 *
 * A failure of the thread is not handled: it ends the asking thread too, and the client learns of that.
 */
export class SignatureThread implements Signatures {
  readonly #worker = new Worker(new URL('./signature-worker.js', import.meta.url));
  /** In the order of the jobs, which is that of their results. */
  readonly #pending: Pending[] = [];
  #jobs: SignatureJob[] = [];

  constructor() {
    this.#worker.on('message', (results: readonly SignatureResult[]) => this.#settle(results));
  }

  verify(key: KeyObject, bytes: Uint8Array, signature: Uint8Array): Promise<boolean> {
    return this.#ask({ key, bytes: ownBytes(bytes), signature: ownBytes(signature) });
  }

  sign(key: KeyObject, bytes: Uint8Array): Promise<Uint8Array> {
    return this.#ask({ key, bytes: ownBytes(bytes), signature: undefined });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #ask<Result>(job: SignatureJob): Promise<Result> {
    this.#jobs.push(job);
    if (this.#jobs.length === 1) setImmediate(() => this.#send());
    if (this.#jobs.length === MESSAGE_JOBS_MAX) this.#send();
    return new Promise<Result>((resolve, reject) => {
      this.#pending.push({ resolve, reject });
    });
  }

  #send(): void {
    const jobs = this.#jobs;
    this.#jobs = [];
    if (jobs.length > 0) this.#worker.postMessage(jobs);
  }

  #settle(results: readonly SignatureResult[]): void {
    const settled = this.#pending.splice(0, results.length);
    settled.forEach(({ resolve, reject }, at) => {
      const result = results[at];
      if (result instanceof Error) reject(result);
      else resolve(result as never);
    });
  }
}
