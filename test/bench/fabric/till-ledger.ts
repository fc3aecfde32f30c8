import type { LedgerClient } from '@fapiao-ledger/network/ledger-client';
import { creditCode } from '../../fabric/drafts.ts';
import { openWorld } from '../../fabric/network.ts';
import type { LedgerWorld } from '../../support/ledger-world.ts';
import type { Participant } from '../../support/signed-calls.ts';
import type { DraftPool } from '../draft-pool.ts';

/** Tills of one seller are opened one a block, sellers side by side. */
const TILLS_PER_SELLER = 48;
/** Tills that issue pages too; the others issue single invoices. */
const PAGE_TILLS = 32;
const PAGE_NUMBERS = 250_000;
const SINGLE_NUMBERS = 100_000;
const NET_PER_NUMBER = 50_000;

/** How many drafts a page has, and which. */
export interface PageOf {
  readonly drafts: DraftPool;
  readonly size: number;
}

/** Sellers with many tills on a network. */
export class TillLedger {
  readonly #sellers: readonly Participant[];

  private constructor(sellers: readonly Participant[]) {
    this.#sellers = sellers;
  }

  static async open(client: LedgerClient, home: string, tills: number): Promise<TillLedger> {
    const world = await openWorld(client, home);
    const sellers: Participant[] = [];
    for (let index = 0; index * TILLS_PER_SELLER < tills; index += 1) sellers.push(await grant(world, index));
    await Promise.all(sellers.map((seller, index) => openTills(world, seller, index)));
    return new TillLedger(sellers);
  }

  /** Issues a page of `size` drafts. */
  issue(world: LedgerWorld, till: number, { drafts, size }: PageOf): Promise<unknown> {
    const seller = this.#sellerOf(till);
    return world.issue(seller, drafts.take(seller.code, size), { lane: laneOf(till) });
  }

  #sellerOf(till: number): Participant {
    const seller = this.#sellers[Math.floor(till / TILLS_PER_SELLER)];
    if (seller === undefined) throw new RangeError(`there is no till ${till}`);
    return seller;
  }
}

/** A seller with credit and numbers for its tills. All numbers come from one range of the bureau's. */
async function grant(world: LedgerWorld, index: number): Promise<Participant> {
  const seller = await world.register(creditCode(index + 1), 'GENERAL');
  const numbers = tillsOf(index).reduce((sum, till) => sum + numbersOf(till), 0);
  const prefix = `${world.month.slice(2, 4)}442`;
  await world.bureau('GrantCredit', { seller: seller.code, month: world.month, net: netOf(numbers) });
  await world.bureau('GrantSegment', { seller: seller.code, profile: 'DIGITAL', prefix, count: numbers });
  return seller;
}

/** Cut from the seller's one stock of numbers, and so one a block. */
async function openTills(world: LedgerWorld, seller: Participant, index: number): Promise<void> {
  for (const till of tillsOf(index)) {
    const numbers = numbersOf(till);
    await world.allot(seller, { lane: laneOf(till), profile: 'DIGITAL', net: netOf(numbers), numbers });
  }
}

function tillsOf(index: number): readonly number[] {
  return Array.from({ length: TILLS_PER_SELLER }, (_, till) => index * TILLS_PER_SELLER + till);
}

function netOf(numbers: number): string {
  return `${numbers * NET_PER_NUMBER}.00`;
}

function numbersOf(till: number): number {
  return till < PAGE_TILLS ? PAGE_NUMBERS : SINGLE_NUMBERS;
}

function laneOf(till: number): string {
  return `till-${till}`;
}
