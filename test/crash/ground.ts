import { type Fen, parseKey, parseYuan } from '@fapiao-ledger/core';
import type { EmbeddedLedger } from '@fapiao-ledger/network/embedded';
import {
  type ChaincodeHost,
  type EmbeddedOrganization,
  loadChaincode,
  openInProcess,
  openOrganizations,
} from '@fapiao-ledger/network/embedded/in-process';
import { enterpriseCode, personId } from '../support/drafts.ts';
import { NOW } from '../support/embedded-world.ts';
import { embeddedAuthorities, LedgerWorld } from '../support/ledger-world.ts';
import type { Participant } from '../support/signed-calls.ts';
import { SimulatedDisk } from './simulated-disk.ts';

const GRANTED = '150000.00';
const FIRST_CAP = '30000.00';
const NUMBERS = 1_000;

/** Start of every run: a ledger that has rules, two sellers with numbers and credit, a company and an employee. */
export interface Ground {
  readonly organizations: readonly EmbeddedOrganization[];
  readonly host: ChaincodeHost;
  /** The time of peer, client and contract; a run sets it. */
  readonly clock: { ms: number; now(): number };
  /** The actors and their requests; its ledger is closed. */
  readonly world: LedgerWorld;
  readonly sellers: readonly [Participant, Participant];
  readonly company: Participant;
  readonly employee: Participant;
  readonly firstCap: Fen;
  /** The bureau's requests that made this start, as the ledger remembers them: actor and id. */
  readonly requests: readonly string[];
  /** The block file. */
  readonly image: Buffer;
}

export async function prepareGround(): Promise<Ground> {
  const clock = { ms: NOW.getTime(), now: () => clock.ms };
  const host = loadChaincode(undefined, clock);
  const organizations = await openOrganizations(undefined, clock);
  const disk = new SimulatedDisk();
  const ledger = await openInProcess({ organizations, disk, host, clock });
  const world = await openWorld(ledger, clock);
  const sellers = [
    await world.register(enterpriseCode(1), 'GENERAL'),
    await world.register(enterpriseCode(2), 'GENERAL'),
  ] as const;
  const company = await world.register(enterpriseCode(3), 'GENERAL');
  const employee = await world.register(personId(1), 'PERSON');
  for (const seller of sellers) await openLane(world, seller);
  const requests = await requestsOn(ledger);
  await ledger.close();
  const firstCap = parseYuan(FIRST_CAP);
  const image = disk.content();
  return { organizations, host, clock, world, sellers, company, employee, firstCap, requests, image };
}

/** Actor and id of each request that the ledger remembers, from the writes of its blocks. */
async function requestsOn(ledger: EmbeddedLedger): Promise<readonly string[]> {
  const client = ledger.client();
  const { height } = await client.status();
  const keys: string[] = [];
  for await (const { number, transactions } of client.blocks(0n, new AbortController().signal)) {
    for (const { writes } of transactions) keys.push(...writes.map(({ key }) => key));
    if (number === height - 1n) break;
  }
  return keys.filter((key) => parseKey(key)?.kind === 'REQUEST');
}

async function openWorld(ledger: EmbeddedLedger, clock: Ground['clock']): Promise<LedgerWorld> {
  return await LedgerWorld.open(ledger.client(), embeddedAuthorities(ledger), { now: () => clock.now() });
}

/** Only a part of the credit is in the lane: the rest can be allotted. */
async function openLane(world: LedgerWorld, seller: Participant): Promise<void> {
  const { month } = world;
  const prefix = `${month.slice(2, 4)}442`;
  await world.bureau('GrantCredit', { seller: seller.code, month, net: GRANTED });
  await world.bureau('GrantSegment', { seller: seller.code, profile: 'DIGITAL', prefix, count: NUMBERS });
  await world.allot(seller, { lane: 'main', profile: 'DIGITAL', net: FIRST_CAP, numbers: NUMBERS });
}
