import { type BlockContent, decodeBlock } from './block.js';
import { BlockFile } from './block-file.js';
import { commitDefinition, writeConfigBlock } from './bootstrap.js';
import { type ChaincodeDefinition, LIFECYCLE, readDefinition, sequenceKey } from './chaincode-definition.js';
import type { ChaincodeHost } from './chaincode-host.js';
import { checkHeight } from './check-height.js';
import type { Clock } from './clock.js';
import { type CommittedBlock, Committer } from './committer.js';
import { type ChannelConfig, decodeConfigBlock } from './config-block.js';
import type { Disk } from './disk.js';
import { Endorser } from './endorser.js';
import { Examiner } from './examiner.js';
import { damaged } from './faults.js';
import type { HeightKeeper } from './height-file.js';
import { History } from './history.js';
import { MspManager } from './msp.js';
import type { NodeSigner } from './node-signer.js';
import { Orderer, type Waiting } from './orderer.js';
import { OwnEndorsements } from './own-endorsements.js';
import { Peer } from './peer.js';
import type { Random } from './random.js';
import { ReadWriteLock } from './read-write-lock.js';
import { replay, type Verification } from './replay.js';
import type { Signatures } from './signatures.js';
import type { StateStore } from './state-store.js';
import type { TransactionQueue } from './transaction-queue.js';

/** Ports of a peer, which a simulator replaces by its own. */
export interface PeerEnvironment {
  readonly disk: Disk;
  readonly store: StateStore;
  /** Absent for a ledger in memory, which keeps no height. */
  readonly height?: HeightKeeper | undefined;
  readonly queue: TransactionQueue<Waiting>;
  readonly clock: Clock;
  readonly random: Random;
  readonly signatures: Signatures;
}

export interface PeerOptions {
  readonly config: ChannelConfig;
  /** Configuration for a new channel. An existing channel keeps its own. */
  readonly definition: ChaincodeDefinition;
  readonly host: ChaincodeHost;
  /** One signer of each organization in the endorsement policy. */
  readonly endorsers: readonly [NodeSigner, ...NodeSigner[]];
  readonly orderer: NodeSigner;
  readonly strict: boolean;
  readonly verification: Verification;
}

export const BLOCK_FILE = 'blocks';

/**
 * Opens the ledger on a disk, or begins a new one there.
 *
 * @throws {LedgerError} LEDGER_DAMAGED, then LEDGER_ROLLED_BACK
 */
export async function openPeer(options: PeerOptions, environment: PeerEnvironment): Promise<Peer> {
  const { disk, store, random, height, signatures } = environment;
  const { config, orderer, verification } = options;
  const blocks = await BlockFile.open(disk, BLOCK_FILE, random);
  await replay(blocks, store, verification);
  if (store.savepoint() !== undefined) checkConfig(readConfig(blocks, store), config);
  const msps = mspsOf(config, signatures);
  if (height !== undefined) await settleHeight(height, { blocks, store, msps, ordererMspId: orderer.mspId });
  const lock = new ReadWriteLock();
  const committer = new Committer({ blocks, store, lock, height, orderer, random });
  await begin(options, environment, blocks, committer);
  return startPeer(options, environment, { blocks, lock, msps, committer });
}

/**
 * Compares the chain with the height. It raises the height to blocks that became durable while their process ended: from
 * now on callers can learn of them.
 */
async function settleHeight(height: HeightKeeper, { blocks, store, ...signers }: ChainParts): Promise<void> {
  const block = (number: number): BlockContent => {
    const location = store.blockLocation(number);
    if (location === undefined) throw damaged(`block ${number} is not in the index`);
    return decodeBlock(blocks.read(number, location));
  };
  const last = store.savepoint()?.number ?? -1;
  await checkHeight(height.record, { last, headerOf: (number) => block(number).header, ...signers });
  // Block 0 has no signature.
  if (last > (height.record?.header.number ?? 0)) await height.raise(block(last));
}

interface ChainParts {
  readonly blocks: BlockFile;
  readonly store: StateStore;
  readonly msps: MspManager;
  readonly ordererMspId: string;
}

/** Returns the organizations of a channel, by their root certificates. */
export function mspsOf({ organizations }: ChannelConfig, signatures: Signatures): MspManager {
  const roots = new Map(organizations.map((each) => [each.mspId, each.rootCertificate]));
  return new MspManager(roots, signatures);
}

/** Writes the first blocks of a new ledger, or those of them that a crash left out. */
async function begin(
  { config, definition, endorsers }: PeerOptions,
  { store, clock, random }: PeerEnvironment,
  blocks: BlockFile,
  committer: Committer,
): Promise<void> {
  if (store.savepoint() === undefined) await writeConfigBlock(config, blocks, store, { clock, random });
  if (store.version(LIFECYCLE, sequenceKey(definition.name)) !== undefined) return;
  const { channel } = config;
  await commitDefinition({ channel, definition, signers: endorsers, committer, clock, random });
}

interface Started {
  readonly blocks: BlockFile;
  readonly lock: ReadWriteLock;
  readonly msps: MspManager;
  readonly committer: Committer;
}

function startPeer(
  { config, definition: defined, endorsers, host, strict }: PeerOptions,
  { store, height, queue, clock, signatures }: PeerEnvironment,
  { blocks, lock, msps, committer }: Started,
): Peer {
  const { channel } = config;
  const definition = readDefinition(store, defined.name);
  const history = new History(store, blocks);
  const simulation = { definition, store, history, host, lock, strict };
  const own = new OwnEndorsements();
  const endorser = new Endorser({ ...simulation, channel, msps, clock, signers: endorsers, own });
  const examiner = new Examiner(msps, definition.name, definition.policy, own);
  const startOrderer = (onBlock: (block: CommittedBlock) => void): Orderer =>
    new Orderer({ channel, clock, msps, examiner, committer, queue, onBlock });
  return new Peer({
    store,
    blocks,
    lock,
    height,
    signatures,
    endorser,
    chaincode: definition.name,
    startOrderer,
  });
}

function readConfig(blocks: BlockFile, store: StateStore): ChannelConfig {
  const location = store.blockLocation(0);
  if (location === undefined) throw damaged('block 0 is not in the index');
  return decodeConfigBlock(blocks.read(0, location));
}

/** Checks that the certificates beside the ledger are those that its first block names. */
function checkConfig(stored: ChannelConfig, setup: ChannelConfig): void {
  if (stored.channel !== setup.channel) throw damaged(`the ledger is that of channel ${stored.channel}`);
  for (const { mspId, rootCertificate } of setup.organizations) {
    const root = stored.organizations.find((organization) => organization.mspId === mspId)?.rootCertificate;
    if (root !== rootCertificate) throw damaged(`the certificate of ${mspId} is not the one in block 0`);
  }
}
