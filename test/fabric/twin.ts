import { randomBytes } from 'node:crypto';
import { EmbeddedClient, type EmbeddedLedger, type PeerLink } from '@fapiao-ledger/network/embedded';
import type {
  Committed,
  ContractCall,
  EndorsedAnswer,
  LedgerBlock,
  LedgerClient,
  LedgerStatus,
} from '@fapiao-ledger/network/ledger-client';
import type { Identity } from '@fapiao-ledger/pki';
import { common, peer } from '@hyperledger/fabric-protos';
import { codeIn, codeOf, nameOf, outcomeOf, rank, verdictOf } from './outcomes.ts';
import type { RawFabric } from './raw-fabric.ts';
import { type Views, withEmbeddedVersions } from './versions.ts';

/** Where the two ledgers did not do the same. */
export interface Difference {
  readonly call: string;
  readonly what: string;
  readonly embedded: unknown;
  readonly fabric: unknown;
}

/** A call as it went through the embedded peer: the same bytes then go to Fabric. */
interface Recording {
  proposal?: Uint8Array;
  payload?: Uint8Array | undefined;
}

/**
 * One client of two ledgers. Every call is built and signed once and goes to both; the caller gets the
 * embedded ledger's answer, and whatever Fabric did otherwise is written down.
 */
export class Twin implements LedgerClient {
  readonly differences: Difference[] = [];
  /** How often calls of a function came out how: `invoice:IssueInvoices VALID`. */
  readonly outcomes = new Map<string, number>();
  readonly #embedded: EmbeddedLedger;
  readonly #fabric: RawFabric;
  readonly #views: Views;

  constructor(embedded: EmbeddedLedger, fabric: RawFabric, views: Views) {
    this.#embedded = embedded;
    this.#fabric = fabric;
    this.#views = views;
  }

  get views(): Views {
    return this.#views;
  }

  get channel(): string {
    return this.#embedded.client().channel;
  }

  get contract(): string {
    return this.#embedded.client().contract;
  }

  /** The contract takes the founder's word for it, so that one statement can count on both. */
  ledgerId(): Promise<string> {
    return this.#embedded.client().ledgerId();
  }

  async submit(identity: Identity, call: ContractCall): Promise<Committed> {
    const [result] = await this.#together([{ identity, call }]);
    if (result?.status === 'fulfilled') return result.value;
    throw result?.reason;
  }

  /** Endorses all of the calls before any is ordered. */
  race(
    calls: readonly { identity: Identity; call: ContractCall }[],
  ): Promise<PromiseSettledResult<Committed>[]> {
    return this.#together(calls);
  }

