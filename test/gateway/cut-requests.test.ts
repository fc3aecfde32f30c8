import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Operation, parseKey } from '@fapiao-ledger/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CUT_POINTS, type CutPoint, postOnce } from '../support/cut-connection.ts';
import { draftOf, lineOfNet } from '../support/drafts.ts';
import type { TestGateway } from '../support/gateway.ts';
import type { MerchantClient } from '../support/merchant-client.ts';
import { grant, pay, paymentTo, providerOf } from '../support/paying-client.ts';
import { LINES, methodOf, RightRequests, type Sent } from '../support/right-requests.ts';
import { INVOICE_RIGHTS, OTHER_RIGHTS, type Right } from '../support/rights.ts';
import { RightsWorld } from '../support/rights-world.ts';
import { newKey, sendKey } from '../support/scoped-keys.ts';

/** How often each act about an invoice is cut off. 500 in `npm run test:long`. */
const CUTS = Number(process.env.TEST_CUT_REQUESTS ?? CUT_POINTS.length);

let world: RightsWorld;
let gateway: TestGateway;
let requests: RightRequests;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fapiao-cuts-'));
  world = await RightsWorld.open(join(folder, 'read-model.db'));
  gateway = world.gateway;
  requests = await RightRequests.of(world, new Uint8Array());
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true });
});

/** Requests with a body that order nothing of the ledger. */
const QUESTIONS = ['POST /v1/verify', 'POST /v1/own-ids', 'POST /v1/invoices/{number}/receipt.pdf'];
const REVOKE_USE = 'POST /v1/invoices/{number}/revoke-use';
/**
 * No caller of the tables may do them. The first needs a form that all sides have signed, and `test/gateway/red-letters` cuts it off; the
 * others a use that was confirmed, a key, a mandate, or a provider, and are below.
 */
const NEEDS_ANOTHER_STATE = [
  'POST /v1/invoices/{number}/red-letter/{sequence}/issue',
  REVOKE_USE,
  'POST /v1/keys/{name}/revoke',
  'POST /v1/payments',
  'POST /v1/refunds',
  'POST /v1/mandates/{provider}/revoke',
];

const isOfAct = ({ what }: Right): boolean =>
  !what.startsWith('GET') && !what.includes(LINES) && !QUESTIONS.includes(what);
const isAct = (right: Right): boolean =>
  isOfAct(right) && right.refusal === undefined && right.caller !== 'suspended';

/** An allowed act of each route: of the first caller and state that may. */
function actsOf(rights: readonly Right[]): readonly (readonly [string, Right])[] {
  const acts = new Map<string, Right>();
  for (const right of rights) if (isAct(right) && !acts.has(right.what)) acts.set(right.what, right);
  return [...acts];
}

/** Cuts a request off, and sends the same request twice more: the ledger has done it once, and both answers are the same. */
async function requireOnce(what: string, client: MerchantClient, sent: Sent, cut: CutPoint): Promise<void> {
  const method = methodOf(what);
  const body = JSON.stringify(sent.body);
  const requestId = sent.headers?.['Idempotency-Key'];
  const { height } = await gateway.home.client.status();
  const authorization = `Bearer ${client.tokenFor(method, sent.path, body, sent.headers)}`;
  const headers = { ...sent.headers, Authorization: authorization };
  expect(await postOnce({ url: `${gateway.url}${sent.path}`, method, headers, body, cut })).toBeUndefined();
  const first = await client.send(method, sent.path, sent);
  const again = await client.send(method, sent.path, sent);
  expect([what, cut, first.status, first.body]).toEqual([what, cut, again.status, again.body]);
  expect([200, 201], JSON.stringify(first.body)).toContain(first.status);
  expect([what, cut, await timesDone(height, requestId)]).toEqual([what, cut, 1]);
}

/** Returns how many valid transactions from a height on have answered a request. */
async function timesDone(from: bigint, requestId: string | undefined): Promise<number> {
  const { client } = gateway.home;
  const { height } = await client.status();
  let times = 0;
  for await (const { number, transactions } of client.blocks(from, new AbortController().signal)) {
    for (const { validationCode, writes } of transactions) {
      const answered = writes.map(({ key }) => parseKey(key)).filter((key) => key?.kind === 'REQUEST');
      if (validationCode === 'VALID' && answered.some((key) => key?.requestId === requestId)) times += 1;
    }
    if (number + 1n === height) break;
  }
  return times;
}

