import { join, resolve } from 'node:path';
import type { LedgerClient } from '../ledger-client.js';
import { EmbeddedClient } from './client.js';
import { type ManualClock, systemClock } from './clock.js';
import { FolderLock } from './folder-lock.js';
import { ORGANIZATIONS_FOLDER, placeOf } from './folder-place.js';
import { defaultHeights } from './height-place.js';
import { openOrganizations } from './organizations.js';
import type { PeerLink } from './peer-link.js';
import { systemRandom } from './random.js';
import type { Verification } from './replay.js';
import { type Authorities, authoritiesOf, CHAINCODE_NAME, chaincodeModule, channelSetup } from './setup.js';
import { type BatchLimits, DEFAULT_BATCH } from './transaction-queue.js';
import { WorkerLink } from './worker-link.js';

export interface EmbeddedOptions {
  /** Folder of the ledger; without one the ledger is in memory. */
  readonly folder?: string;
  /**
   * Folder outside of `folder` that keeps the height of every ledger, so that an older `folder` is noticed. The default is
   * in the state folder of the user.
   */
  readonly heights?: string;
  /** Name of the channel, `fapiao` by default. An existing ledger keeps its own. */
  readonly channel?: string;
  /** Module that exports `contracts`: a package name or an absolute path. */
  readonly chaincode?: string;
  /** The system's clock when absent. */
  readonly clock?: ManualClock;
  readonly batch?: Partial<BatchLimits>;
  /** Runs each transaction once per endorsing organization and compares, to find code that is not deterministic. */
  readonly strict?: boolean;
  readonly verification?: Verification;
}

export interface EmbeddedLedger {
  client(): LedgerClient;

  /** Certificate authority of each organization, which enrols officers, operators and auditors. */
  readonly authorities: Authorities;

  /** Authority by which each organization certifies taxpayers. The peer accepts no transaction of theirs. */
  readonly taxpayerAuthorities: Authorities;

  /** The peer below the client: proposals and envelopes as bytes, and raw blocks. */
  readonly peer: PeerLink;

  /** Commits the transactions that were sent, and releases the folder. */
  close(): Promise<void>;
}

/**
 * Opens a ledger in a folder, or makes a new one there.
 *
 * @throws {LedgerError} LEDGER_UNAVAILABLE when another process has it open, LEDGER_DAMAGED, LEDGER_ROLLED_BACK
 * @throws {DomainError} CREDENTIAL_INVALID when a certificate or key in the folder was changed
 */
export async function openEmbeddedLedger(options: EmbeddedOptions = {}): Promise<EmbeddedLedger> {
  const locks: FolderLock[] = [];
  const release = (): void => {
    for (const lock of locks.toReversed()) lock.release();
  };
  try {
    return await open(options, locks, release);
  } catch (error) {
    release();
    throw error;
  }
}

/** @param locks receives every lock that is taken */
async function open(
  options: EmbeddedOptions,
  locks: FolderLock[],
  release: () => void,
): Promise<EmbeddedLedger> {
  const { channel = 'fapiao', clock = systemClock } = options;
  const folder = options.folder === undefined ? undefined : resolve(options.folder);
  if (folder !== undefined) locks.push(new FolderLock(folder));
  const home = folder === undefined ? undefined : join(folder, ORGANIZATIONS_FOLDER);
  const organizations = await openOrganizations(home, clock);
  const setup = channelSetup(channel, organizations);
  const link = await WorkerLink.start({
    place: folder === undefined ? undefined : placeOf(folder, heightsOf(options), setup.config, locks),
    clock: options.clock?.memory,
    setup,
    chaincode: chaincodeModule(options.chaincode),
    batch: { ...DEFAULT_BATCH, ...options.batch },
    strict: options.strict ?? false,
    verification: options.verification ?? 'all',
  });
  const parts = { channel, chaincode: CHAINCODE_NAME, link, clock, random: systemRandom };
  const client = new EmbeddedClient(parts);
  return {
    client: () => client,
    ...authoritiesOf(organizations),
    peer: link,
    close: async () => {
      await link.close();
      release();
    },
  };
}

function heightsOf({ heights }: EmbeddedOptions): string {
  return resolve(heights ?? defaultHeights(process.env));
}
