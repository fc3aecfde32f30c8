import { randomUUID } from 'node:crypto';
import {
  type DraftJson,
  formatYuan,
  type PaymentReference,
  type PaymentTerms,
  parseYuan,
  sumFen,
} from '@fapiao-ledger/core';
import { Paying, type Provider } from '../support/paying.ts';
import { ignoreRefusal } from '../support/refusal.ts';
import { inTurn } from '../support/seeded.ts';
import type { Participant } from '../support/signed-calls.ts';
import type { RandomScene } from './random-scene.ts';

const ACTS = ['pay', 'refund', 'confirm', 'use', 'grant', 'pay', 'refund', 'revoke', 'pay', 'leave'] as const;

/** A payment with the invoice that it paid. */
interface Paid {
  readonly payment: string;
  readonly number: string;
  readonly amount: string;
}

/** An order of a seller, and the payment of it. */
interface Order {
  readonly seller: Participant;
  readonly provider: Provider;
  readonly drafts: readonly DraftJson[];
  readonly payment: PaymentTerms;
}

/** Acts of a payment provider and of sellers, sensible ones and others. */
export class RandomPayments {
  readonly #scene: RandomScene;
  readonly #paying: Paying;
  readonly code: string;
  #provider: Provider | undefined;
  /** Sellers that have a mandate, maybe of a provider revoked since. */
  #mandators: readonly Participant[] = [];
  readonly #paid: Paid[] = [];
  /** Payments that the provider has confirmed, and one that it has not. */
  readonly confirmed: PaymentReference[];
  #turn: number;

  constructor(scene: RandomScene) {
    this.#scene = scene;
    this.#paying = new Paying(scene.world);
    this.code = `V-PAY-${scene.sequence}`;
    this.confirmed = [{ provider: this.code, id: 'order-0' }];
    this.#turn = scene.sequence;
  }

  async next(seller: Participant): Promise<void> {
    const { random, world } = this.#scene;
    const provider = await this.#registered();
    const act = inTurn(this.#turn++, ACTS);
    if (act === 'leave') await world.bureau('RevokeProvider', { code: this.code });
    else if (act === 'refund') await this.#refund(provider);
    else if (act === 'revoke') await this.#revoke(this.#mandators.at(-1) ?? seller);
    else {
      if (act === 'grant' || (!this.#mandators.includes(seller) && random.chance(0.9)))
        await this.#grant(seller);
      if (act !== 'grant') await this.#take(act, this.#orderOf(seller, provider));
    }
  }

  /** The provider, which now and then gets another key. */
  async #registered(): Promise<Provider> {
    if (this.#provider === undefined || this.#scene.random.chance(0.1))
      this.#provider = await this.#paying.register(this.code);
    return this.#provider;
  }

  async #grant(seller: Participant): Promise<void> {
    await this.#paying.grant(seller, this.code, { amountMax: '900000.00' });
    this.#mandators = [...this.#mandators, seller];
  }

  async #revoke(seller: Participant): Promise<void> {
    this.#mandators = this.#mandators.filter(({ code }) => code !== seller.code);
    await this.#paying.act(seller, 'revoke-mandate', { provider: this.code });
  }

  #orderOf(seller: Participant, provider: Provider): Order {
    const { random } = this.#scene;
    const drafts = Array.from({ length: random.pick([1, 1, 2]) }, () => this.#scene.draftBy(seller));
    const gross = formatYuan(sumFen(drafts.map(({ totals }) => parseYuan(totals.gross))));
    const id = `order-${random.whole(1, 300)}`;
    const amount = random.chance(0.9) ? gross : '1.00';
    return { seller, provider, drafts, payment: this.#paying.paymentTo(seller.code, id, amount) };
  }

  /** Confirms a payment, with the invoices that it pays, without any, or before its seller issues them. */
  async #take(act: 'pay' | 'confirm' | 'use', order: Order): Promise<void> {
    const { seller, provider, drafts, payment } = order;
    const reference = { provider: this.code, id: payment.id };
    if (act !== 'pay') {
      const confirmation = this.#paying.confirm(provider, payment);
      await confirmation.then(() => this.confirmed.push(reference), ignoreRefusal);
      if (act === 'confirm') return;
    }
    const requestId = this.#scene.requestOf(act === 'pay' ? { ...seller, code: this.code } : seller);
    const { first, invoices } =
      act === 'pay'
        ? await this.#paying.issue(seller, provider, payment, drafts, { requestId })
        : await this.#scene.world.issue(seller, drafts, { requestId, payment: reference });
    this.confirmed.push(reference);
    const [draft] = drafts as readonly [DraftJson];
    this.#paid.push({ payment: payment.id, number: first, amount: draft.totals.gross });
    this.#scene.pages.push({ first, numbers: invoices.map(({ number }) => number) });
  }

  /** Refunds the payment that was taken last, or an earlier one. */
  async #refund(provider: Provider): Promise<void> {
    const { random } = this.#scene;
    const paid = random.chance(0.7) ? this.#paid.at(-1) : this.#paid.at(random.whole(0, this.#paid.length));
    if (paid === undefined) return;
    const refund = random.chance(0.3) ? 'refund' : randomUUID();
    await this.#paying.refund(provider, { ...paid, refund, reason: '01' });
  }
}
