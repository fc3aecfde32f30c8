import { join } from 'node:path';
import type { LedgerClient } from '../ledger-client.js';
import { EmbeddedClient } from './client.js';
import { type ManualClock, systemClock } from './clock.js';
import { FolderLock } from './folder-lock.js';
import { openOrganizations } from './organizations.js';
import type { PeerLink } from './peer-link.js';
import { systemRandom } from './random.js';
import type { Verification } from './replay.js';
import { type Authorities, authoritiesOf, CHAINCODE_NAME, chaincodeModule, channelSetup } from './setup.js';
import { type BatchLimits, DEFAULT_BATCH } from './transaction-queue.js';
import { WorkerLink } from './worker-link.js';

export interface EmbeddedOptions {
  /** Where everything is kept; without one the ledger lives in memory. */
  readonly folder?: string;
  /** Name of the channel, `fapiao` when absent; a ledger keeps the one it was made with. */
  readonly channel?: string;
  /** Module that exports `contracts`: a package name or an absolute path. */
  readonly chaincode?: string;
  /** The system's when absent. */
  readonly clock?: ManualClock;
  readonly batch?: Partial<BatchLimits>;
  /** Runs each transaction once for every endorsing organisation and compares, to catch what is not deterministic. */
  readonly strict?: boolean;
  readonly verification?: Verification;
}

export interface EmbeddedLedger {
  client(): LedgerClient;

  /** The certificate authority of each organisation, to enrol officers, operators and taxpayers. */
  readonly authorities: Authorities;

  /** The peer itself, below the client: proposals and envelopes as bytes, and raw blocks. */
  readonly peer: PeerLink;

  /** Commits what was sent, and releases the folder. */
  close(): Promise<void>;
}

/** Parts of the data folder. */
export const CHANNEL_FOLDER = 'channel';
const ORGANIZATIONS_FOLDER = 'organizations';

/**
 * Opens a ledger in a folder, or makes a new one there.
 *
 * @throws {LedgerError} LEDGER_UNAVAILABLE when another process has it open, LEDGER_DAMAGED
 * @throws {DomainError} CREDENTIAL_INVALID when a certificate or key in the folder is not what it was
 */
export async function openEmbeddedLedger(options: EmbeddedOptions = {}): Promise<EmbeddedLedger> {
  const { folder } = options;
  const lock = folder === undefined ? undefined : new FolderLock(folder);
  try {
    return await open(options, lock);
  } catch (error) {
    lock?.release();
    throw error;
  }
}

async function open(options: EmbeddedOptions, lock: FolderLock | undefined): Promise<EmbeddedLedger> {
  const { folder, channel = 'fapiao', clock = systemClock } = options;
  const home = folder === undefined ? undefined : join(folder, ORGANIZATIONS_FOLDER);
  const organizations = await openOrganizations(home, clock);
  const link = await WorkerLink.start({
    folder: folder === undefined ? undefined : join(folder, CHANNEL_FOLDER),
    clock: options.clock?.memory,
    setup: channelSetup(channel, organizations),
    chaincode: chaincodeModule(options.chaincode),
    batch: { ...DEFAULT_BATCH, ...options.batch },
    strict: options.strict ?? false,
    verification: options.verification ?? 'all',
  });
  const client = new EmbeddedClient({
    channel,
    chaincode: CHAINCODE_NAME,
    link,
    clock,
    random: systemRandom,
  });
  return {
    client: () => client,
    authorities: authoritiesOf(organizations),
    peer: link,
    close: async () => {
      await link.close();
      lock?.release();
    },
  };
}
