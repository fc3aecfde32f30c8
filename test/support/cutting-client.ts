import { randomBytes } from 'node:crypto';
import {
  type Clock,
  EmbeddedClient,
  type EmbeddedLedger,
  type PeerLink,
} from '@fapiao-ledger/network/embedded';
import type { Committed, ContractCall, LedgerClient } from '@fapiao-ledger/network/ledger-client';
import type { Identity } from '@fapiao-ledger/pki';

/** Where an act is cut off, seen from its sender, which cannot know what the ledger did then. */
export const ACT_CUTS = [
  'before it is sent',
  'before it is endorsed',
  'before it is ordered',
  'before the answer',
  'in the middle of the answer',
] as const;

export type ActCut = (typeof ACT_CUTS)[number];

class Cut extends Error {
  override readonly name = 'Cut';
}

/** What became of an act that was cut off, and was then sent again twice. */
export interface CutAct {
  readonly act: string;
  readonly cut: ActCut;
  /** Results of the two repetitions. */
  readonly results: readonly [string, string];
  /** The half of the result that arrived, for the cut in the middle of the answer. */
  readonly begun: string;
  /** Transactions that wrote something, of all that came of the act. */
  readonly writers: number;
  /** Validation codes of its envelopes that were ordered late, or once more. */
  readonly late: readonly string[];
}

export interface Cutting {
  readonly ledger: EmbeddedLedger;
  readonly clock: Clock;
  /** Returns the cut of an act, or undefined for one that goes through. */
  readonly cutOf: (call: ContractCall) => ActCut | undefined;
  readonly report: (act: CutAct) => void;
}

/** A client that loses each act at a point, and then sends it again, as its caller would. A refusal of the first sending stays. */
export function cuttingClient({ ledger, clock, cutOf, report }: Cutting): LedgerClient {
  const client = ledger.client();
  const submit: LedgerClient['submit'] = async (identity, call) => {
    const cut = cutOf(call);
    if (cut === undefined) return await client.submit(identity, call);
    const { height } = await client.status();
    const envelopes: Uint8Array[] = [];
    const begun = await firstAttempt(
      clientOf(cutLink(ledger.peer, cut, envelopes), clock),
      identity,
      call,
      cut,
    );
    const committed = await client.submit(identity, call);
    const again = await client.submit(identity, call);
    const late = await Promise.all(
      envelopes.map(async (envelope) => (await ledger.peer.order(envelope)).validationCode),
    );
    const writers = await writersSince(client, height);
    report({ act: call.function, cut, results: [committed.result, again.result], begun, writers, late });
    return committed;
  };
  return new Proxy(client, {
    get: (target, name) => {
      const value: unknown = name === 'submit' ? submit : Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** Returns what arrived of the result. */
async function firstAttempt(
  client: LedgerClient,
  identity: Identity,
  call: ContractCall,
  cut: ActCut,
): Promise<string> {
  const attempt = await client.submit(identity, call).catch((error: unknown): Committed | undefined => {
    if (isCut(error)) return undefined;
    throw error;
  });
  if (attempt === undefined) return '';
  if (cut !== 'in the middle of the answer') throw new Error(`${call.function} was not cut ${cut}`);
  return attempt.result.slice(0, attempt.result.length / 2);
}

/** The client may name the transaction around the error of its link. */
function isCut(error: unknown): boolean {
  return error instanceof Cut || (error instanceof Error && isCut(error.cause));
}

/** A link that breaks, and keeps the envelopes that it was given. */
function cutLink(peer: PeerLink, cut: ActCut, envelopes: Uint8Array[]): PeerLink {
  const propose: PeerLink['propose'] = async (proposal, endorse) => {
    if (cut === 'before it is sent') throw new Cut(cut);
    const answer = await peer.propose(proposal, endorse);
    if (cut === 'before it is endorsed') throw new Cut(cut);
    return answer;
  };
  const order: PeerLink['order'] = async (envelope) => {
    envelopes.push(envelope);
    if (cut === 'before it is ordered') throw new Cut(cut);
    const outcome = await peer.order(envelope);
    if (cut === 'before the answer') throw new Cut(cut);
    return outcome;
  };
  const changed = { propose, order };
  return new Proxy(peer, {
    get: (target, name) => {
      const value: unknown = Reflect.get(name in changed ? changed : target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function clientOf(link: PeerLink, clock: Clock): LedgerClient {
  return new EmbeddedClient({ channel: 'fapiao', chaincode: 'fapiao', link, clock, random: randomBytes });
}

async function writersSince(client: LedgerClient, from: bigint): Promise<number> {
  const { height } = await client.status();
  let writers = 0;
  for await (const { number, transactions } of client.blocks(from, new AbortController().signal)) {
    writers += transactions.filter(
      ({ validationCode, writes }) => validationCode === 'VALID' && writes.length > 0,
    ).length;
    if (number + 1n === height) break;
  }
  return writers;
}
