import type { LedgerBlock } from '../ledger-client.js';
import { BlockFile } from './block-file.js';
import { commitDefinition, writeConfigBlock } from './bootstrap.js';
import { type ChaincodeDefinition, LIFECYCLE, readDefinition, sequenceKey } from './chaincode-definition.js';
import type { ChaincodeHost } from './chaincode-host.js';
import type { Clock } from './clock.js';
import { type CommittedBlock, Committer } from './committer.js';
import { type ChannelConfig, decodeConfigBlock } from './config-block.js';
import type { Disk } from './disk.js';
import { Endorser, type ProposalAnswer } from './endorser.js';
import { Examiner } from './examiner.js';
import { damaged } from './faults.js';
import { History } from './history.js';
import { LedgerBlockView } from './ledger-block.js';
import { MspManager } from './msp.js';
import type { NodeSigner } from './node-signer.js';
import { Orderer, type Outcome, type Waiting } from './orderer.js';
import { ownBytes } from './own-bytes.js';
import type { PeerLink, PeerStatus } from './peer-link.js';
import type { Random } from './random.js';
import { ReadWriteLock } from './read-write-lock.js';
import { replay, type Verification } from './replay.js';
import type { StateStore } from './state-store.js';
import type { TransactionQueue } from './transaction-queue.js';
import { codeName } from './validation-code.js';

/** Everything a peer touches of the world: a simulator puts its own in place. */
export interface PeerEnvironment {
  readonly disk: Disk;
  readonly store: StateStore;
  readonly queue: TransactionQueue<Waiting>;
  readonly clock: Clock;
  readonly random: Random;
}

export interface PeerOptions {
  readonly config: ChannelConfig;
  /** Written to the channel at its beginning; afterwards what the channel says counts. */
  readonly definition: ChaincodeDefinition;
  readonly host: ChaincodeHost;
  /** One of each organisation in the endorsement policy. */
  readonly endorsers: readonly [NodeSigner, ...NodeSigner[]];
  readonly orderer: NodeSigner;
  readonly strict: boolean;
  readonly verification: Verification;
}

export const BLOCK_FILE = 'blocks';

/** Blocks kept at hand for those who follow the chain closely. */
const RECENT_MAX = 16;
/** Stored blocks handed over at a time. */
const BACKLOG = 16;

interface PeerParts {
  readonly store: StateStore;
  readonly blocks: BlockFile;
  readonly endorser: Endorser;
  /** Name of the chaincode, which is also its namespace. */
  readonly chaincode: string;
  readonly startOrderer: (onBlock: (block: CommittedBlock) => void) => Orderer;
}

/** A peer with its orderer: all organisations of the channel in one process. */
export class Peer implements PeerLink {
  readonly #store: StateStore;
  readonly #blocks: BlockFile;
  readonly #endorser: Endorser;
  readonly #orderer: Orderer;
  readonly #view: LedgerBlockView;
  readonly #listeners = new Set<() => void>();
  readonly #recent: LedgerBlock[] = [];

  private constructor(parts: PeerParts) {
    this.#store = parts.store;
    this.#blocks = parts.blocks;
    this.#endorser = parts.endorser;
    this.#view = new LedgerBlockView(parts.chaincode);
    this.#orderer = parts.startOrderer((block) => this.#announce(block));
  }

  /**
   * Opens the ledger on a disk, or begins a new one there.
   *
   * @throws {LedgerError} LEDGER_DAMAGED
   */
  static async open(options: PeerOptions, environment: PeerEnvironment): Promise<Peer> {
    const { disk, store, queue, clock, random } = environment;
    const { endorsers, orderer, strict, host } = options;
    const { channel } = options.config;
    const blocks = await BlockFile.open(disk, BLOCK_FILE, random);
    await replay(blocks, store, options.verification);
    const lock = new ReadWriteLock();
    const committer = new Committer({ blocks, store, lock, orderer, random });
    if (store.savepoint() === undefined) await writeConfigBlock(options.config, blocks, store, clock);
    checkConfig(readConfig(blocks, store), options.config);
    if (store.version(LIFECYCLE, sequenceKey(options.definition.name)) === undefined) {
      const { definition } = options;
      await commitDefinition({ channel, definition, signers: endorsers, committer, clock, random });
    }
    const definition = readDefinition(store, options.definition.name);
    const msps = new MspManager(
      new Map(options.config.organizations.map((each) => [each.mspId, each.rootCertificate])),
    );
    const history = new History(store, blocks);
    const signers = endorsers;
    const endorser = new Endorser({
      channel,
      definition,
      msps,
      store,
      history,
      host,
      lock,
      clock,
      signers,
      strict,
    });
    const examiner = new Examiner(msps, definition.name, definition.policy);
    const startOrderer: PeerParts['startOrderer'] = (onBlock) =>
      new Orderer({ channel, clock, msps, examiner, committer, queue, onBlock });
    return new Peer({ store, blocks, endorser, chaincode: definition.name, startOrderer });
  }

  propose(signedProposal: Uint8Array, endorse: boolean): Promise<ProposalAnswer> {
    return this.#endorser.propose(signedProposal, endorse);
  }

  order(envelope: Uint8Array): Promise<Outcome> {
    return this.#orderer.order(envelope);
  }

  async outcomeOf(txId: string): Promise<string | undefined> {
    const place = this.#store.transaction(txId);
    return place === undefined ? undefined : codeName(place.code);
  }

  async blocks(from: number): Promise<readonly LedgerBlock[]> {
    const oldest = this.#recent[0]?.number;
    if (oldest !== undefined && BigInt(from) >= oldest) return this.#recent.slice(from - Number(oldest));
    const blocks: LedgerBlock[] = [];
    for (let number = from; blocks.length < BACKLOG; number += 1) {
      const bytes = await this.rawBlock(number);
      if (bytes === undefined) break;
      blocks.push(this.#view.ofStored(bytes));
    }
    return blocks;
  }

  async rawBlock(number: number): Promise<Uint8Array | undefined> {
    const location = this.#store.blockLocation(number);
    return location === undefined ? undefined : ownBytes(this.#blocks.read(number, location));
  }

  async status(): Promise<PeerStatus> {
    return { height: (this.#store.savepoint()?.number ?? -1) + 1, writable: this.#orderer.writable };
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Commits what is waiting, and closes the files. */
  async close(): Promise<void> {
    await this.#orderer.close();
    this.#store.close();
    await this.#blocks.close();
  }

  #announce(block: CommittedBlock): void {
    this.#recent.push(this.#view.ofCommitted(block));
    if (this.#recent.length > RECENT_MAX) this.#recent.shift();
    for (const listener of this.#listeners) listener();
  }
}

function readConfig(blocks: BlockFile, store: StateStore): ChannelConfig {
  const location = store.blockLocation(0);
  if (location === undefined) throw damaged('block 0 is not in the index');
  return decodeConfigBlock(blocks.read(0, location));
}

/** The certificates beside the ledger must be those that its first block names. */
function checkConfig(stored: ChannelConfig, given: ChannelConfig): void {
  if (stored.channel !== given.channel) throw damaged(`the ledger is that of channel ${stored.channel}`);
  for (const { mspId, rootCertificate } of given.organizations) {
    const root = stored.organizations.find((organization) => organization.mspId === mspId)?.rootCertificate;
    if (root !== rootCertificate) throw damaged(`the certificate of ${mspId} is not the one in block 0`);
  }
}
