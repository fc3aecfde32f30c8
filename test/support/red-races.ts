import {
  formatInstant,
  type InvoiceStatusJson,
  parseYuan,
  redeemedFen,
  redFormDigest,
} from '@fapiao-ledger/core';
import type { Committed, ContractCall } from '@fapiao-ledger/network/ledger-client';
import type { Identity } from '@fapiao-ledger/pki';
import { draftOf, enterprise } from './drafts.ts';
import type { ChangeOptions, LedgerWorld } from './ledger-world.ts';
import type { Participant } from './signed-calls.ts';

/** Submits calls at the same moment. A ledger that can endorses all of them before it orders any. */
export type Together = (
  calls: readonly { readonly identity: Identity; readonly call: ContractCall }[],
) => Promise<readonly PromiseSettledResult<Committed>[]>;

export interface RedCast {
  readonly seller: Participant;
  readonly company: Participant;
  readonly employee: Participant;
}

/** Makes the two calls of a race about one invoice of 1130.00, which the employee holds for the company. */
type Race = (stage: RedStage, number: string) => Promise<readonly [ContractCall, ContractCall]>;

const QUANTITY_LINE = {
  taxClass: '1010101010000000000',
  item: '*谷物*大米',
  quantity: '10',
  unitPrice: '100.00',
  rate: '0.13',
} as const;
const GROSS = '1130.00';
const PAGE = 100;
const STATEMENT_SECONDS = 4 * 86_400;

/** Races about red-letter invoices, by name. */
export const RED_RACES: Readonly<Record<string, Race>> = {
  'two parts of one line': async (stage, number) => [
    await stage.part(number, '6'),
    await stage.part(number, '7'),
  ],
  'a red-letter invoice and a transfer': async (stage, number) => [
    await stage.start(number),
    await stage.transfer(number),
  ],
  'a red-letter invoice and a lock': async (stage, number) => [
    await stage.start(number),
    await stage.lock(number),
  ],
  'a red-letter invoice and a freeze': async (stage, number) => [
    await stage.start(number),
    stage.freeze(number),
  ],
  'a confirmation and a redemption': async (stage, number) => {
    await stage.book(number, '500.00');
    const form = await stage.started(number);
    await stage.locked(number);
    return [await stage.confirm(form), await stage.redeem(number, '630.00')];
  },
  'a confirmation and a lock': async (stage, number) => {
    await stage.book(number, '500.00');
    return [await stage.confirm(await stage.started(number)), await stage.lock(number)];
  },
  'a confirmation and a withdrawal': async (stage, number) => {
    await stage.book(number, GROSS);
    const form = await stage.started(number);
    return [await stage.confirm(form), await stage.withdraw(number)];
  },
  'a confirmation and the withdrawal of its use': async (stage, number) => {
    await stage.use(number);
    const form = await stage.started(number);
    return [await stage.confirm(form), await stage.revokeUse(number)];
  },
  'two starts': async (stage, number) => {
    await stage.book(number, GROSS);
    return [await stage.start(number), await stage.startAsBuyer(number)];
  },
};

/** The acts of the races. All invoices of a race are on one page, and each act names it. */
class RedStage {
  readonly #world: LedgerWorld;
  readonly #cast: RedCast;
  readonly #page: string;

  constructor(world: LedgerWorld, cast: RedCast, page: string) {
    this.#world = world;
    this.#cast = cast;
    this.#page = page;
  }

