/** What the client's thread and the peer's thread say to each other. */
import type { TransferredError } from './error-transfer.js';
import type { FolderPlace } from './folder-place.js';
import type { PeerLink } from './peer-link.js';
import type { Verification } from './replay.js';
import type { ChannelSetup } from './setup.js';
import type { BatchLimits } from './transaction-queue.js';

/** All the worker needs to open the peer. */
export interface WorkerData {
  /** Absent for a ledger in memory. */
  readonly place: FolderPlace | undefined;
  /** The memory of a manual clock; absent for the system's. */
  readonly clock: SharedArrayBuffer | undefined;
  readonly setup: ChannelSetup;
  /** Where the peer's thread writes how many blocks there are. */
  readonly height: SharedArrayBuffer;
  /** Absolute path. */
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

/** Sent once at the start, and then after each turn in which something was answered. */
export interface WorkerMessage {
  readonly opened?: TransferredError | 'ready';
  readonly replies: readonly Reply[];
  /** Whether blocks were added. */
  readonly changed: boolean;
}
