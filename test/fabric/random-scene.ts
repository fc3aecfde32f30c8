import { randomUUID } from 'node:crypto';
import type { DraftJson } from '@fapiao-ledger/core';
import type { LedgerWorld } from '../support/ledger-world.ts';
import type { Seeded } from '../support/seeded.ts';
import type { Participant } from '../support/signed-calls.ts';
import { randomDraft } from './drafts.ts';

/** Invoices that were issued together, and so lie on one page. */
export interface Page {
  readonly first: string;
  readonly numbers: readonly string[];
}

/** An invoice, and the first number of its page. */
export interface Placed {
  readonly number: string;
  readonly page: string;
}

const UNKNOWN: Page = { first: '1'.repeat(20), numbers: ['1'.repeat(20)] };

/** The taxpayers of a sequence and what they have issued: random commands choose from it. */
export class RandomScene {
  readonly world: LedgerWorld;
  readonly random: Seeded;
  readonly sequence: number;
  readonly companies: Participant[] = [];
  readonly persons: Participant[] = [];
  readonly pages: Page[] = [];
  readonly requests: { readonly actor: string; readonly requestId: string }[] = [];

  constructor(world: LedgerWorld, random: Seeded, sequence: number) {
    this.world = world;
    this.random = random;
    this.sequence = sequence;
  }

  /** One of the two companies that have a lane. */
  seller(): Participant {
    return this.companies[this.random.whole(0, 1)] as Participant;
  }

  company(): Participant {
    return this.random.pick(this.companies);
  }

  participant(): Participant {
    return this.random.pick([...this.companies, ...this.persons]);
  }

  /** The participant of a code. A code that is not of this sequence gives any participant. */
  known(code: string): Participant {
    return [...this.companies, ...this.persons].find((each) => each.code === code) ?? this.participant();
  }

  /** Mostly a page of the ledger. */
  page(): Page {
    return this.pages.length === 0 || this.random.chance(0.05) ? UNKNOWN : this.random.pick(this.pages);
  }

  invoice(): Placed {
    const { first, numbers } = this.page();
    return { number: this.random.pick(numbers), page: first };
  }

  /** A buyer, and the holder of the invoice if it is not the buyer. */
  parties(): { readonly buyer: Participant; readonly holder?: Participant; readonly isPerson: boolean } {
    const isPerson = this.random.chance(0.2);
    const buyer = this.company();
    return isPerson || this.random.chance(0.3)
      ? { buyer, holder: this.random.pick(this.persons), isPerson }
      : { buyer, isPerson };
  }

  draftBy(seller: Participant): DraftJson {
    return randomDraft(this.random, seller, this.parties());
  }

  /** A fresh request id of an actor, which later commands repeat or ask about. */
  requestOf({ code: actor }: Participant): string {
    const requestId = randomUUID();
    this.requests.push({ actor, requestId });
    return requestId;
  }
}