  async evaluate(identity: Identity, call: ContractCall): Promise<string> {
    const recording: Recording = {};
    const [embedded] = await Promise.allSettled([this.#client(recording).evaluate(identity, call)]);
    const response = (await this.#fabric.propose(proposalOf(recording))).getResponse();
    const fabric = (response?.getStatus() ?? 0) < 400 ? text(response) : codeIn(response?.getMessage());
    this.#compare(
      call,
      'answer',
      embedded.status === 'fulfilled' ? embedded.value : codeOf(embedded.reason),
      fabric,
    );
    this.#count(call, embedded.status === 'fulfilled' ? 'VALID' : codeOf(embedded.reason));
    if (embedded.status === 'fulfilled') return embedded.value;
    throw embedded.reason;
  }

  endorse(identity: Identity, call: ContractCall): Promise<EndorsedAnswer> {
    return this.#embedded.client().endorse(identity, call);
  }

  outcomeOf(transactionId: string): Promise<string | undefined> {
    return this.#embedded.client().outcomeOf(transactionId);
  }

  blockOf(transactionId: string): Promise<LedgerBlock | undefined> {
    return this.#embedded.client().blockOf(transactionId);
  }

  blocks(from: bigint, signal: AbortSignal): AsyncIterable<LedgerBlock> {
    return this.#embedded.client().blocks(from, signal);
  }

  status(): Promise<LedgerStatus> {
    return this.#embedded.client().status();
  }

  async close(): Promise<void> {
    await Promise.all([this.#views.embedded.close(), this.#views.fabric.close()]);
    this.#fabric.close();
  }

  async #together(
    calls: readonly { identity: Identity; call: ContractCall }[],
  ): Promise<PromiseSettledResult<Committed>[]> {
    const recordings = calls.map((): Recording => ({}));
    let unproposed = calls.length;
    let open: () => void = () => {};
    const allProposed = new Promise<void>((resolve) => {
      open = resolve;
    });
    const proposed = (): void => {
      unproposed -= 1;
      if (unproposed === 0) open();
    };
    const results = await Promise.allSettled(
      calls.map(({ identity, call }, index) =>
        this.#client(recordings[index] as Recording, proposed, allProposed).submit(identity, call),
      ),
    );
    const endorsed = await Promise.all(
      calls.map(({ call }, index) =>
        this.#repeat(call, recordings[index] as Recording, outcomeOf(results[index])),
      ),
    );
    // In the order in which the embedded ledger took them: the first is valid.
    const inOrder = [...calls.entries()].sort(([a], [b]) => rank(results[a]) - rank(results[b]));
    for (const [index, { identity }] of inOrder) await endorsed[index]?.order(identity);
    for (const [index, { identity, call }] of calls.entries()) {
      const verdict = await endorsed[index]?.verdict(identity);
      if (verdict !== undefined) this.#compare(call, 'verdict', verdictOf(results[index]), verdict);
    }
    for (const [index, { call }] of calls.entries()) this.#count(call, outcomeOf(results[index]));
    return results;
  }

  /** Gives Fabric the same proposal and compares what it makes of it; undefined when it refuses too. */
  async #repeat(call: ContractCall, recording: Recording, outcome: string) {
    const proposal = proposalOf(recording);
    const answer = await this.#fabric.propose(proposal);
    const response = answer.getResponse();
    if ((response?.getStatus() ?? 0) >= 400) {
      this.#compare(call, 'refusal', outcome, codeIn(response?.getMessage()));
      return undefined;
    }
    this.#compare(call, 'endorsed', recording.payload !== undefined, true);
    if (recording.payload === undefined) return undefined;
    await this.#comparePayloads(call, recording.payload, answer.getPayload_asU8());
    const transactionId = transactionIdOf(proposal);
    const envelope = await this.#fabric.endorse(proposal, transactionId);
    return {
      order: (identity: Identity) => this.#fabric.order(identity, envelope, transactionId),
      verdict: async (identity: Identity) => {
        const verdict = nameOf(await this.#fabric.verdict(identity, transactionId));
        await Promise.all([
          this.#views.embedded.placeOf(transactionId),
          this.#views.fabric.placeOf(transactionId),
        ]);
        return verdict;
      },
    };
  }

  async #comparePayloads(call: ContractCall, embedded: Uint8Array, fabric: Uint8Array): Promise<void> {
    const [ours, theirs] = [embedded, fabric].map((bytes) =>
      peer.ProposalResponsePayload.deserializeBinary(bytes),
    );
    this.#compare(
      call,
      'proposal hash',
      hex(ours?.getProposalHash_asU8()),
      hex(theirs?.getProposalHash_asU8()),
    );
    const [own, other] = [ours, theirs].map((each) =>
      peer.ChaincodeAction.deserializeBinary(each?.getExtension_asU8() ?? new Uint8Array()),
    );
    if (own === undefined || other === undefined) return;
    this.#compare(
      call,
      'response',
      hex(own.getResponse()?.serializeBinary()),
      hex(other.getResponse()?.serializeBinary()),
    );
    this.#compare(call, 'event', hex(own.getEvents_asU8()), hex(other.getEvents_asU8()));
    this.#compare(
      call,
      'read-write set',
      hex(own.getResults_asU8()),
      hex(withEmbeddedVersions(other.getResults_asU8(), own.getResults_asU8(), this.#views)),
    );
  }

  #client(recording: Recording, proposed = () => {}, mayOrder = Promise.resolve()): EmbeddedClient {
    const { peer: link } = this.#embedded;
    const recorder: PeerLink = {
      propose: async (signed, endorse) => {
        recording.proposal = signed;
        try {
          const answer = await link.propose(signed, endorse);
          recording.payload = answer.payload;
          return answer;
        } finally {
          proposed();
        }
      },
      order: async (envelope) => {
        await mayOrder;
        return link.order(envelope);
      },
      outcomeOf: (id) => link.outcomeOf(id),
      blockOf: (id) => link.blockOf(id),
      blocks: (from) => link.blocks(from),
      rawBlock: (number) => link.rawBlock(number),
      status: () => link.status(),
      onChange: (listener) => link.onChange(listener),
      close: () => link.close(),
    };
    const clock = { now: () => Date.now() };
    const random = (size: number): Uint8Array => new Uint8Array(randomBytes(size));
    return new EmbeddedClient({ channel: this.channel, chaincode: 'fapiao', link: recorder, clock, random });
  }

  #count(call: ContractCall, outcome: string): void {
    const kind = `${call.contract}:${call.function} ${outcome}`;
    this.outcomes.set(kind, (this.outcomes.get(kind) ?? 0) + 1);
  }

  #compare(call: ContractCall, what: string, embedded: unknown, fabric: unknown): void {
    if (embedded !== fabric) this.differences.push({ call: call.function, what, embedded, fabric });
  }
}

function proposalOf({ proposal }: Recording): peer.SignedProposal {
  return peer.SignedProposal.deserializeBinary(proposal as Uint8Array);
}

function transactionIdOf(signed: peer.SignedProposal): string {
  const proposal = peer.Proposal.deserializeBinary(signed.getProposalBytes_asU8());
  const header = common.Header.deserializeBinary(proposal.getHeader_asU8());
  return common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8()).getTxId();
}

function text(response: peer.Response | undefined): string {
  return Buffer.from(response?.getPayload_asU8() ?? []).toString('utf8');
}

function hex(bytes: Uint8Array = new Uint8Array()): string {
  return Buffer.from(bytes).toString('hex');
}
