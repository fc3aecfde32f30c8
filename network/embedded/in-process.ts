/**
 * The peer in the caller's own thread, with a disk, a state, a queue, a clock and a source of randomness that the caller
 * chooses: for simulators, and for tests below the client.
 */
import { ChaincodeHost } from './chaincode-host.js';
import { EmbeddedClient } from './client.js';
import { type Clock, systemClock, systemTimer } from './clock.js';
import type { Disk } from './disk.js';
import type { EmbeddedLedger } from './embedded-ledger.js';
import { openPeer } from './open-peer.js';
import type { Waiting } from './orderer.js';
import type { EmbeddedOrganization } from './organizations.js';
import { type Random, systemRandom } from './random.js';
import type { Verification } from './replay.js';
import { authoritiesOf, CHAINCODE_NAME, chaincodeModule, channelSetup, signingSetup } from './setup.js';
import { pooledSignatures } from './signatures.js';
import { SqliteStateStore } from './sqlite-state-store.js';
import type { StateStore } from './state-store.js';
import { BatchingQueue, type TransactionQueue } from './transaction-queue.js';

export { acceptHeight } from './accept-height.js';
export { auditLedger } from './audit.js';
export { headerBytes } from './block.js';
export { BlockFile } from './block-file.js';
export { ChaincodeHost } from './chaincode-host.js';
export { type Clock, ManualClock, systemClock, systemTimer, type Timer } from './clock.js';
export { commitHash } from './commit-hash.js';
export type { Disk, DiskFile } from './disk.js';
export { FileDisk } from './file-disk.js';
export { HeightFile, readHeight } from './height-file.js';
export { heightFolder } from './height-place.js';
export { decodeLine, encodeLine, LINE_BYTES, type SignedHeader } from './height-record.js';
export { MemoryDisk } from './memory-disk.js';
export type { Waiting } from './orderer.js';
export { type EmbeddedOrganization, openOrganizations } from './organizations.js';
export { type Random, systemRandom } from './random.js';
export { RangeReads } from './range-reads.js';
export { RwSetBuilder } from './rwset.js';
export { SignatureThread } from './signature-thread.js';
export { pooledSignatures } from './signatures.js';
export { SqliteStateStore } from './sqlite-state-store.js';
export type { StateStore } from './state-store.js';
export { BatchingQueue, type TransactionQueue } from './transaction-queue.js';

export interface InProcessOptions {
  /** Organizations of `openOrganizations`; the same ones open the same ledger again. */
  readonly organizations: readonly EmbeddedOrganization[];
  readonly disk: Disk;
  /** In memory when absent, and then built anew from the blocks. */
  readonly store?: StateStore;
  readonly queue?: TransactionQueue<Waiting>;
  readonly clock?: Clock;
  readonly random?: Random;
  /** Chaincode of `loadChaincode`. It can serve several ledgers, and loading takes long. */
  readonly host: ChaincodeHost;
  readonly channel?: string;
  readonly strict?: boolean;
  readonly verification?: Verification;
}

/** Loads a chaincode into this process. @param specifier as in EmbeddedOptions */
export function loadChaincode(specifier?: string, clock: Clock = systemClock): ChaincodeHost {
  return new ChaincodeHost(chaincodeModule(specifier), systemTimer, () => clock.now());
}

/** Opens the ledger. @throws {LedgerError} LEDGER_DAMAGED, then LEDGER_ROLLED_BACK */
export async function openInProcess(options: InProcessOptions): Promise<EmbeddedLedger> {
  const {
    organizations,
    disk,
    host,
    channel = 'fapiao',
    clock = systemClock,
    random = systemRandom,
  } = options;
  const { store = new SqliteStateStore(':memory:'), strict = false, verification = 'all' } = options;
  const queue = options.queue ?? new BatchingQueue<Waiting>();
  const signatures = pooledSignatures;
  const setup = signingSetup(channelSetup(channel, organizations), signatures);
  const peer = await openPeer(
    { ...setup, host, strict, verification },
    { disk, store, queue, clock, random, signatures },
  );
  const client = new EmbeddedClient({ channel, chaincode: CHAINCODE_NAME, link: peer, clock, random });
  return {
    client: () => client,
    ...authoritiesOf(organizations),
    peer,
    close: () => peer.close(),
  };
}
