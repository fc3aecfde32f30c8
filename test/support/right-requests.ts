import { randomUUID } from 'node:crypto';
import {
  type DraftJson,
  RED_LETTER_2024,
  type ReturnJson,
  RULE_SET_2026,
  returnTermsDigest,
} from '@fapiao-ledger/core';
import { generateKeyPair } from '@fapiao-ledger/pki';
import { bureauActOf } from './bureau-acts.ts';
import { newYearAfter } from './calendar.ts';
import { draftOf, enterprise, enterpriseCode } from './drafts.ts';
import type { MerchantClient, SendOptions } from './merchant-client.ts';
import { paymentTo } from './paying-client.ts';
import { fileBy, termsOf } from './return-acts.ts';
import {
  isChange,
  isRedLetter,
  LEAVING,
  OPENING,
  PAID,
  PROVIDER,
  REVOCABLE,
  type RightsWorld,
  redLetterOperation,
} from './rights-world.ts';

export const LINES = 'application/x-ndjson';

/** A request without its caller. */
export interface Sent extends SendOptions {
  readonly path: string;
}

/** For each operation of the API, a request that is right except, perhaps, for its caller. */
export class RightRequests {
  readonly #world: RightsWorld;
  readonly #others: Readonly<Record<string, (self: MerchantClient) => Sent | Promise<Sent>>>;

  /** Returns the requests of a world. @param receipt of any invoice, to be checked */
  static async of(world: RightsWorld, receipt: Uint8Array<ArrayBuffer>): Promise<RightRequests> {
    const { filed } = (await fileBy(await world.gateway.company(), termsOf('2020-01'))).body;
    return new RightRequests(world, receipt, filed);
  }

