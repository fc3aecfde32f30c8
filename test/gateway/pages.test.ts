import { randomUUID } from 'node:crypto';
import { type LedgerClient, LedgerError } from '@fapiao-ledger/network/ledger-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '../support/changed-client.ts';
import { draftOf, enterprise, lineOfNet } from '../support/drafts.ts';
import { type GatewayChanges, refusalOf, TestGateway } from '../support/gateway.ts';
import type { IssuedBody, MerchantClient, ProblemBody, Reply } from '../support/merchant-client.ts';

let gateway: TestGateway;
let seller: MerchantClient;
let buyer: MerchantClient;

beforeAll(async () => {
  gateway = await TestGateway.start();
  seller = await gateway.seller();
  buyer = await gateway.company();
  await seller.issue(draftOf(seller.code, enterprise(buyer.code)));
});
afterAll(async () => await gateway.close());

const draft = (remark: string, own = seller) => draftOf(own.code, enterprise(buyer.code), { remark });
const times = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, i) => make(i));

describe('requests that arrive together', () => {
  test('travel on few pages, each with its own answer', async () => {
    const replies = await Promise.all(times(100, (index) => seller.issue(draft(`第${index}张`))));
    expect(replies.every(({ status }) => status === 201)).toBe(true);
    const numbers = replies.map(({ body }) => body.invoices[0]?.number as string);
    expect(new Set(numbers).size).toBe(100);
    // How few depends on how fast requests come in; each by itself would make a hundred.
    expect(new Set(replies.map(({ body }) => body.transactionId)).size).toBeLessThan(75);
    for (const index of [0, 42, 99]) {
      const { body } = await seller.get<{ invoice: { remark: string } }>(`/v1/invoices/${numbers[index]}`);
      expect(body.invoice.remark).toBe(`第${index}张`);
    }
  });

  test('are refused alone: a bad draft, a bad signature, a reused request id', async () => {
    const used = randomUUID();
    await seller.issue(draft('早先'), { requestId: used });
    const replies = await Promise.all<Reply<IssuedBody | ProblemBody>>([
      ...times(10, (index) => seller.issue(draft(`前${index}`))),
      seller.issue({ ...draft('坏'), remark: '' }),
      seller.issue(draft('假'), { signer: buyer }),
      seller.issue(draft('又'), { requestId: used }),
      ...times(10, (index) => seller.issue(draft(`后${index}`))),
    ]);
    const refused = replies.filter(({ status }) => status !== 201).map(refusalOf);
    expect(refused).toEqual(['422 TEXT_INVALID', '403 SIGNATURE_INVALID', '409 REQUEST_ID_REUSED']);
  });

  test('with a wrong signature cost the ledger one look, however many there are', async () => {
    let asked = 0;
    const counting = await TestGateway.start({
      wrap: (home) =>
        withClient(home, (client) => ({
          submit: async (identity, call) => {
            asked += call.function === 'IssueInvoices' ? 1 : 0;
            return await client.submit(identity, call);
          },
        })),
    });
    const [own, stranger] = [await counting.seller(), await counting.company()];
    await own.issue(draft('真', own));
    asked = 0;
    const replies = [];
    for (let index = 0; index < 4; index += 1) {
      replies.push(refusalOf(await own.issue(draft(`假${index}`, own), { signer: stranger })));
    }
    expect(new Set(replies)).toEqual(new Set(['403 SIGNATURE_INVALID']));
    expect(asked).toBe(1);
    expect((await own.issue(draft('又真', own))).status).toBe(201);
    await counting.close();
  });

  test('are each decided once, though their lane is supplied again and again', async () => {
    const requests: string[] = [];
    const counting = await TestGateway.start({
      limits: { creditChunk: '100.00', numbersChunk: 7 },
      wrap: (home) =>
        withClient(home, (client) => ({
          submit: async (identity, call) => {
            const { requests: these = [] } = JSON.parse(call.args[0] ?? '{}') as {
              requests?: readonly { requestId: string }[];
            };
            requests.push(...these.map(({ requestId }) => requestId));
            return await client.submit(identity, call);
          },
        })),
    });
    const own = await counting.seller();
    const small = draftOf(own.code, enterprise(own.code), { lines: [lineOfNet('10.00')] });
    await own.issue(small);
    requests.length = 0;
    for (let round = 0; round < 5; round += 1) {
      const replies = await Promise.all(times(40, () => own.issue(small)));
      expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]));
    }
    expect([requests.length, new Set(requests).size]).toEqual([200, 200]);
    await counting.close();
  });

  test('of other sellers do not wait for each other', async () => {
    const sellers = await Promise.all(times(5, () => gateway.seller()));
    const replies = await Promise.all(
      sellers.flatMap((own) => times(10, (index) => own.issue(draft(`${index}`, own)))),
    );
    expect(replies.every(({ status }) => status === 201)).toBe(true);
  });
});

