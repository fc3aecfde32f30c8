import {
  type DraftJson,
  type Fen,
  formatYuan,
  type InvoiceStatusJson,
  isRunning,
  type Json,
  type LineJson,
  type Operation,
  parseYuan,
  type RequestBodies,
  type ReversedLineJson,
  readRate,
  redFormDigest,
  stateKey,
  taxOnNet,
} from '@fapiao-ledger/core';
import { draftOf, enterprise, lineOfNet } from '../support/drafts.ts';
import type { RedLetterOperation } from '../support/ledger-world.ts';
import type { Seeded } from '../support/seeded.ts';
import { issueCall, type Participant } from '../support/signed-calls.ts';
import type { Expected, KnownInvoice, Request } from './expected.ts';
import type { Ground } from './ground.ts';

const RATE = readRate('0.06') as NonNullable<ReturnType<typeof readRate>>;

/** Makes up requests: mostly possible ones, at times impossible or repeated ones. */
export class Requests {
  readonly #ground: Ground;
  readonly #expected: Expected;
  readonly #random: Seeded;
  #serial = 0;

  constructor(ground: Ground, expected: Expected, random: Seeded) {
    this.#ground = ground;
    this.#expected = expected;
    this.#random = random;
  }

  async next(): Promise<Request> {
    const { requests, invoices } = this.#expected;
    const random = this.#random;
    if (requests.size > 0 && random.chance(0.12)) return random.pick([...requests.values()]).request;
    if (random.chance(0.08)) return this.#allot();
    if (invoices.size === 0 || random.chance(0.4)) return this.#issue();
    const number = random.pick([...invoices.keys()]);
    return random.chance(0.4) ? await this.#redLetter(number) : await this.#change(number);
  }

  #id(): string {
    this.#serial += 1;
    return `request-${String(this.#serial).padStart(4, '0')}`;
  }

  #allot(): Request {
    const { code } = this.#random.pick(this.#ground.sellers);
    const net = BigInt(this.#random.whole(1, 4_000_000)) as Fen;
    const { month } = this.#ground.world;
    const argument = {
      seller: code,
      lane: 'main',
      month,
      profile: 'DIGITAL',
      net: formatYuan(net),
      numbers: 0,
    };
    return {
      intent: { kind: 'allot', seller: code, net },
      call: { contract: 'bureau', function: 'AllotLane', args: [JSON.stringify(argument)] },
    };
  }

  #issue(): Request {
    const seller = this.#random.pick(this.#ground.sellers);
    const drafts = Array.from({ length: this.#random.whole(1, 4) }, () => this.#draft(seller.code));
    const requestId = this.#id();
    return {
      intent: {
        kind: 'issue',
        key: stateKey('REQUEST', seller.code, requestId),
        seller: seller.code,
        drafts,
      },
      call: issueCall(this.#ground.world, seller, drafts, { requestId }),
    };
  }

  #draft(seller: string): DraftJson {
    const { company, employee } = this.#ground;
    const net = formatYuan(BigInt(this.#random.whole(1, 600_000)) as Fen);
    const holder = this.#random.chance(0.5) ? { holder: employee.code } : {};
    return draftOf(seller, enterprise(company.code), { lines: [lineOfNet(net)], ...holder });
  }

  async #change(number: string): Promise<Request> {
    const invoice = this.#expected.invoices.get(number) as KnownInvoice;
    const status = this.#expected.statuses.get(number);
    const { actor, operation, fields, amount } = this.#wish(invoice, status);
    const requestId = this.#id();
    const body = { ...fields, invoices: [{ number, ...(amount && { amount: formatYuan(amount) }) }] };
    const options = { requestId, pages: [invoice.page] };
    return {
      intent: {
        kind: 'change',
        key: stateKey('REQUEST', actor.code, requestId),
        redeems: amount ?? (0n as Fen),
      },
      call: await this.#ground.world.changeCall(actor, operation, body, options),
    };
  }

  /** An act about the running form of an invoice, or the start of another one. */
  async #redLetter(number: string): Promise<Request> {
    const { page } = this.#expected.invoices.get(number) as KnownInvoice;
    const { actor, operation, body } = this.#redLetterWish(number);
    const requestId = this.#id();
    return {
      intent: { kind: 'red-letter', key: stateKey('REQUEST', actor.code, requestId) },
      call: await this.#ground.world.redLetterCall(actor, operation, body, { requestId, pages: [page] }),
    };
  }

  #redLetterWish(number: string): RedLetterWish {
    const { company, sellers } = this.#ground;
    const random = this.#random;
    const { seller: code, draft } = this.#expected.invoices.get(number) as KnownInvoice;
    const seller = sellers.find((each) => each.code === code) as Participant;
    const form = this.#expected.lastForm(number);
    if (form === undefined || !isRunning(form)) {
      const actor = random.chance(0.8) ? seller : company;
      const lane = actor === seller ? { lane: random.chance(0.8) ? 'main' : 'none' } : {};
      const lines = random.chance(0.5) ? { lines: [this.#partOf(number, draft)] } : {};
      const body = { number, reason: random.pick(['02', '04']), ...lane, ...lines };
      return { actor, operation: 'start-red-letter', body };
    }
    const named = { number, sequence: form.sequence };
    const terms = redFormDigest(form);
    return random.pick<RedLetterWish>([
      { actor: company, operation: 'confirm-red-letter', body: { ...named, terms } },
      { actor: seller, operation: 'confirm-red-letter', body: { ...named, terms, lane: 'main' } },
      { actor: seller, operation: 'issue-red-letter', body: { ...named, lane: 'main' } },
      { actor: company, operation: 'refuse-red-letter', body: named },
      { actor: seller, operation: 'withdraw-red-letter', body: named },
    ]);
  }

  /** Half of what is left of the only line. */
  #partOf(number: string, { lines }: DraftJson): ReversedLineJson {
    const reversed = this.#expected.statuses.get(number)?.reversal?.lines[0]?.net ?? '0.00';
    const left = parseYuan((lines[0] as LineJson).net) - parseYuan(reversed);
    const net = (left / 2n) as Fen;
    return { line: 1, net: formatYuan(net), tax: formatYuan(taxOnNet(net, RATE)) };
  }

  #wish({ draft }: KnownInvoice, status: InvoiceStatusJson | undefined): Wish {
    const { company, employee } = this.#ground;
    const random = this.#random;
    const rest = parseYuan(status?.rest ?? draft.totals.gross);
    if (status?.state === 'LOCKED' || random.chance(0.1)) {
      if (random.chance(0.25)) return { actor: company, operation: 'unlock', fields: {} };
      const amount = BigInt(random.whole(1, Number(rest) + 1)) as Fen;
      return { actor: company, operation: 'redeem', fields: {}, amount: random.chance(0.5) ? rest : amount };
    }
    const holder = status?.holder ?? draft.holder ?? company.code;
    const [actor, other] = holder === company.code ? [company, employee] : [employee, company];
    return random.chance(0.6)
      ? { actor, operation: 'lock', fields: { company: company.code } }
      : { actor, operation: 'transfer', fields: { to: other.code } };
  }
}

type RedLetterWish = {
  readonly [Of in RedLetterOperation]: {
    readonly actor: Participant;
    readonly operation: Of;
    readonly body: RequestBodies[Of];
  };
}[RedLetterOperation];

interface Wish {
  readonly actor: Participant;
  readonly operation: Operation;
  readonly fields: Readonly<Record<string, Json>>;
  readonly amount?: Fen;
}
