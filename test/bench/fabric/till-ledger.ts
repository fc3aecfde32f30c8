import type { DraftJson } from '@fapiao-ledger/chaincode/core';
import type { LedgerClient } from '@fapiao-ledger/network/ledger-client';
import { creditCode, draftOf } from '../../fabric/drafts.ts';
import { openWorld } from '../../fabric/network.ts';
import type { LedgerWorld, Participant } from '../../support/ledger-world.ts';

/** Tills that issue pages too; the others issue single invoices. */
const PAGE_TILLS = 16;
const PAGE_NUMBERS = 60_000;
const SINGLE_NUMBERS = 3000;
const NET_PER_NUMBER = 50_000;

/** One seller with many tills on a network, and drafts to issue. */
export class TillLedger {
  readonly seller: Participant;
  readonly #buyer: Participant;
  readonly #drafts = new Map<number, readonly DraftJson[]>();

  private constructor(seller: Participant, buyer: Participant) {
    this.seller = seller;
    this.#buyer = buyer;
  }

  /** Tills are cut from one stock of numbers, one a block. */
  static async open(client: LedgerClient, home: string, tills: number): Promise<TillLedger> {
    const world = await openWorld(client, home);
    const seller = await world.register(creditCode(1), 'GENERAL');
    const buyer = await world.register(creditCode(2), 'GENERAL');
    const prefix = `${world.month.slice(2, 4)}442`;
    const numbers = PAGE_TILLS * PAGE_NUMBERS + (tills - PAGE_TILLS) * SINGLE_NUMBERS;
    const net = (count: number): string => `${count * NET_PER_NUMBER}.00`;
    await world.bureau('GrantCredit', { seller: seller.code, month: world.month, net: net(numbers) });
    await world.bureau('GrantSegment', { seller: seller.code, profile: 'DIGITAL', prefix, count: numbers });
    for (let till = 0; till < tills; till += 1) {
      const count = till < PAGE_TILLS ? PAGE_NUMBERS : SINGLE_NUMBERS;
      await world.allot(seller, { lane: laneOf(till), profile: 'DIGITAL', net: net(count), numbers: count });
    }
    return new TillLedger(seller, buyer);
  }

  /** Made once a size: what is measured is the ledger. */
  drafts(size: number): readonly DraftJson[] {
    const drafts =
      this.#drafts.get(size) ??
      Array.from({ length: size }, (_, kind) => draftOf(this.seller, this.#buyer, kind % 4));
    this.#drafts.set(size, drafts);
    return drafts;
  }

  issue(world: LedgerWorld, till: number, size: number): Promise<unknown> {
    return world.issue(this.seller, this.drafts(size), { lane: laneOf(till) });
  }
}

function laneOf(till: number): string {
  return `till-${till}`;
}
