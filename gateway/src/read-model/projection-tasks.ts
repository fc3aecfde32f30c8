/** Messages between the gateway and the thread of the projection. */
import { FapiaoError } from '@fapiao-ledger/core';
import { OtherLedgerError } from '../stream/follower.js';
import type { TransferredBlocks } from './block-transfer.js';

export interface ProjectionThreadData {
  /** Path of a SQLite file, or URL of a PostgreSQL database. */
  readonly place: string;
  readonly channel: string;
}

export type ProjectionTask =
  | { readonly name: 'height' }
  | { readonly name: 'clear' }
  | { readonly name: 'close' }
  | { readonly name: 'apply'; readonly blocks: TransferredBlocks };

/** An answer to a task, or the report of a connection that broke between two of them. */
export type ProjectionMessage =
  | { readonly height: bigint }
  | { readonly failure: Failure }
  | { readonly report: Failure };

/** An error as it goes between threads: structured cloning drops the class and the code. */
export interface Failure {
  readonly isOtherLedger: boolean;
  readonly message: string;
  readonly stack: string;
  /** Code of the database or of the system. */
  readonly code: string | undefined;
}

export function packFailure(error: unknown): Failure {
  const { message = String(error), stack = message, code } = Object(error) as Partial<NodeJS.ErrnoException>;
  const isOfSystem = typeof code === 'string' && !(error instanceof FapiaoError);
  return {
    isOtherLedger: error instanceof OtherLedgerError,
    message,
    stack,
    code: isOfSystem ? code : undefined,
  };
}

export function unpackFailure({ isOtherLedger, message, stack, code }: Failure): Error {
  const error = isOtherLedger ? new OtherLedgerError(message) : new Error(message);
  return Object.assign(error, code === undefined ? { stack } : { stack, code });
}