  /** Statements last longer than a form waits. */
  get #options(): ChangeOptions {
    const notAfter = formatInstant(Math.floor(this.#world.now() / 1_000) + STATEMENT_SECONDS);
    return { pages: [this.#page], notAfter };
  }

  part(number: string, quantity: string): Promise<ContractCall> {
    const net = `${Number(quantity) * 100}.00`;
    const lines = [{ line: 1, quantity, net, tax: (Number(net) * 0.13).toFixed(2) }];
    const body = { number, reason: '02', lane: 'main', lines };
    return this.#world.redLetterCall(this.#cast.seller, 'start-red-letter', body, this.#options);
  }

  start(number: string): Promise<ContractCall> {
    const body = { number, reason: '02', lane: 'main' };
    return this.#world.redLetterCall(this.#cast.seller, 'start-red-letter', body, this.#options);
  }

  startAsBuyer(number: string): Promise<ContractCall> {
    const body = { number, reason: '03' };
    return this.#world.redLetterCall(this.#cast.company, 'start-red-letter', body, this.#options);
  }

  /** Starts a form of the seller, and returns what the company confirms. */
  async started(number: string): Promise<{ number: string; sequence: number; terms: string }> {
    const body = { number, reason: '02', lane: 'main' };
    const { form } = await this.#world.redLetter(this.#cast.seller, 'start-red-letter', body, this.#options);
    return { number, sequence: form.sequence, terms: redFormDigest(form) };
  }

  confirm(named: { number: string; sequence: number; terms: string }): Promise<ContractCall> {
    return this.#world.redLetterCall(this.#cast.company, 'confirm-red-letter', named, this.#options);
  }

  withdraw(number: string): Promise<ContractCall> {
    const named = { number, sequence: 1 };
    return this.#world.redLetterCall(this.#cast.seller, 'withdraw-red-letter', named, this.#options);
  }

  transfer(number: string): Promise<ContractCall> {
    const body = { to: this.#cast.company.code, invoices: [{ number }] };
    return this.#world.changeCall(this.#cast.employee, 'transfer', body, this.#options);
  }

  lock(number: string): Promise<ContractCall> {
    const body = { company: this.#cast.company.code, invoices: [{ number }] };
    return this.#world.changeCall(this.#cast.employee, 'lock', body, this.#options);
  }

  async locked(number: string): Promise<void> {
    await this.#world.submit(this.#world.operator, await this.lock(number));
  }

  redeem(number: string, amount: string): Promise<ContractCall> {
    const body = { invoices: [{ number, amount }] };
    return this.#world.changeCall(this.#cast.company, 'redeem', body, this.#options);
  }

  async book(number: string, amount: string): Promise<void> {
    await this.locked(number);
    await this.#world.submit(this.#world.operator, await this.redeem(number, amount));
  }

  async use(number: string): Promise<void> {
    const body = { purpose: 'DEDUCTION', period: this.#world.month, invoices: [{ number }] };
    await this.#world.change(this.#cast.company, 'confirm-use', body, this.#options);
  }

  revokeUse(number: string): Promise<ContractCall> {
    return this.#world.changeCall(
      this.#cast.company,
      'revoke-use',
      { invoices: [{ number }] },
      this.#options,
    );
  }

  freeze(number: string): ContractCall {
    return this.#world.bureauCall(
      'FreezeInvoice',
      { number, reason: '核查' },
      { located: { page: this.#page } },
    );
  }
}

export interface RedRaceOptions {
  readonly rounds: number;
  readonly together: Together;
  /** Happens before the calls of a race are submitted: time passes, where the ledger’s clock can be moved. */
  readonly before?: () => void;
}

/**
 * Runs a race many times: of two calls one wins, and the other one hears why not. It is then sent once more, as a gateway sends it. Its
 * answer, or the code of its refusal, is counted.
 *
 * @returns how often the loser heard what: "LEDGER_CONFLICT, then INVOICE_RED"
 * @throws {Error} when both calls won or none, or an amount is not where it should be
 */
export async function raceRedLetters(
  world: LedgerWorld,
  cast: RedCast,
  race: Race,
  { rounds, together, before = () => undefined }: RedRaceOptions,
): Promise<ReadonlyMap<string, number>> {
  const heard = new Map<string, number>();
  for (let done = 0; done < rounds; done += PAGE) {
    const { seller, company, employee } = cast;
    const draft = draftOf(seller.code, enterprise(company.code), {
      type: 'SPECIAL',
      holder: employee.code,
      lines: [QUANTITY_LINE],
    });
    const drafts = Array.from({ length: Math.min(PAGE, rounds - done) }, () => draft);
    const { invoices, page } = await world.issue(seller, drafts);
    const stage = new RedStage(world, cast, page);
    for (const { number } of invoices) {
      const calls = await race(stage, number);
      before();
      const what = await loserOf(world, together, calls);
      heard.set(what, (heard.get(what) ?? 0) + 1);
      requireBalance(number, (await world.read(number)).status);
    }
  }
  return heard;
}

async function loserOf(
  world: LedgerWorld,
  together: Together,
  calls: readonly ContractCall[],
): Promise<string> {
  const signed = calls.map((call) => ({ identity: identityFor(world, call), call }));
  const results = await together(signed);
  const losers = signed.filter((_, index) => results[index]?.status === 'rejected');
  const [loser] = losers;
  if (losers.length !== 1 || loser === undefined) throw new Error(`${losers.length} of two calls lost`);
  const first = results.find((result) => result.status === 'rejected')?.reason as unknown;
  const [again] = await Promise.allSettled([world.submit(loser.identity, loser.call)]);
  return `${codeIn(first)}, then ${again.status === 'fulfilled' ? 'done' : codeIn(again.reason)}`;
}

function identityFor({ officer, operator }: LedgerWorld, { contract }: ContractCall): Identity {
  return contract === 'bureau' ? officer : operator;
}

function codeIn(reason: unknown): string {
  const code = (reason as { readonly code?: unknown }).code;
  if (typeof code === 'string') return code;
  throw reason;
}

function requireBalance(number: string, status: InvoiceStatusJson): void {
  const reversed = parseYuan(status.reversal?.totals.gross ?? '0.00');
  if (parseYuan(status.rest) + redeemedFen(status) + reversed === parseYuan(GROSS)) return;
  throw new Error(`the amounts of ${number} do not add up: ${JSON.stringify(status)}`);
}