test.each(actsOf(INVOICE_RIGHTS))(
  `%s is done once, cut off at each of five points and sent again, ${CUTS} times`,
  async (what, right) => {
    for (let count = 0; count < CUTS; count += 1) {
      const number = await world.fresh(right.state ?? '', right.caller);
      const sent = await requests.of(what, right.caller, number);
      await requireOnce(
        what,
        world.client(right.caller),
        sent,
        CUT_POINTS[count % CUT_POINTS.length] as CutPoint,
      );
    }
  },
  60_000 + CUTS * 500,
);

test.each(actsOf(OTHER_RIGHTS).map(([what, right], index) => [what, right, index] as const))(
  '%s is done once, cut off and sent again',
  async (what, right, index) => {
    const sent = await requests.of(what, right.caller);
    await requireOnce(
      what,
      world.client(right.caller),
      sent,
      CUT_POINTS[index % CUT_POINTS.length] as CutPoint,
    );
  },
);

test(
  `${REVOKE_USE} is done once, cut off at each of five points and sent again`,
  async () => {
    const buyer = world.client('buyer');
    for (let count = 0; count < CUTS; count += 1) {
      const number = await world.fresh('issued', 'buyer');
      await world.change(buyer, 'confirm-use', number, { purpose: 'DEDUCTION', period: gateway.month });
      const sent = await requests.of(REVOKE_USE, 'buyer', number);
      await requireOnce(REVOKE_USE, buyer, sent, CUT_POINTS[count % CUT_POINTS.length] as CutPoint);
    }
  },
  60_000 + CUTS * 500,
);

describe('the acts of payments and keys', () => {
  let seller: MerchantClient;
  let provider: MerchantClient;
  const time = () => ({ now: gateway.home.now() });
  const order = () => paymentTo(seller.code, '106.00', time());
  const draft = () => draftOf(seller.code, { type: 'PERSON' }, { lines: [lineOfNet('100.00')] });
  const grantAgain = async () => void (await grant(seller, provider.code, time()));

  beforeAll(async () => {
    seller = world.client('seller');
    provider = await providerOf(gateway);
    await grantAgain();
  });

  /** A request of an act that no other round has sent, and its caller. */
  type Round = () => Promise<readonly [MerchantClient, Sent]>;
  const signed = async (
    client: MerchantClient,
    operation: Operation,
    path: string,
    body: Record<string, unknown>,
    order: Record<string, unknown> = body,
  ): Promise<readonly [MerchantClient, Sent]> => [
    client,
    { path, body, headers: await client.statement(operation, order) },
  ];

  const rounds: Readonly<Record<string, Round>> = {
    'POST /v1/payments with drafts': async () => {
      const [payment, drafts] = [order(), [draft()]];
      const body = { payment, invoices: drafts };
      return await signed(provider, 'issue-paid', '/v1/payments', body, { drafts, payment });
    },
    'POST /v1/payments': async () =>
      await signed(provider, 'confirm-payment', '/v1/payments', { payment: order() }),
    'POST /v1/refunds': async () => {
      const { id, amount, paidAt: refundedAt, ...paid } = order();
      const { body } = await pay(provider, { ...paid, id, amount, paidAt: refundedAt }, [draft()]);
      const number = body.invoices[0]?.number;
      const terms = { payment: id, refund: 'refund-1', amount, refundedAt, number, reason: '01' };
      return await signed(provider, 'confirm-refund', '/v1/refunds', terms);
    },
    'POST /v1/mandates/{provider}/revoke': async () => {
      await grantAgain();
      const path = `/v1/mandates/${provider.code}/revoke`;
      return await signed(seller, 'revoke-mandate', path, {}, { provider: provider.code });
    },
    'POST /v1/keys/{name}/revoke': async () => {
      const name = `key-${randomUUID().slice(0, 8)}`;
      const { publicKey } = newKey();
      expect((await sendKey(seller, { name, publicKey, scopes: ['issue'] })).status).toBe(201);
      return await signed(seller, 'revoke-key', `/v1/keys/${name}/revoke`, {}, { name });
    },
  };

  test.each(Object.entries(rounds))(
    `%s is done once, cut off at each of five points and sent again, ${CUTS} times`,
    async (what, round) => {
      for (let count = 0; count < CUTS; count += 1) {
        const [client, sent] = await round();
        await requireOnce(what, client, sent, CUT_POINTS[count % CUT_POINTS.length] as CutPoint);
      }
    },
    60_000 + CUTS * 500,
  );
});

test('every act of the tables is cut off', () => {
  const covered = [...actsOf(INVOICE_RIGHTS), ...actsOf(OTHER_RIGHTS)].map(([what]) => what);
  const all = new Set([...INVOICE_RIGHTS, ...OTHER_RIGHTS].filter(isOfAct).map(({ what }) => what));
  expect([...all].filter((what) => !covered.includes(what))).toEqual(NEEDS_ANOTHER_STATE);
});
