import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Projection } from '../stream/follower.js';
import type { ChangeBlock } from '../stream/ledger-change.js';
import { packBlocks } from './block-transfer.js';
import { isPostgresUrl } from './place.js';
import {
  type ProjectionMessage,
  type ProjectionTask,
  type ProjectionThreadData,
  unpackFailure,
} from './projection-tasks.js';

/**
 * A read model that a thread of its own keeps up to date. The thread that answers callers reads the blocks once, for all that follow
 * them, and hands their documents on as bytes. Calls come one after the other. A thread that has ended is started again by the next.
 */
export class ProjectionThread implements Projection {
  readonly #data: ProjectionThreadData;
  readonly #onConnectionError: (error: unknown) => void;
  #worker: Worker | undefined;
  #answer: PromiseWithResolvers<bigint> | undefined;

  constructor(data: ProjectionThreadData, onConnectionError: (error: unknown) => void) {
    this.#data = data;
    this.#onConnectionError = onConnectionError;
  }

  /** Opens the tables, if they are not open yet. @throws the error of the database, with its `code` */
  async height(): Promise<bigint> {
    return await this.#run({ name: 'height' });
  }

  async apply(blocks: readonly ChangeBlock[]): Promise<bigint> {
    const packed = packBlocks(blocks);
    return await this.#run({ name: 'apply', blocks: packed }, [packed.values.buffer]);
  }

  async clear(): Promise<void> {
    await this.#run({ name: 'clear' });
  }

  /** Closes the database and ends the thread. */
  async close(): Promise<void> {
    const worker = this.#worker;
    if (worker === undefined) return;
    const exited = once(worker, 'exit');
    worker.postMessage({ name: 'close' } satisfies ProjectionTask);
    await exited;
  }

  async #run(task: ProjectionTask, transferred: readonly ArrayBuffer[] = []): Promise<bigint> {
    this.#worker ??= this.#start();
    this.#answer = Promise.withResolvers();
    this.#worker.postMessage(task, transferred);
    return await this.#answer.promise;
  }

  #start(): Worker {
    const worker = new Worker(new URL('./projection-worker.js', import.meta.url), {
      workerData: this.#data,
      env: environmentFor(this.#data.place),
    });
    worker.on('message', (message: ProjectionMessage) => this.#receive(message));
    // An uncaught error also ends the thread.
    worker.on('error', (error) => this.#answer?.reject(error));
    worker.on('exit', () => {
      this.#worker = undefined;
      this.#answer?.reject(new Error('the thread of the read model has ended'));
    });
    return worker;
  }

  #receive(message: ProjectionMessage): void {
    if ('report' in message) this.#onConnectionError(unpackFailure(message.report));
    else if ('failure' in message) this.#answer?.reject(unpackFailure(message.failure));
    else this.#answer?.resolve(message.height);
  }
}

/** An attacker that takes over the thread finds no settings in its environment but those that PostgreSQL's client reads. */
function environmentFor(place: string): NodeJS.ProcessEnv {
  const isRead = (name: string): boolean => isPostgresUrl(place) && /^(PG[A-Z]+|HOME|USER)$/.test(name);
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => isRead(name)));
}
