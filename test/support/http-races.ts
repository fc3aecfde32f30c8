import {
  fen,
  formatYuan,
  type InvoiceViewJson,
  parseYuan,
  type RedFormJson,
  type RedLetterResult,
  redeemedFen,
  redFormDigest,
} from '@fapiao-ledger/core';
import { draftOf, enterprise } from './drafts.ts';
import { refusalOf } from './gateway.ts';
import type { MerchantClient, Reply } from './merchant-client.ts';

/** Callers of a race: each at the gateway where its act is sent. What happens before a race goes to the first gateway. */
export interface RaceCast {
  readonly seller: readonly [MerchantClient, MerchantClient];
  readonly company: readonly [MerchantClient, MerchantClient];
  readonly employee: readonly [MerchantClient, MerchantClient];
}

export type Act = () => Promise<Reply>;

/** What may become of acts at the same moment. */
export interface RaceRules {
  /** What the losers may hear. */
  readonly losers: readonly string[];
  /** Whether the rules allow the one act after the other, in one order. */
  readonly mayBothWin: boolean;
}

/** Two acts about one invoice. */
export interface HttpRace extends RaceRules {
  /** Returns the acts for an invoice that the employee holds, made out to the company. */
  readonly prepare: (stage: RaceStage, number: string) => Promise<readonly [Act, Act]>;
}

const LINE = {
  taxClass: '1010101010000000000',
  item: '*谷物*大米',
  quantity: '10',
  unitPrice: '100.00',
  rate: '0.13',
} as const;
const GROSS = '1130.00';
const AT_ONCE = 8;
const PAGE = 100;
const ATTEMPTS = 50;

/** Races about red-letter invoices over HTTP, by name. Add a kind here, and both homes run it. */
export const HTTP_RACES: Readonly<Record<string, HttpRace>> = {
  'two parts of one line': {
    prepare: async (stage, number) =>
      await Promise.resolve([stage.part(number, 6, 0), stage.part(number, 7, 1)]),
    losers: ['422 REVERSAL_EXCEEDS_REST'],
    mayBothWin: false,
  },
  'a red-letter invoice and a redemption': {
    prepare: async (stage, number) => {
      await stage.lock(number);
      return [stage.start(number, 0), stage.redeem(number, GROSS, 1)];
    },
    losers: ['409 INVOICE_LOCKED'],
    mayBothWin: true,
  },
  'a red-letter invoice and a transfer': {
    prepare: async (stage, number) => await Promise.resolve([stage.start(number, 0), stage.transfer(number)]),
    losers: ['409 INVOICE_RED'],
    mayBothWin: true,
  },
  'a confirmation and a withdrawal': {
    prepare: async (stage, number) => {
      await stage.book(number);
      const form = await stage.started(number);
      return [stage.confirm(form), stage.withdraw(form)];
    },
    losers: ['409 RED_FORM_ENDED'],
    mayBothWin: false,
  },
  'a confirmation of use and a red-letter invoice': {
    prepare: async (stage, number) => await Promise.resolve([stage.use(number), stage.start(number, 1)]),
    losers: ['409 INVOICE_RED'],
    mayBothWin: true,
  },
};

/** The acts of the races, of a worker with a lane of its own. */
class RaceStage {
  readonly #cast: RaceCast;
  readonly #lane: string;
  readonly #period: string;

  constructor(cast: RaceCast, lane: string, period: string) {
    this.#cast = cast;
    this.#lane = lane;
    this.#period = period;
  }

  part(number: string, quantity: number, at: 0 | 1): Act {
    const net = `${quantity * 100}.00`;
    const lines = [{ line: 1, quantity: String(quantity), net, tax: `${quantity * 13}.00` }];
    return () =>
      this.#cast.seller[at].redLetter('start', { number }, { reason: '02', lane: this.#lane, lines });
  }

  start(number: string, at: 0 | 1): Act {
    return () => this.#cast.seller[at].redLetter('start', { number }, { reason: '02', lane: this.#lane });
  }

  async started(number: string): Promise<RedFormJson> {
    const { form } = (await done(this.start(number, 0))) as RedLetterResult;
    return form;
  }

  confirm(form: RedFormJson): Act {
    return () => this.#cast.company[0].redLetter('confirm', form, { terms: redFormDigest(form) });
  }

  withdraw(form: RedFormJson): Act {
    return () => this.#cast.seller[1].redLetter('withdraw', form);
  }

  transfer(number: string): Act {
    return () => this.#cast.employee[1].change('transfer', number, { to: this.#cast.company[1].code });
  }