  /** @param filed a return that waits for a decision */
  private constructor(world: RightsWorld, receipt: Uint8Array<ArrayBuffer>, filed: ReturnJson) {
    this.#world = world;
    const { month } = world.gateway;
    const seller = world.client('seller').code;
    this.#others = {
      'POST /v1/invoices': (self) => this.#issue(self),
      [`POST /v1/invoices (${LINES})`]: async (self) => {
        const headers = { 'Content-Type': LINES, 'Fapiao-Ledger': (await self.terms()).ledger };
        return { path: '/v1/invoices', raw: self.bulkLine([this.#draftBy(self)]), headers };
      },
      'GET /v1/invoices': () => ({ path: '/v1/invoices?role=seller' }),
      'POST /v1/own-ids': () => ({ path: '/v1/own-ids', body: { refs: ['order-1'] } }),
      'GET /v1/events': () => ({ path: '/v1/events' }),
      'GET /v1/taxpayers/{code}': () => ({ path: `/v1/taxpayers/${seller}` }),
      'GET /v1/credits/{seller}/{month}': () => ({ path: `/v1/credits/${seller}/${month}` }),
      'POST /v1/levy': async (self) => {
        const body = { row: 'L03', since: month };
        return { path: '/v1/levy', body, headers: await self.statement('elect-levy', body) };
      },
      'POST /v1/levy/end': async (self) => ({
        path: '/v1/levy/end',
        body: {},
        headers: await self.statement('end-levy', {}),
      }),
      'POST /v1/strict-refs': async (self) => {
        const body = { strict: false };
        return { path: '/v1/strict-refs', body, headers: await self.statement('set-strict-refs', body) };
      },
      'GET /v1/rule-sets': () => ({ path: '/v1/rule-sets' }),
      'GET /v1/rule-sets/published': () => ({ path: '/v1/rule-sets/published' }),
      'GET /v1/verify': () => ({ path: `/v1/verify?${FACTS}` }),
      'POST /v1/verify': () => ({
        path: '/v1/verify',
        raw: receipt,
        headers: { 'Content-Type': 'application/pdf' },
      }),
      'GET /v1/key': () => ({ path: '/v1/key' }),
      'POST /v1/keys': async (self) => {
        const body = {
          name: `key-${randomUUID().slice(0, 8)}`,
          publicKey: publicKeyText(),
          scopes: ['read'],
        };
        return { path: '/v1/keys', body, headers: await self.statement('register-key', body) };
      },
      'GET /v1/keys': () => ({ path: '/v1/keys' }),
      'POST /v1/keys/{name}/revoke': async (self) => ({
        path: '/v1/keys/till-1/revoke',
        body: {},
        headers: await self.statement('revoke-key', { name: 'till-1' }),
      }),
      'GET /v1/taxpayers/{code}/keys': () => ({ path: `/v1/taxpayers/${seller}/keys` }),
      'POST /v1/payments': async (self) => {
        const payment = paymentTo(seller, '1.00', { now: world.gateway.home.now() });
        const headers = await self.statement('confirm-payment', { payment });
        return { path: '/v1/payments', body: { payment }, headers };
      },
      'GET /v1/payments/{provider}/{id}': () => ({ path: `/v1/payments/${PROVIDER}/${PAID}` }),
      'POST /v1/refunds': async (self) => {
        const { paidAt: refundedAt } = paymentTo(seller, '1.00', { now: world.gateway.home.now() });
        const number = '1'.repeat(20);
        const body = {
          payment: PAID,
          refund: randomUUID(),
          amount: '1.00',
          refundedAt,
          number,
          reason: '01',
        };
        const headers = await self.statement('confirm-refund', body);
        return { path: '/v1/refunds', body, headers };
      },
      'POST /v1/mandates': async (self) => {
        const body = { provider: PROVIDER, lane: 'main', amountMax: '1.00', until: '2099-01-01T00:00:00Z' };
        return { path: '/v1/mandates', body, headers: await self.statement('grant-mandate', body) };
      },
      'GET /v1/mandates': () => ({ path: '/v1/mandates' }),
      'POST /v1/mandates/{provider}/revoke': async (self) => ({
        path: `/v1/mandates/${LEAVING}/revoke`,
        body: {},
        headers: await self.statement('revoke-mandate', { provider: LEAVING }),
      }),
      'POST /v1/bureau/providers': () => ({
        path: '/v1/bureau/providers',
        body: { code: 'V-JOINING', name: '示例支付', mspId: 'PlatformMSP', publicKey: publicKeyText() },
      }),
      'POST /v1/bureau/providers/{code}/revoke': () => ({
        path: `/v1/bureau/providers/${LEAVING}/revoke`,
        body: {},
      }),
      'GET /v1/requests/{id}': () => ({ path: `/v1/requests/${randomUUID()}` }),
      'POST /v1/cancellations': async (self) => ({
        path: '/v1/cancellations',
        body: {},
        headers: await self.statement('cancel', {}, randomUUID(), { replaces: randomUUID() }),
      }),
      'POST /v1/bureau/officers': () => ({
        path: '/v1/bureau/officers',
        body: { code: 'O0002', publicKey: publicKeyText() },
      }),
      'POST /v1/bureau/officers/{code}/revoke': () => ({
        path: `/v1/bureau/officers/${REVOCABLE}/revoke`,
        body: {},
      }),
      'GET /v1/returns': () => ({ path: '/v1/returns' }),
      'GET /v1/returns/{period}': () => ({ path: `/v1/returns/${month}` }),
      'GET /v1/returns/{period}/invoices': () => ({ path: `/v1/returns/${month}/invoices?figure=output` }),
      'POST /v1/returns/{period}': async (self) => {
        const { period, ...body } = termsOf('2020-01');
        const headers = await self.statement('file-return', { period, ...body });
        return { path: `/v1/returns/${period}`, body, headers };
      },
      'GET /v1/bureau/returns': () => ({ path: '/v1/bureau/returns' }),
      'GET /v1/bureau/returns/{taxpayer}/{period}': () => ({ path: `/v1/bureau/returns/${seller}/${month}` }),
      'GET /v1/bureau/returns/{taxpayer}/{period}/invoices': () => ({
        path: `/v1/bureau/returns/${seller}/${month}/invoices?figure=output`,
      }),
      'POST /v1/bureau/returns/{taxpayer}/{period}/decision': () => ({
        path: `/v1/bureau/returns/${filed.taxpayer}/${filed.period}/decision`,
        body: { terms: returnTermsDigest(filed) },
      }),
      'GET /v1/network': () => ({ path: '/v1/network' }),
      'GET /v1/bureau/invoices': () => ({ path: '/v1/bureau/invoices' }),
      'GET /v1/bureau/export': () => ({ path: '/v1/bureau/export' }),
      'GET /v1/red-letters': () => ({ path: '/v1/red-letters' }),
      'GET /v1/bureau/red-letters': () => ({ path: '/v1/bureau/red-letters' }),
      'GET /v1/bureau/red-letters/export': () => ({ path: '/v1/bureau/red-letters/export' }),
      'GET /v1/bureau/statistics': () => ({ path: '/v1/bureau/statistics?by=month' }),
      'POST /v1/bureau/taxpayers': () => ({ path: '/v1/bureau/taxpayers', body: registration() }),
      'PATCH /v1/bureau/taxpayers/{code}': () => ({
        path: `/v1/bureau/taxpayers/${seller}`,
        body: { contact: '示例路1号' },
      }),
      'POST /v1/bureau/rule-sets': () => ({
        path: '/v1/bureau/rule-sets',
        body: {
          ...RULE_SET_2026,
          version: 'later',
          validFrom: newYearAfter(month),
          redLetter: RED_LETTER_2024,
        },
      }),
      'POST /v1/bureau/credits': () => ({
        path: '/v1/bureau/credits',
        body: { seller, month, net: '2000000000.00' },
      }),
      'POST /v1/bureau/segments': () => ({
        path: '/v1/bureau/segments',
        body: { seller, profile: 'DIGITAL', prefix: `${month.slice(2, 4)}443`, count: 5 },
      }),
      'GET /v1/bureau/taxpayers': () => ({ path: '/v1/bureau/taxpayers' }),
      'GET /v1/bureau/officers/{code}': () => ({ path: `/v1/bureau/officers/${REVOCABLE}` }),
      'GET /v1/bureau/watch': () => ({ path: '/v1/bureau/watch?from=0.5' }),
      'GET /v1/bureau/numbers/{seller}': () => ({
        path: `/v1/bureau/numbers/${seller}?year=${month.slice(0, 4)}`,
      }),
      'POST /v1/bureau/numbers': () => ({
        path: '/v1/bureau/numbers',
        body: { seller, year: '2020', lanes: ['main'] },
      }),
      'POST /v1/bureau/periods': () => ({ path: '/v1/bureau/periods', body: { month: '2020-01' } }),
      'POST /v1/bureau/check-page': () => ({
        path: '/v1/bureau/check-page',
        body: { checkPage: 'https://check.example/' },
      }),
    };
  }

  /** @param what "GET /v1/network"; a caller acts on the invoice in which it has its part */
  async of(what: string, caller: string, number?: string): Promise<Sent> {
    const self = this.#world.client(caller === 'no token' ? 'seller' : caller);
    const sent = await (number === undefined
      ? this.#others[what]?.(self)
      : this.#about(what, number, caller, self));
    if (sent === undefined) throw new Error(`there is no request for ${what} in this file`);
    return await withStatement(methodOf(what), sent, self);
  }

  async #about(what: string, number: string, caller: string, self: MerchantClient): Promise<Sent> {
    const path = pathOf(what).replace('{number}', number).replace('{sequence}', '1');
    const act = what.slice(what.lastIndexOf('/') + 1);
    if (isChange(act)) {
      const { fields, signed } = this.#world.statementOf(act, number, caller);
      return { path, body: fields, headers: await self.statement(act, signed) };
    }
    if (what.startsWith('GET')) return { path };
    if (!isRedLetter(act)) return { path, body: BODIES[act] };
    const { fields, signed } = await this.#world.redLetterOf(act, number, caller);
    return { path, body: fields, headers: await self.statement(redLetterOperation(act), signed) };
  }

  async #issue(self: MerchantClient): Promise<Sent> {
    const drafts = [this.#draftBy(self)];
    return { path: '/v1/invoices', body: drafts[0], headers: await self.statement('issue', { drafts }) };
  }

  /** Sellers issue as themselves, whether they may or not; all other callers in the seller's name. */
  #draftBy(self: MerchantClient): DraftJson {
    const isSeller = ['elsewhere', 'suspended'].some((name) => self === this.#world.client(name));
    const seller = isSeller ? self : this.#world.client('seller');
    return draftOf(seller.code, enterprise(this.#world.client('buyer').code));
  }
}

/** An act of the bureau with the statement that its officer signs. */
async function withStatement(method: string, sent: Sent, self: MerchantClient): Promise<Sent> {
  const act = sent.headers === undefined ? await bureauActOf(method, sent.path, sent.body) : undefined;
  if (act === undefined) return sent;
  return { ...sent, body: act.sent, headers: await self.statement(act.operation, act.signed) };
}

/** Returns "/v1/network" of "GET /v1/network". */
export function pathOf(what: string): string {
  return what.split(' ')[1] ?? '';
}

/** Returns "GET" of "GET /v1/network". */
export function methodOf(what: string): string {
  return what.split(' ')[0] ?? '';
}

const BODIES: Readonly<Record<string, unknown>> = {
  freeze: { reason: '核查' },
  release: {},
  'receipt.pdf': { opening: OPENING },
};

/** A request about no invoice. */
const FACTS = new URLSearchParams({
  number: '26440000000000000001',
  date: '2026-01-01',
  net: '1.00',
  check: '000000',
}).toString();

function publicKeyText(): string {
  return generateKeyPair().publicKey.replaceAll(/-----[A-Z ]+-----|\s/g, '');
}

function registration(): unknown {
  const publicKey = publicKeyText();
  return { code: enterpriseCode(90_002), kind: 'GENERAL', name: '示例企业', mspId: 'PlatformMSP', publicKey };
}
