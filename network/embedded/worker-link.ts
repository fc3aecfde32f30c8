import { Worker } from 'node:worker_threads';
import type { LedgerBlock } from '../ledger-client.js';
import { LedgerError } from '../ledger-error.js';
import type { ProposalAnswer } from './endorser.js';
import { unpackError } from './error-transfer.js';
import type { Outcome } from './orderer.js';
import { ownBytes } from './own-bytes.js';
import type { PeerLink, PeerStatus } from './peer-link.js';
import { SharedHeight } from './shared-height.js';
import type { Method, Reply, Request, WorkerData, WorkerMessage } from './worker-protocol.js';

interface Pending {
  readonly method: Method;
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Requests of one turn go together, which is cheaper, but not more than this: else the peer would stand still while this
 * thread signs for all callers of the same block.
 */
const MESSAGE_REQUESTS_MAX = 8;

/** The peer in a thread of its own, as this thread sees it. */
export class WorkerLink implements PeerLink {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  readonly #listeners = new Set<() => void>();
  readonly #exited: Promise<void>;
  readonly #height: SharedHeight;
  #requests: Request[] = [];
  #count = 0;
  #gone: string | undefined;

  private constructor(worker: Worker, height: SharedHeight) {
    this.#worker = worker;
    this.#height = height;
    worker.on('message', (message: WorkerMessage) => this.#receive(message));
    worker.on('error', (error) => this.#fail(`the peer's thread failed: ${error.message}`));
    this.#exited = new Promise((resolve) => {
      worker.once('exit', (code) => {
        this.#fail(`the peer's thread ended with code ${code}`);
        resolve();
      });
    });
  }

  /** Starts the thread. @throws {LedgerError} the reason why the peer did not open */
  static async start(data: Omit<WorkerData, 'height'>): Promise<WorkerLink> {
    const height = new SharedHeight();
    const worker = new Worker(new URL('./worker.js', import.meta.url), {
      workerData: { ...data, height: height.memory } satisfies WorkerData,
      // fabric-shim reads it when it is loaded: a contract's refusal is an answer, not an error for the console.
      env: { ...process.env, CORE_CHAINCODE_LOGGING_LEVEL: 'critical' },
    });
    const opened = await new Promise<WorkerMessage['opened']>((resolve, reject) => {
      worker.once('message', (message: WorkerMessage) => resolve(message.opened));
      worker.once('error', reject);
      worker.once('exit', (code) => reject(unavailable(`the peer's thread ended with code ${code}`)));
    });
    if (opened !== undefined && opened !== 'ready') {
      // The state is locked until the thread has ended: before that, opening again or an audit would be refused.
      await worker.terminate();
      throw unpackError(opened);
    }
    return new WorkerLink(worker, height);
  }

  propose(signedProposal: Uint8Array, endorse: boolean): Promise<ProposalAnswer> {
    return this.#call('propose', ownBytes(signedProposal), endorse);
  }

  order(envelope: Uint8Array): Promise<Outcome> {
    return this.#call('order', ownBytes(envelope));
  }

  outcomeOf(txId: string): Promise<string | undefined> {
    return this.#call('outcomeOf', txId);
  }

  blockOf(txId: string): Promise<LedgerBlock | undefined> {
    return this.#call('blockOf', txId);
  }

  blocks(from: number): Promise<readonly LedgerBlock[]> {
    return this.#call('blocks', from);
  }

  rawBlock(number: number): Promise<Uint8Array | undefined> {
    return this.#call('rawBlock', number);
  }

  status(): Promise<PeerStatus> {
    return this.#call('status');
  }

  heightNow(): number | undefined {
    return this.#gone === undefined ? this.#height.get() : undefined;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    if (this.#gone === undefined) await this.#call('close');
    await this.#exited;
  }

  #call<Value>(method: Method, ...args: readonly unknown[]): Promise<Value> {
    if (this.#gone !== undefined) return Promise.reject(unavailable(this.#gone));
    this.#count += 1;
    const id = this.#count;
    this.#requests.push({ id, method, args });
    if (this.#requests.length === 1) setImmediate(() => this.#send());
    if (this.#requests.length === MESSAGE_REQUESTS_MAX) this.#send();
    return new Promise<Value>((resolve, reject) => {
      this.#pending.set(id, { method, resolve, reject });
    });
  }

  #send(): void {
    const requests = this.#requests;
    this.#requests = [];
    if (this.#gone === undefined && requests.length > 0) this.#worker.postMessage(requests);
  }

  #receive({ replies, changed }: WorkerMessage): void {
    for (const reply of replies) this.#settle(reply);
    if (changed) this.#notify();
  }

  #settle(reply: Reply): void {
    const pending = this.#pending.get(reply.id);
    this.#pending.delete(reply.id);
    if (pending === undefined) return;
    if ('error' in reply) pending.reject(unpackError(reply.error));
    else pending.resolve(reply.value as never);
  }

  #fail(message: string): void {
    if (this.#gone !== undefined) return;
    this.#gone = message;
    for (const { method, reject } of this.#pending.values()) reject(lost(method, message));
    this.#pending.clear();
    this.#notify();
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** The error of a request whose envelope may be in a block: only the reopened ledger can tell. */
function lost(method: Method, message: string): LedgerError {
  if (method !== 'order') return unavailable(message);
  return new LedgerError('LEDGER_OUTCOME_UNKNOWN', message, { stage: 'commit' });
}

function unavailable(message: string): LedgerError {
  return new LedgerError('LEDGER_UNAVAILABLE', message, { stage: 'submit' });
}