  use(number: string): Act {
    const fields = { purpose: 'DEDUCTION', period: this.#period };
    return () => this.#cast.company[0].change('confirm-use', number, fields);
  }

  redeem(number: string, amount: string, at: 0 | 1): Act {
    return () => this.#cast.company[at].change('redeem', number, { amount });
  }

  async lock(number: string): Promise<void> {
    const { employee, company } = this.#cast;
    await done(() => employee[0].change('lock', number, { company: company[0].code }));
  }

  async book(number: string): Promise<void> {
    await this.lock(number);
    await done(this.redeem(number, '500.00', 0));
  }
}

/** Does an act before a race. On a busy network the other organization's peer may be a block behind, and refuses by the older state. */
export async function done(act: Act, status = 200): Promise<unknown> {
  let reply = await act();
  for (let more = 0; reply.status === 409 && more < ATTEMPTS; more += 1) reply = await act();
  if (reply.status === status) return reply.body;
  throw new Error(`an act before the race was refused: ${refusalOf(reply)}`);
}

export interface HttpRaceOptions {
  readonly rounds: number;
  /** Month in which uses are confirmed. */
  readonly period: string;
  /** Happens when all races are prepared and none has begun. */
  readonly before?: () => void;
}

/**
 * Runs a race many times, its two acts at the same moment. Afterwards every amount of the invoice is in one place.
 *
 * @returns how often the losers heard what: "409 INVOICE_RED", or "both won" where the rules allow one act after the other
 * @throws {Error} when both acts won or lost against the rules, a loser heard something else, or an amount is not where it should be
 */
export async function raceOverHttp(
  cast: RaceCast,
  race: HttpRace,
  { rounds, period, before }: HttpRaceOptions,
): Promise<ReadonlyMap<string, number>> {
  const heard = new Map<string, number>();
  const prepared: { readonly number: string; readonly acts: readonly [Act, Act] }[] = [];
  const numbers = await issuedFor(cast, rounds);
  const end = async (number: string, acts: readonly [Act, Act]): Promise<void> => {
    const outcome = outcomeOf(race, await Promise.all(acts.map((act) => act())));
    heard.set(outcome, (heard.get(outcome) ?? 0) + 1);
    await requireBalance(cast, number);
  };
  await eachOf(numbers, async (number, worker) => {
    const acts = await race.prepare(new RaceStage(cast, `race-${worker}`, period), number);
    await shownAlike(cast, number);
    if (before === undefined) await end(number, acts);
    else prepared.push({ number, acts });
  });
  before?.();
  await eachOf(prepared, async ({ number, acts }) => await end(number, acts));
  return heard;
}

/**
 * Returns what the losers got, or "both won" where the rules allow it.
 * @throws {Error} when not one of the acts won, or a loser got something else
 */
export function outcomeOf({ losers, mayBothWin }: RaceRules, replies: readonly Reply[]): string {
  const lost = replies.filter(({ status }) => status >= 300).map(refusalOf);
  if (lost.length === 0 && mayBothWin) return 'both won';
  const isRight = lost.length === replies.length - 1 && lost.every((refusal) => losers.includes(refusal));
  if (isRight) return [...new Set(lost)].toSorted().join(', ');
  throw new Error(`of ${replies.length} acts ${lost.length} lost: ${lost.join(', ')}`);
}

async function issuedFor(
  { seller, company, employee }: RaceCast,
  rounds: number,
): Promise<readonly string[]> {
  const buyer = enterprise(company[0].code);
  const options = { type: 'SPECIAL' as const, holder: employee[0].code, lines: [LINE] };
  const draft = draftOf(seller[0].code, buyer, options);
  const numbers: string[] = [];
  while (numbers.length < rounds) {
    const length = Math.min(PAGE, rounds - numbers.length);
    const { body } = await seller[0].issue(Array.from({ length }, () => draft));
    numbers.push(...body.invoices.map(({ number }) => number));
  }
  return numbers;
}

/** A few at once, each worker with the next of the items. */
export async function eachOf<Item>(
  items: readonly Item[],
  act: (item: Item, worker: number) => Promise<void>,
  workers = AT_ONCE,
): Promise<void> {
  const left = items.values();
  await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      for (const item of left) await act(item, worker);
    }),
  );
}

/** Waits until the second gateway's peer has what was done at the first: until then it would refuse by an older state. */
async function shownAlike({ seller }: RaceCast, number: string): Promise<void> {
  const [first, second] = seller;
  const { status: wanted } = await viewOf(first, number);
  const isShown = async (): Promise<boolean> => {
    const { body } = await second.get<Partial<InvoiceViewJson>>(`/v1/invoices/${number}`);
    return JSON.stringify(body.status) === JSON.stringify(wanted);
  };
  while (!(await isShown()));
}

/**
 * Requires that gross is rest, live bookings and reversals, and that the red-letter invoices add up to the reversals, at both gateways.
 * @returns what is reversed, yuan
 */
export async function requireBalance({ seller }: Pick<RaceCast, 'seller'>, number: string): Promise<string> {
  let reversed = fen(0n);
  for (const reader of seller) {
    const { invoice, status } = await viewOf(reader, number);
    const { reds = [], totals } = status.reversal ?? {};
    reversed = parseYuan(totals?.gross ?? '0.00');
    const views = await Promise.all(reds.map((red) => viewOf(reader, red)));
    const taken = views.reduce((sum, { invoice }) => sum + parseYuan(invoice.totals.gross), 0n);
    const isWhole =
      parseYuan(status.rest) + redeemedFen(status) + reversed === parseYuan(invoice.totals.gross);
    if (!isWhole || taken !== -reversed || new Set(reds).size !== reds.length)
      throw new Error(`the amounts of ${number} do not add up: ${JSON.stringify(status)}, ${taken}`);
  }
  return formatYuan(reversed);
}

async function viewOf(reader: MerchantClient, number: string): Promise<InvoiceViewJson> {
  const reply = await reader.get<InvoiceViewJson>(`/v1/invoices/${number}`);
  if (reply.status === 200) return reply.body;
  throw new Error(`invoice ${number} was not shown: ${refusalOf(reply)}`);
}
