/** Messages between the client's thread and the peer's thread. */
import type { TransferredError } from './error-transfer.js';
import type { FolderPlace } from './folder-place.js';
import type { PeerLink } from './peer-link.js';
import type { Verification } from './replay.js';
import type { ChannelSetup } from './setup.js';
import type { BatchLimits } from './transaction-queue.js';

/** Data with which the worker opens the peer. */
export interface WorkerData {
  /** Absent for a ledger in memory. */
  readonly place: FolderPlace | undefined;
  /** Memory of a manual clock; absent for the system's clock. */
  readonly clock: SharedArrayBuffer | undefined;
  readonly setup: ChannelSetup;
  /** Memory to which the peer's thread writes the number of blocks. */
  readonly height: SharedArrayBuffer;
  /** Absolute path of the chaincode. */
  readonly chaincode: string;
  readonly batch: BatchLimits;
  readonly strict: boolean;
  readonly verification: Verification;
}

export type Method = Exclude<keyof PeerLink, 'onChange' | 'heightNow'>;

export interface Request {
  readonly id: number;
  readonly method: Method;
  readonly args: readonly unknown[];
}

export type Reply =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: TransferredError };

/** Sent once at the start, and then after each turn that answered requests. */
export interface WorkerMessage {
  readonly opened?: TransferredError | 'ready';
  readonly replies: readonly Reply[];
  /** Whether blocks were added. */
  readonly changed: boolean;
}
