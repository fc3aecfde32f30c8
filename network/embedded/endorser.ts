import { DomainError } from '@fapiao-ledger/core';
import { LedgerError } from '../ledger-error.js';
import { transactionIdOf } from '../serialized-identity.js';
import { ChaincodeCalls } from './chaincode-calls.js';
import { type ChaincodeDefinition, LIFECYCLE, sequenceKey } from './chaincode-definition.js';
import type { ChaincodeHost } from './chaincode-host.js';
import type { Clock } from './clock.js';
import { equalBytes } from './hash.js';
import type { History } from './history.js';
import { checkValidAt, type MspManager } from './msp.js';
import type { NodeSigner } from './node-signer.js';
import { ownBytes } from './own-bytes.js';
import type { OwnEndorsements } from './own-endorsements.js';
import { ENDORSER_TRANSACTION, type ParsedProposal, parseProposal } from './proposal.js';
import { ERROR_STATUS, encodeResponsePayload, endorsePayload, type Simulation } from './proposal-response.js';
import type { ReadWriteLock } from './read-write-lock.js';
import { Simulator } from './simulator.js';
import type { StateStore } from './state-store.js';
import type { Endorsement } from './transaction.js';

/** Window of Fabric 3. Fabric 2.5 does not check the time of a proposal. */
const SKEW_MS_MAX = 15 * 60_000;

export interface ProposalAnswer {
  readonly status: number;
  /** The contract's refusal; empty otherwise. */
  readonly message: string;
  /** The contract's result. */
  readonly result: Uint8Array;
  /** Bytes of ProposalResponsePayload; absent when the contract refused or only its answer was asked for. */
  readonly payload?: Uint8Array;
  readonly endorsements: readonly Endorsement[];
}

export interface EndorserParts {
  readonly channel: string;
  readonly definition: ChaincodeDefinition;
  readonly msps: MspManager;
  readonly store: StateStore;
  readonly history: History;
  readonly host: ChaincodeHost;
  readonly lock: ReadWriteLock;
  readonly clock: Clock;
  /** One signer of each organization that the policy asks for. */
  readonly signers: readonly NodeSigner[];
  readonly own: OwnEndorsements;
  /** Whether each organization simulates and the results are compared, instead of one simulation for all. */
  readonly strict: boolean;
}

/** Checks a proposal, runs it, and signs the result. */
export class Endorser {
  readonly #parts: EndorserParts;

  constructor(parts: EndorserParts) {
    this.#parts = parts;
  }

  /**
   * @param endorse false when only the contract's answer is wanted
   * @throws {DomainError} CREDENTIAL_INVALID or TIMESTAMP_SKEW
   * @throws {LedgerError} LEDGER_REFUSED for a malformed or repeated proposal; LEDGER_ENDORSEMENT in strict mode when two
   *   simulations differ
   */
  async propose(signedProposal: Uint8Array, endorse: boolean): Promise<ProposalAnswer> {
    const proposal = parse(signedProposal);
    await this.#check(proposal);
    const simulation = await this.#parts.lock.read(() => this.#simulate(proposal, endorse));
    const { response } = simulation;
    const answer = {
      status: response.getStatus(),
      message: response.getMessage(),
      result: ownBytes(response.getPayload_asU8()),
      endorsements: [],
    };
    if (!endorse || answer.status >= ERROR_STATUS) return answer;
    const payload = encodeResponsePayload(this.#context(proposal), simulation);
    const endorsements = await Promise.all(
      this.#parts.signers.map((signer) => endorsePayload(signer, payload)),
    );
    this.#parts.own.keep(proposal.txId, payload, endorsements);
    return { ...answer, payload, endorsements };
  }

  async #check(proposal: ParsedProposal): Promise<void> {
    const { txId } = proposal;
    const problem = this.#formProblem(proposal);
    if (problem !== undefined) throw refused(problem, txId);
    const now = this.#parts.clock.now();
    const { msps } = this.#parts;
    const member = msps.identify(proposal.creator);
    checkValidAt(member, now);
    if (Math.abs(proposal.timestampMs - now) > SKEW_MS_MAX) {
      throw new DomainError('TIMESTAMP_SKEW', 'the time of the proposal is more than 15 minutes off');
    }
    const { signed } = proposal;
    if (!(await msps.verify(member, signed.getProposalBytes_asU8(), signed.getSignature_asU8()))) {
      throw new DomainError('CREDENTIAL_INVALID', 'the proposal is not signed by its creator');
    }
    if (this.#parts.store.transaction(txId) !== undefined)
      throw refused('the transaction is on the ledger already', txId);
  }

  #formProblem(proposal: ParsedProposal): string | undefined {
    if (proposal.channel !== this.#parts.channel) return `there is no channel ${proposal.channel}`;
    if (proposal.chaincode !== this.#parts.definition.name)
      return `there is no chaincode ${proposal.chaincode}`;
    if (proposal.type !== ENDORSER_TRANSACTION || proposal.epoch !== 0)
      return 'the proposal is of another kind';
    if (proposal.nonce.length === 0) return 'the proposal has no nonce';
    if (proposal.txId !== transactionIdOf(proposal.nonce, proposal.creator)) {
      return 'the transaction id does not belong to creator and nonce';
    }
    return undefined;
  }

  async #simulate(proposal: ParsedProposal, endorse: boolean): Promise<Simulation> {
    const first = await this.#simulateOnce(proposal);
    if (!this.#parts.strict || !endorse) return first;
    const payload = encodeResponsePayload(this.#context(proposal), first);
    for (const signer of this.#parts.signers.slice(1)) {
      const other = encodeResponsePayload(this.#context(proposal), await this.#simulateOnce(proposal));
      if (!equalBytes(payload, other)) {
        throw new LedgerError('LEDGER_ENDORSEMENT', 'two simulations of one proposal differ', {
          stage: 'endorse',
          transactionId: proposal.txId,
          details: [`the simulation of ${signer.mspId} is not the same as the first`],
        });
      }
    }
    return first;
  }

  async #simulateOnce(proposal: ParsedProposal): Promise<Simulation> {
    const { store, history, host } = this.#parts;
    const simulator = new Simulator(store);
    // Read as on a peer, so that a transaction conflicts with a change of the chaincode's definition.
    simulator.get(LIFECYCLE, sequenceKey(proposal.chaincode));
    const { response, event } = await host.execute({
      channel: proposal.channel,
      txId: proposal.txId,
      signedProposal: proposal.signed,
      input: proposal.input,
      calls: new ChaincodeCalls(proposal.chaincode, simulator, history),
    });
    return { response, event, results: simulator.results() };
  }

  #context({ hash, txId, chaincode }: ParsedProposal) {
    return { proposalHash: hash, txId, chaincode, version: this.#parts.definition.version };
  }
}

function parse(signedProposal: Uint8Array): ParsedProposal {
  try {
    return parseProposal(signedProposal);
  } catch (cause) {
    throw new LedgerError('LEDGER_REFUSED', 'the proposal is malformed', { stage: 'endorse', cause });
  }
}

function refused(message: string, transactionId: string): LedgerError {
  return new LedgerError('LEDGER_REFUSED', message, { stage: 'endorse', transactionId });
}
