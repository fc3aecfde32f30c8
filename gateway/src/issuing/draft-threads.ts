import { availableParallelism } from 'node:os';
import { OperationThreads } from '../threads/operations.js';
import type { DraftOperations } from './draft-worker.js';
import { judgeRequest, type RequestToJudge } from './judge-request.js';
import {
  type BulkRequest,
  type DraftsBody,
  type PaymentBody,
  type RefusedLine,
  readBulkLine,
  readDraftsBody,
  readPaymentBody,
} from './read-drafts.js';

/** The slowest body of this size takes 0.5 ms to read or judge, which is less than a thread would save. */
const INLINE_BYTES_MAX = 8_192;
/** One core is left for the main thread. More than four threads would only wait for the ledger. */
const THREADS_MAX = 4;
const WAITING_MAX = 256;
/** The largest body takes 0.2 s of a core and starting a thread 0.3 s. The rest is margin for a busy machine. */
const TASK_TIMEOUT_MS = 30_000;
const HEAP_MB = 512;
const IDLE_MS = 60_000;

/**
 * Reads and judges drafts: small bodies in the main thread, large ones in other threads, which callers share by bytes.
 * The threads return text, so that the main thread never holds the values of a large body.
 */
export class DraftThreads {
  readonly #threads = new OperationThreads<DraftOperations>({
    module: new URL('./draft-worker.js', import.meta.url),
    data: undefined,
    threadsMax: Math.max(1, Math.min(THREADS_MAX, availableParallelism() - 1)),
    waitingMax: WAITING_MAX,
    heapMb: HEAP_MB,
    taskTimeoutMs: TASK_TIMEOUT_MS,
    idleMs: IDLE_MS,
    busyMessage: 'too many large bodies wait to be read',
  });

  /**
   * @param owner caller to whose share the work is counted
   * @throws {ValidationError} JSON_INVALID, or every fault of form
   * @throws {DomainError} GATEWAY_BUSY
   */
  async body(bytes: Uint8Array, owner: string): Promise<DraftsBody> {
    if (bytes.length <= INLINE_BYTES_MAX) return readDraftsBody(bytes);
    return await this.#threads.run('body', bytes, { owner, cost: bytes.length });
  }

  /** Reads the confirmation of a payment. @throws as `body` */
  async payment(bytes: Uint8Array, owner: string): Promise<PaymentBody> {
    if (bytes.length <= INLINE_BYTES_MAX) return readPaymentBody(bytes);
    return await this.#threads.run('payment', bytes, { owner, cost: bytes.length });
  }

  /** Reads a line of a bulk body. @throws {DomainError} GATEWAY_BUSY */
  async line(bytes: Uint8Array, owner: string): Promise<BulkRequest | RefusedLine> {
    if (bytes.length <= INLINE_BYTES_MAX) return readBulkLine(bytes);
    return await this.#threads.run('line', bytes, { owner, cost: bytes.length });
  }

  /** Judges a request. @throws {ValidationError | DomainError} the refusals of the contract; GATEWAY_BUSY */
  async judge(request: RequestToJudge): Promise<void> {
    const { length } = request.drafts.text;
    if (length <= INLINE_BYTES_MAX) return judgeRequest(request);
    await this.#threads.run('judge', request, { owner: request.seller.code, cost: length });
  }

  /** Ends the threads and abandons running tasks. Call it after the last answer. */
  async close(): Promise<void> {
    await this.#threads.close();
  }
}
