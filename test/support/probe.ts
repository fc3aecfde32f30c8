import { fileURLToPath } from 'node:url';
import { validFor } from '@fapiao-ledger/network/ca';
import {
  EmbeddedClient,
  type EmbeddedLedger,
  type EmbeddedOptions,
  type OrganizationId,
  openEmbeddedLedger,
  type PeerLink,
  type ProposalAnswer,
  systemRandom,
} from '@fapiao-ledger/network/embedded';
import {
  type EmbeddedOrganization,
  loadChaincode,
  openInProcess,
  openOrganizations,
  systemClock,
} from '@fapiao-ledger/network/embedded/in-process';
import type { Committed, ContractCall, LedgerClient } from '@fapiao-ledger/network/ledger-client';
import { type Identity, identityFromPem } from '@fapiao-ledger/pki';

/** A contract with one function per duty of a peer. */
const PROBE_CHAINCODE = fileURLToPath(new URL('../embedded/fixtures/chaincode.cjs', import.meta.url));

export function probeCall(name: string, ...args: readonly string[]): ContractCall {
  return { contract: 'invoice', function: name, args };
}

export interface EnrolOptions {
  readonly mspId?: OrganizationId;
  readonly role?: string;
  readonly from?: Date;
  readonly days?: number;
}

/** Enrols a new member of an organization of the ledger. */
export async function enrol(ledger: EmbeddedLedger, options: EnrolOptions = {}): Promise<Identity> {
  const { mspId = 'TaxBureauMSP', role = 'officer', from = new Date(), days = 365 } = options;
  const { certificate, privateKey } = await ledger.authorities[mspId].enrollWithNewKey({
    commonName: role,
    ou: 'client',
    validity: validFor(days, from),
    attributes: { role },
  });
  return identityFromPem(mspId, certificate, privateKey);
}

/** A ledger with the probe contract, and a caller. */
export class Probe {
  readonly ledger: EmbeddedLedger;
  readonly client: LedgerClient;
  readonly identity: Identity;

  constructor(ledger: EmbeddedLedger, identity: Identity, client: LedgerClient = ledger.client()) {
    this.ledger = ledger;
    this.client = client;
    this.identity = identity;
  }

  static async open(options: EmbeddedOptions = {}): Promise<Probe> {
    const ledger = await openEmbeddedLedger({ chaincode: PROBE_CHAINCODE, ...options });
    const from = options.clock === undefined ? new Date() : new Date(options.clock.now());
    return new Probe(ledger, await enrol(ledger, { from }));
  }

  submit(name: string, ...args: readonly string[]): Promise<Committed> {
    return this.client.submit(this.identity, probeCall(name, ...args));
  }

  evaluate(name: string, ...args: readonly string[]): Promise<string> {
    return this.client.evaluate(this.identity, probeCall(name, ...args));
  }

  async read(key: string): Promise<string | null> {
    return JSON.parse(await this.evaluate('Read', key)) as string | null;
  }

  /** The same ledger through a client whose messages to the peer can be altered on their way. */
  tapped(tap: Partial<PeerLink>): Probe {
    const { peer } = this.ledger;
    const link: PeerLink = {
      propose: (signedProposal, endorse) => peer.propose(signedProposal, endorse),
      order: (envelope) => peer.order(envelope),
      outcomeOf: (txId) => peer.outcomeOf(txId),
      blockOf: (txId) => peer.blockOf(txId),
      blocks: (from) => peer.blocks(from),
      rawBlock: (number) => peer.rawBlock(number),
      status: () => peer.status(),
      onChange: (listener) => peer.onChange(listener),
      close: () => peer.close(),
      ...tap,
    };
    const { channel } = this.client;
    const clock = { now: () => Date.now() };
    const client = new EmbeddedClient({ channel, chaincode: 'fapiao', link, clock, random: systemRandom });
    return new Probe(this.ledger, this.identity, client);
  }

  /** A client whose answers from the endorsers are altered before it builds the transaction. */
  withAnswer(alter: (answer: ProposalAnswer) => ProposalAnswer): Probe {
    const { peer } = this.ledger;
    return this.tapped({ propose: async (signed, endorse) => alter(await peer.propose(signed, endorse)) });
  }

  /** A client whose envelopes are altered before they are ordered. */
  withEnvelope(alter: (envelope: Uint8Array) => Uint8Array): Probe {
    return this.tapped({ order: (envelope) => this.ledger.peer.order(alter(envelope)) });
  }

  /** A client that waits between endorsement and ordering until `meanwhile` has happened. */
  delayed(meanwhile: () => Promise<unknown>): Probe {
    return this.tapped({
      order: async (envelope) => {
        await meanwhile();
        return this.ledger.peer.order(envelope);
      },
    });
  }

  close(): Promise<void> {
    return this.ledger.close();
  }
}

/** Returns the error with which an attempt failed, or a text that there was none. */
export async function outcome(attempt: Promise<unknown>): Promise<Record<string, unknown>> {
  const [settled] = await Promise.allSettled([attempt]);
  return settled?.status === 'rejected' ? (settled.reason as Record<string, unknown>) : { code: 'VALID' };
}

/** Parts that open a ledger in this thread quickly: loaded once, used by every ledger of a test file. */
export async function inProcessParts() {
  const host = loadChaincode(PROBE_CHAINCODE);
  const organizations: readonly EmbeddedOrganization[] = await openOrganizations(undefined, systemClock);
  return { host, organizations };
}

export async function openInProcessProbe(options: Parameters<typeof openInProcess>[0]): Promise<Probe> {
  const ledger = await openInProcess(options);
  return new Probe(ledger, await enrol(ledger));
}

/** Calls back all waiting callers once that many are waiting. */
export function gate(count: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let waiting = 0;
  return () => {
    waiting += 1;
    if (waiting === count) resolve();
    return promise;
  };
}
