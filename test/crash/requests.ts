import {
  type DraftJson,
  type Fen,
  formatYuan,
  type InvoiceStatusJson,
  type Json,
  type Operation,
  parseYuan,
  stateKey,
} from '@fapiao-ledger/core';
import { draftOf, enterprise, lineOfNet } from '../support/drafts.ts';
import type { Seeded } from '../support/seeded.ts';
import { issueCall, type Participant } from '../support/signed-calls.ts';
import type { Expected, KnownInvoice, Request } from './expected.ts';
import type { Ground } from './ground.ts';

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
    return await this.#change(random.pick([...invoices.keys()]));
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

interface Wish {
  readonly actor: Participant;
  readonly operation: Operation;
  readonly fields: Readonly<Record<string, Json>>;
  readonly amount?: Fen;
}
