import type { Identity } from '@fapiao-ledger/pki';
import { follow, Growth } from '../follow-blocks.js';
import {
  type Committed,
  type ContractCall,
  decodeContractError,
  type EndorsedAnswer,
  headerHash,
  invalidTransaction,
  type LedgerBlock,
  type LedgerClient,
  LedgerError,
  type LedgerStage,
  type LedgerStatus,
  VALID,
} from '../ledger-client.js';
import { serializeIdentity } from '../serialized-identity.js';
import { decodeBlock } from './block.js';
import type { Clock } from './clock.js';
import type { ProposalAnswer } from './endorser.js';
import type { PeerLink } from './peer-link.js';
import { type BuiltProposal, buildProposal } from './proposal.js';
import { ERROR_STATUS } from './proposal-response.js';
import { encode, peer, plainBytes } from './protobuf.js';
import type { Random } from './random.js';
import { buildTransaction, encodeEnvelope } from './transaction.js';

export interface ClientParts {
  readonly channel: string;
  readonly chaincode: string;
  readonly link: PeerLink;
  readonly clock: Clock;
  readonly random: Random;
}

/** Fabric's client: builds and signs proposals and transactions. The peer never has a key of the caller. */
export class EmbeddedClient implements LedgerClient {
  readonly #parts: ClientParts;

  constructor(parts: ClientParts) {
    this.#parts = parts;
  }

  get channel(): string {
    return this.#parts.channel;
  }

  get contract(): string {
    return this.#parts.chaincode;
  }

  async ledgerId(): Promise<string> {
    const block = await this.#parts.link.rawBlock(0);
    if (block !== undefined) return Buffer.from(headerHash(decodeBlock(block).header)).toString('hex');
    throw new LedgerError('LEDGER_UNAVAILABLE', 'the ledger has no first block', { stage: 'evaluate' });
  }

  async submit(identity: Identity, call: ContractCall): Promise<Committed> {
    const { proposal, payload, answer } = await this.#endorsed(identity, call);
    const transaction = buildTransaction(proposal, payload, answer.endorsements);
    const envelope = encodeEnvelope(transaction, identity.sign(transaction));
    const { blockNumber, validationCode } = await named(this.#parts.link.order(envelope), proposal.txId);
    if (validationCode !== VALID) throw invalidTransaction(validationCode, proposal.txId);
    return { transactionId: proposal.txId, blockNumber: BigInt(blockNumber), result: text(answer.result) };
  }

  async evaluate(identity: Identity, call: ContractCall): Promise<string> {
    const { answer } = await this.#propose(identity, call, 'evaluate');
    return text(answer.result);
  }

  async endorse(identity: Identity, call: ContractCall): Promise<EndorsedAnswer> {
    const { proposal, payload, answer } = await this.#endorsed(identity, call);
    const { endorsements } = answer;
    return { transactionId: proposal.txId, result: text(answer.result), payload, endorsements };
  }

  outcomeOf(transactionId: string): Promise<string | undefined> {
    return this.#parts.link.outcomeOf(transactionId);
  }

  blockOf(transactionId: string): Promise<LedgerBlock | undefined> {
    return this.#parts.link.blockOf(transactionId);
  }

  async *blocks(from: bigint, signal: AbortSignal): AsyncIterable<LedgerBlock> {
    const { link } = this.#parts;
    const growth = new Growth();
    const unsubscribe = link.onChange(() => growth.step());
    try {
      yield* follow(from, signal, growth, async (number) => await link.blocks(Number(number)));
    } finally {
      unsubscribe();
    }
  }

  async status(): Promise<LedgerStatus> {
    const { height, writable } = await this.#parts.link.status();
    return { height: BigInt(height), channel: this.channel, writable };
  }

  heightNow(): bigint | undefined {
    const height = this.#parts.link.heightNow?.();
    return height === undefined ? undefined : BigInt(height);
  }

  /** Does nothing: the program that opened the ledger closes it. */
  async close(): Promise<void> {}

  async #endorsed(identity: Identity, call: ContractCall) {
    const { proposal, answer } = await this.#propose(identity, call, 'endorse');
    const { payload } = answer;
    if (payload !== undefined) return { proposal, payload, answer };
    throw new LedgerError('LEDGER_ENDORSEMENT', 'no peer endorsed the proposal', {
      stage: 'endorse',
      transactionId: proposal.txId,
    });
  }

  async #propose(
    identity: Identity,
    call: ContractCall,
    stage: Extract<LedgerStage, 'evaluate' | 'endorse'>,
  ): Promise<{ proposal: BuiltProposal; answer: ProposalAnswer }> {
    const { link, channel, chaincode, clock, random } = this.#parts;
    const proposal = buildProposal({
      channel,
      chaincode,
      creator: serializeIdentity(identity),
      nonce: random(24),
      timestampMs: clock.now(),
      args: [`${call.contract}:${call.function}`, ...call.args].map((argument) => Buffer.from(argument)),
      transient: call.transient ?? {},
    });
    const signed = encode(peer.SignedProposal, (message) => {
      message.setProposalBytes(proposal.bytes);
      message.setSignature(plainBytes(identity.sign(proposal.bytes)));
    });
    const answer = await named(link.propose(signed, stage === 'endorse'), proposal.txId, stage);
    if (answer.status >= ERROR_STATUS) throw refusal(answer.message, stage, proposal.txId);
    return { proposal, answer };
  }
}

/** Adds the transaction and the client's stage to an error of the peer. */
async function named<Result>(
  outcome: Promise<Result>,
  transactionId: string,
  stage?: LedgerStage,
): Promise<Result> {
  try {
    return await outcome;
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    const context = { stage: stage ?? error.stage, transactionId, details: error.details, cause: error };
    throw new LedgerError(error.code, error.message, context);
  }
}

/** Returns the contract's own error, or a LedgerError with the text of any other failure. */
function refusal(text: string, stage: LedgerStage, transactionId: string): Error {
  const details = { stage, transactionId, details: [text] };
  return decodeContractError(text) ?? new LedgerError('LEDGER_REFUSED', 'the contract failed', details);
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
}
