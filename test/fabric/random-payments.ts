import { randomUUID } from 'node:crypto';
import type { DraftJson } from '@fapiao-ledger/core';
import type { LedgerWorld } from '../support/ledger-world.ts';
import { Paying, type Provider } from '../support/paying.ts';
import type { Seeded } from '../support/seeded.ts';
import type { Participant } from '../support/signed-calls.ts';

/** Invoices that were issued together, and so lie on one page. */
export interface Page {
  readonly first: string;
  readonly numbers: readonly string[];
}

/** Acts of a payment provider and of sellers, sensible ones and others. */
export class RandomPayments {
  readonly #paying: Paying;
  readonly #random: Seeded;
  readonly #code: string;
  #provider: Provider | undefined;
  readonly #paid: { readonly id: string; readonly number: string; readonly amount: string }[] = [];

  constructor(world: LedgerWorld, random: Seeded, sequence: number) {
    this.#paying = new Paying(world);
    this.#random = random;
    this.#code = `V-PAY-${sequence}`;
  }

  /** Performs an act. Returns the page that it issued, if it did. */
  async next(seller: Participant, draftBy: (seller: Participant) => DraftJson): Promise<readonly Page[]> {
    const drafts = [draftBy(seller)];
    const isNew = this.#provider === undefined || this.#random.chance(0.05);
    const provider = isNew ? await this.#paying.register(this.#code) : (this.#provider as Provider);
    this.#provider = provider;
    const act = this.#random.pick([
      'grant',
      'revoke',
      'confirm',
      'pay',
      'pay',
      'pay',
      'use',
      'refund',
    ] as const);
    const id = `order-${this.#random.whole(1, 300)}`;
    const fen = drafts.reduce((sum, { totals }) => sum + Math.round(Number(totals.gross) * 100), 0);
    const amount = this.#random.chance(0.9) ? (fen / 100).toFixed(2) : '1.00';
    const payment = this.#paying.paymentTo(seller.code, id, amount);
    if (act === 'grant') await this.#paying.grant(seller, provider.code, { amountMax: '900000.00' });
    else if (act === 'revoke') await this.#paying.act(seller, 'revoke-mandate', { provider: provider.code });
    else if (act === 'confirm') await this.#paying.confirm(provider, payment);
    else if (act === 'refund') await this.#refund(provider);
    else return [await this.#issue(act, { seller, provider, drafts }, payment)];
    return [];
  }

  async #issue(
    act: 'pay' | 'use',
    { seller, provider, drafts }: { seller: Participant; provider: Provider; drafts: readonly DraftJson[] },
    payment: ReturnType<Paying['paymentTo']>,
  ): Promise<Page> {
    const reference = { provider: provider.code, id: payment.id };
    const { first, invoices } =
      act === 'pay'
        ? await this.#paying.issue(seller, provider, payment, drafts)
        : await this.#paying.world.issue(seller, drafts, { payment: reference });
    const only = drafts.length === 1 ? payment.amount : drafts[0]?.totals.gross;
    this.#paid.push({ id: payment.id, number: first, amount: only ?? '1.00' });
    return { first, numbers: invoices.map(({ number }) => number) };
  }

  async #refund(provider: Provider): Promise<void> {
    const paid = this.#paid.at(this.#random.whole(0, this.#paid.length - 1));
    if (paid === undefined) return;
    const { id: payment, number, amount } = paid;
    const refund = this.#random.chance(0.5) ? 'refund' : randomUUID();
    await this.#paying.refund(provider, { payment, refund, amount, number, reason: '01' });
  }
}
