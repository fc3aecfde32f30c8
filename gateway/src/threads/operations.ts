import { type MessagePort, parentPort } from 'node:worker_threads';
import { packError, type TransferredError, unpackError } from '@fapiao-ledger/network/error-transfer';
import { type PoolOptions, type Share, ThreadPool } from './thread-pool.js';

/** Functions by name that a thread runs for another. Arguments and results survive structured cloning. */
type Operations<All> = { readonly [Name in keyof All]: (argument: never) => unknown };

interface Task {
  readonly name: string;
  readonly argument: unknown;
}

type Answer = { readonly result: unknown } | { readonly error: TransferredError };

/** Runs in the thread: answers each task with the operation that it names. */
export function serveOperations(operations: Readonly<Record<string, (argument: never) => unknown>>): void {
  const port = parentPort as MessagePort;
  port.on('message', ({ name, argument }: Task) => {
    try {
      port.postMessage({ result: operations[name]?.(argument as never) } satisfies Answer);
    } catch (error) {
      port.postMessage({ error: packError(error) } satisfies Answer);
    }
  });
}

/** Threads whose module serves operations. */
export class OperationThreads<All extends Operations<All>> {
  readonly #pool: ThreadPool<Task, Answer>;

  constructor(options: PoolOptions) {
    this.#pool = new ThreadPool(options);
  }

  /** Runs an operation in a thread. @throws as `ThreadPool.run`, and the errors of the operation */
  async run<Name extends keyof All & string>(
    name: Name,
    argument: Parameters<All[Name]>[0],
    share?: Share,
  ): Promise<ReturnType<All[Name]>> {
    const answer = await this.#pool.run({ name, argument }, share);
    if ('error' in answer) throw unpackError(answer.error);
    return answer.result as ReturnType<All[Name]>;
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }
}
