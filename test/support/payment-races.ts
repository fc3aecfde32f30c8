import type { PaymentJson, PaymentTerms } from '@fapiao-ledger/core';
import { draftOf, lineOfNet } from './drafts.ts';
import { type Act, done, eachOf, outcomeOf, type RaceRules, requireBalance } from './http-races.ts';
import type { IssuedBody, MerchantClient } from './merchant-client.ts';
import { confirm, pay, paymentTo, refund } from './paying-client.ts';

/** A provider and a seller that has granted it a mandate: each at the gateway where its act is sent. What happens before a race goes to the first gateway. */
export interface PaymentCast {
  readonly seller: readonly [MerchantClient, MerchantClient];
  readonly provider: readonly [MerchantClient, MerchantClient];
}

/** Acts about one payment at the same moment, and what may become of them. */
export interface PaymentRace extends RaceRules {
  /** Returns the acts for a payment that its provider has not confirmed yet. */
  readonly prepare: (stage: PaymentStage, payment: PaymentTerms) => Promise<readonly Act[]>;
}

const NET = '100.00';
const GROSS = '106.00';

/** Races about payments over HTTP, by name. Add a kind here, and both homes run it. */
export const PAYMENT_RACES: Readonly<Record<string, PaymentRace>> = {
  'two confirmations of one order': {
    prepare: async (stage, payment) =>
      await Promise.resolve([stage.pay(payment, 0), stage.pay({ ...payment, amount: '212.00' }, 1)]),
    losers: ['409 PAYMENT_DIFFERS'],
    mayBothWin: false,
  },
  'four uses of one payment': {
    prepare: async (stage, payment) => {
      await stage.confirmed(payment);
      return [stage.pay(payment, 0), stage.pay(payment, 1), stage.use(payment, 0), stage.use(payment, 1)];
    },
    losers: ['409 PAYMENT_USED'],
    mayBothWin: false,
  },
  'two refunds of one payment': {
    prepare: async (stage, payment) => {
      const number = await stage.paid(payment);
      return [stage.refund(payment, number, 'first', 0), stage.refund(payment, number, 'second', 1)];
    },
    losers: ['409 REFUND_EXCEEDS_PAYMENT'],
    mayBothWin: false,
  },
  'one refund that is confirmed twice': {
    prepare: async (stage, payment) => {
      const number = await stage.paid(payment);
      return [stage.refund(payment, number, 'only', 0), stage.refund(payment, number, 'only', 1)];
    },
    losers: ['409 REFUND_USED'],
    mayBothWin: false,
  },
  'a refund and a red-letter invoice': {
    prepare: async (stage, payment) => {
      const number = await stage.paid(payment);
      return [stage.refund(payment, number, 'only', 0), stage.reverse(number, 1)];
    },
    losers: ['409 INVOICE_RED'],
    mayBothWin: false,
  },
};

/** The acts of the races about one payment. */
class PaymentStage {
  readonly #cast: PaymentCast;

  constructor(cast: PaymentCast) {
    this.#cast = cast;
  }

  /** A confirmation by the provider with the invoices that it pays, one for each 106.00. */
  pay(payment: PaymentTerms, at: 0 | 1): Act {
    const drafts = payment.amount === GROSS ? [this.#draft()] : [this.#draft(), this.#draft()];
    return () => pay(this.#cast.provider[at], payment, drafts);
  }

  use({ id }: PaymentTerms, at: 0 | 1): Act {
    const payment = { provider: this.#cast.provider[at].code, id };
    return () => this.#cast.seller[at].issue(this.#draft(), { payment, lane: `uses-${at}` });
  }

  refund(payment: PaymentTerms, number: string, name: string, at: 0 | 1): Act {
    return () => refund(this.#cast.provider[at], payment, number, { refund: name });
  }

  reverse(number: string, at: 0 | 1): Act {
    return () => this.#cast.seller[at].redLetter('start', { number }, { reason: '02', lane: `uses-${at}` });
  }

  async confirmed(payment: PaymentTerms): Promise<void> {
    await done(() => confirm(this.#cast.provider[0], payment), 201);
    await shownAlike(this.#cast, payment);
  }

  /** @returns the number of the invoice that the payment has paid */
  async paid(payment: PaymentTerms): Promise<string> {
    const { invoices } = (await done(this.pay(payment, 0), 201)) as IssuedBody;
    await shownAlike(this.#cast, payment);
    return invoices[0]?.number ?? '';
  }

  #draft() {
    return draftOf(this.#cast.seller[0].code, { type: 'PERSON' }, { lines: [lineOfNet(NET)] });
  }
}

/**
 * Runs a race many times, its acts at the same moment, for each cast at once. Afterwards both gateways show one use of the payment, and every
 * amount is in one place.
 *
 * @returns how often the losers got what: "409 PAYMENT_USED"
 * @throws {Error} when other than one act won, a loser got something else, or an amount is not where it should be
 */
export async function racePayments(
  casts: readonly PaymentCast[],
  race: PaymentRace,
  { rounds, now }: { readonly rounds: number; readonly now?: () => number },
): Promise<ReadonlyMap<string, number>> {
  const outcomes = new Map<string, number>();
  await eachOf(
    Array.from({ length: rounds }),
    async (_, worker) => {
      const cast = casts[worker] as PaymentCast;
      const payment = paymentTo(cast.seller[0].code, GROSS, now === undefined ? {} : { now: now() });
      const acts = await race.prepare(new PaymentStage(cast), payment);
      const outcome = outcomeOf(race, await Promise.all(acts.map((act) => act())));
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      await requireUsedOnce(cast, payment);
    },
    casts.length,
  );
  return outcomes;
}

/** The invoices of a payment are worth its amount, and nothing more is refunded than reversed, at both gateways. */
async function requireUsedOnce(cast: PaymentCast, payment: PaymentTerms): Promise<void> {
  await shownAlike(cast, payment);
  const { amount, invoices, refunds = [] } = await read(cast.provider[0], payment);
  if (invoices === undefined || `${invoices.count * 106}.00` !== amount)
    throw new Error(`payment ${payment.id} of ${amount} has paid ${JSON.stringify(invoices)}`);
  const reversed = await requireBalance(cast, invoices.first);
  if (refunds.length > 1 || (refunds.length === 1 && reversed !== GROSS))
    throw new Error(`of payment ${payment.id} ${reversed} is reversed for ${JSON.stringify(refunds)}`);
}

/** Waits until the second gateway's peer has what was done at the first: until then it would refuse by an older state. */
async function shownAlike({ provider: [first, second] }: PaymentCast, payment: PaymentTerms): Promise<void> {
  const wanted = JSON.stringify(await read(first, payment));
  while (JSON.stringify(await read(second, payment)) !== wanted);
}

async function read(reader: MerchantClient, { id }: PaymentTerms): Promise<Partial<PaymentJson>> {
  const { body } = await reader.get<PaymentJson & { height: string }>(`/v1/payments/${reader.code}/${id}`);
  const { height: _height, ...payment } = body;
  return payment;
}