test('32 clients on a credit that fits half of them stay within it to the fen', async () => {
  const poor = await gateway.seller({ credit: '1600.00' });
  const own = draftOf(poor.code, enterprise(buyer.code), { lines: [lineOfNet('100.00')] });
  const replies = await Promise.all(times(32, () => poor.issue(own)));
  const issued = replies.filter(({ status }) => status === 201);
  expect(issued).toHaveLength(16);
  expect(new Set(replies.filter(({ status }) => status !== 201).map(refusalOf))).toEqual(
    new Set(['409 CREDIT_EXCEEDED']),
  );
  expect(new Set(issued.map(({ body }) => body.invoices[0]?.number)).size).toBe(16);
  const credit = await poor.get<{ granted: string; allotted: string }>(
    `/v1/credits/${poor.code}/${gateway.month}`,
  );
  expect(credit.body).toMatchObject({ granted: '1600.00', allotted: '1600.00' });
});

describe('when the ledger is in trouble', () => {
  /** A gateway whose ledger commits, and then fails in the given way. */
  async function troubled(
    trouble: (client: LedgerClient) => Partial<LedgerClient>,
    limits: GatewayChanges['limits'] = {},
  ): Promise<TestGateway> {
    const wrap: GatewayChanges['wrap'] = (home) => withClient(home, trouble);
    return await TestGateway.start({ limits, wrap });
  }

  test('an answer that was lost is found again', async () => {
    const lost = await lostAnswers(2);
    const own = await lost.gateway.seller();
    const reply = await own.issue(draft('失而复得', own));
    expect(reply.status).toBe(201);
    expect(lost.cut()).toBeGreaterThan(0);
    const { body } = await own.get<{ invoice: { transactionId: string } }>(
      `/v1/invoices/${reply.body.invoices[0]?.number}`,
    );
    expect(body.invoice.transactionId).toBe(reply.body.transactionId);
    await lost.gateway.close();
  });

  test('retries of requests whose answers were cut issue everything exactly once', async () => {
    const lost = await lostAnswers(3);
    const own = await lost.gateway.seller();
    const ids = times(60, () => randomUUID());
    const issue = async (id: string): Promise<string> => {
      const { body } = await own.issue(draft(id, own), { requestId: id });
      return body.invoices[0]?.number as string;
    };
    const first = await Promise.all(ids.map(issue));
    const second = await Promise.all(ids.map(issue));
    expect(second).toEqual(first);
    expect(new Set(first).size).toBe(60);
    await lost.gateway.close();
  });

  /** Commits every n-th issue or change, and loses the answer. */
  async function lostAnswers(every: number): Promise<{ gateway: TestGateway; cut: () => number }> {
    let count = 0;
    let cut = 0;
    const gateway = await troubled((client) => ({
      submit: async (identity, call) => {
        const committed = await client.submit(identity, call);
        count += call.contract === 'invoice' ? 1 : 0;
        if (call.contract !== 'invoice' || count % every !== 1) return committed;
        cut += 1;
        const { transactionId } = committed;
        throw new LedgerError('LEDGER_OUTCOME_UNKNOWN', 'the connection broke', {
          stage: 'commit-status',
          transactionId,
        });
      },
    }));
    return { gateway, cut: () => cut };
  }

  test('an outcome that stays unknown is reported as unknown, and the retry reports what happened', async () => {
    let isBroken = false;
    const trouble = (client: LedgerClient): Partial<LedgerClient> => ({
      submit: async (identity, call) => {
        const committed = await client.submit(identity, call);
        if (!isBroken) return committed;
        const { transactionId } = committed;
        throw new LedgerError('LEDGER_OUTCOME_UNKNOWN', 'the connection broke', {
          stage: 'commit-status',
          transactionId,
        });
      },
      outcomeOf: async (id) => (isBroken ? undefined : await client.outcomeOf(id)),
      evaluate: async (identity, call) => {
        if (isBroken && call.function === 'ReadRequest') {
          throw new LedgerError('LEDGER_UNAVAILABLE', 'the connection broke', { stage: 'evaluate' });
        }
        return await client.evaluate(identity, call);
      },
    });
    const gateway = await troubled(trouble, { outcomeTimeoutMs: 300 });
    const own = await gateway.seller();
    await own.issue(draft('先', own));
    const requestId = randomUUID();
    isBroken = true;
    expect(refusalOf(await own.issue(draft('断', own), { requestId }))).toMatch(/^50[34] LEDGER_/);
    isBroken = false;
    const height = (await gateway.home.client.status()).height;
    const reply = await own.issue(draft('断', own), { requestId });
    expect(reply.status).toBe(201);
    expect(reply.body.transactionId).toMatch(/^[0-9a-f]{64}$/);
    expect((await gateway.home.client.status()).height - height).toBeLessThanOrEqual(1n);
    await gateway.close();
  });

  test('a lost answer of an allotment is no outcome of the issue: the lane is read again', async () => {
    let lost = 0;
    const gateway = await troubled((client) => ({
      submit: async (identity, call) => {
        const committed = await client.submit(identity, call);
        if (call.function !== 'AllotLane' || lost > 0) return committed;
        lost += 1;
        throw new LedgerError('LEDGER_OUTCOME_UNKNOWN', 'the connection broke', { stage: 'commit-status' });
      },
    }));
    const own = await gateway.seller();
    expect((await own.issue(draft('一', own))).status).toBe(201);
    expect(lost).toBe(1);
    await gateway.close();
  });

  test('a lane that cannot be supplied is no unknown outcome: nothing was issued', async () => {
    const gateway = await troubled((client) => ({
      submit: async (identity, call) => {
        if (call.function !== 'AllotLane') return await client.submit(identity, call);
        throw new LedgerError('LEDGER_OUTCOME_UNKNOWN', 'the connection broke', { stage: 'commit-status' });
      },
    }));
    const own = await gateway.seller();
    const reply = await own.issue<ProblemBody>(draft('二', own));
    expect(refusalOf(reply)).toBe('503 LEDGER_BUSY');
    expect(reply.body.detail).toContain('nothing was issued');
    await gateway.close();
  });

  test('a conflict is tried again with a fresh transaction', async () => {
    let conflicts = 5;
    const gateway = await troubled((client) => ({
      submit: async (identity, call) => {
        if (call.contract === 'bureau' || conflicts === 0) return await client.submit(identity, call);
        conflicts -= 1;
        throw new LedgerError('LEDGER_CONFLICT', 'another change was first', { stage: 'commit' });
      },
    }));
    const own = await gateway.seller();
    expect((await own.issue(draft('再试', own))).status).toBe(201);
    expect(conflicts).toBe(0);
    await gateway.close();
  });

  test.each(['LEDGER_BUSY', 'LEDGER_UNAVAILABLE', 'LEDGER_READ_ONLY'] as const)(
    '%s is for the caller to wait out',
    async (code) => {
      let isBroken = false;
      const gateway = await troubled((client) => ({
        submit: async (identity, call) => {
          if (isBroken) throw new LedgerError(code, 'not now', { stage: 'submit' });
          return await client.submit(identity, call);
        },
      }));
      const own = await gateway.seller();
      isBroken = true;
      const reply = await own.issue(draft('等', own));
      expect(refusalOf(reply)).toBe(`503 ${code}`);
      expect(reply.headers.get('retry-after')).toBe('1');
      await gateway.close();
    },
  );
});
