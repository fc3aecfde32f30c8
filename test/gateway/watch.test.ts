import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RULE_SET_2026, type WatchPage } from '@fapiao-ledger/core';
import { crossingsIn, openSqlite, ReadModel } from '@fapiao-ledger/gateway/read-model';
import { type ChangeBlock, changesIn } from '@fapiao-ledger/gateway/stream/ledger-change';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftOf, lineOfNet } from '../support/drafts.ts';
import { EventStream, type HeardEvent } from '../support/event-stream.ts';
import { refusalOf, TestGateway } from '../support/gateway.ts';
import type { MerchantClient } from '../support/merchant-client.ts';

const CROSSING = 'SmallScaleLimitReached';
let folder: string;
let gateway: TestGateway;
let small: MerchantClient;
let general: MerchantClient;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fapiao-watch-'));
  gateway = await TestGateway.bare({ readModel: join(folder, 'read-model.db') });
  await gateway.act('/v1/bureau/rule-sets', { ...RULE_SET_2026, smallScaleLimit: '1000.00' });
  small = await gateway.company('SMALL_SCALE');
  await gateway.grant(small);
  general = await gateway.seller();
});

afterAll(async () => {
  await gateway.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Issues an invoice of a net amount, and returns its number and transaction. */
async function sell(seller: MerchantClient, net: number): Promise<{ number: string; transactionId: string }> {
  const rate = seller === small ? '0.03' : '0.13';
  const line = { ...lineOfNet(`${net}.00`), rate, tax: (net * Number(rate)).toFixed(2) };
  const { body } = await seller.issue(draftOf(seller.code, { type: 'PERSON' }, { lines: [line] }));
  return { number: body.invoices[0]?.number as string, transactionId: body.transactionId };
}

async function reverse(number: string): Promise<void> {
  const body = { reason: '01', lane: 'main' };
  const headers = await small.statement('start-red-letter', { number, ...body });
  const reply = await small.send('POST', `/v1/invoices/${number}/red-letter`, { body, headers });
  expect(reply.status).toBe(200);
}

const watch = async (query = ''): Promise<WatchPage> =>
  (await gateway.officer.get<WatchPage>(`/v1/bureau/watch${query}`)).body;

const listen = async (client: MerchantClient, lastId?: string): Promise<EventStream> =>
  await EventStream.open(gateway.url, client.token(), lastId);

describe('the watch of small-scale sellers', () => {
  test('lists a seller from its share of the limit on, net of what was reversed, and tells of the crossing once', async () => {
    const { lastId } = await listen(gateway.officer);
    await sell(general, 5_000);
    await sell(small, 700);
    expect((await watch()).sellers).toEqual([]);
    const second = await sell(small, 100);
    expect(await watch()).toMatchObject({
      limit: '1000.00',
      sellers: [{ code: small.code, net: '800.00', share: '0.8000' }],
    });
    expect((await watch('?from=0.8001')).sellers).toEqual([]);
    await reverse(second.number);
    expect((await watch('?from=0.7')).sellers).toMatchObject([{ net: '700.00' }]);
    const crossing = await sell(small, 300);
    const after = await sell(small, 300);
    expect((await watch('?from=1')).sellers).toMatchObject([{ net: '1300.00', share: '1.3000' }]);
    await reverse(after.number);
    await reverse(crossing.number);
    const again = await sell(small, 400);

    const heard = await until(await listen(gateway.officer, lastId), again.transactionId);
    const crossings = heard.filter(({ name }) => name === CROSSING);
    expect(crossings.map(({ data }) => data)).toEqual([
      expect.objectContaining({
        transactionId: crossing.transactionId,
        detail: { seller: small.code, month: gateway.month, net: '1000.00', limit: '1000.00' },
      }),
    ]);
    const place = heard.findIndex(({ name }) => name === CROSSING);
    expect(heard[place + 1]).toMatchObject({
      name: 'InvoicesIssued',
      data: { transactionId: crossing.transactionId },
    });

    // A reader that lost the connection behind the crossing, and before the event of its transaction.
    const resumed = await until(await listen(gateway.auditor, heard[place]?.id), again.transactionId);
    expect(resumed.filter(({ name }) => name === CROSSING)).toHaveLength(1);
    const later = await until(await listen(gateway.auditor, heard[place + 1]?.id), again.transactionId);
    expect(later.filter(({ name }) => name === CROSSING)).toHaveLength(0);
  });

  test('tells no taxpayer of a crossing, not even the seller', async () => {
    const stream = await listen(small, '0-0');
    const last = await sell(small, 1);
    expect((await until(stream, last.transactionId)).map(({ name }) => name)).not.toContain(CROSSING);
    for (const caller of [small, gateway.operator])
      expect(refusalOf(await caller.get('/v1/bureau/watch'))).toBe('403 ROLE_REQUIRED');
  });

  test.each(['from=-1', 'from=x', 'from=1.23456', 'limit=0', 'limit=1001', 'after=x'])(
    'refuses the question %s',
    async (query) => {
      expect((await gateway.officer.get(`/v1/bureau/watch?${query}`)).status).toBe(422);
    },
  );

  test('finds the same crossings however the blocks were cut into batches', async () => {
    const blocks = await everyBlock();
    const digests: string[] = [];
    for (const size of [1, 3, blocks.length]) {
      const model = await ReadModel.open(openSqlite(join(folder, `cut-${size}.db`)), gateway.channel);
      for (let start = 0; start < blocks.length; start += size)
        await model.apply(blocks.slice(start, start + size));
      digests.push((await model.digest()).value);
      const found = await Promise.all(blocks.map(async ({ number }) => await crossingsIn(model, number)));
      expect(found.flat()).toEqual([
        expect.objectContaining({ seller: small.code, net: 100_000n, limit: 100_000n }),
      ]);
      await model.close();
    }
    expect(new Set(digests).size).toBe(1);
  });
});

/** Hears events up to that of a transaction. */
async function until(stream: EventStream, transactionId: string): Promise<readonly HeardEvent[]> {
  const heard: HeardEvent[] = [];
  for (;;) {
    const [event] = await stream.take(1);
    if (event !== undefined) heard.push(event);
    if (event?.data.transactionId === transactionId && event.name !== CROSSING) break;
  }
  stream.leave();
  return heard;
}

async function everyBlock(): Promise<readonly ChangeBlock[]> {
  const { client } = gateway.home;
  const { height } = await client.status();
  const stop = new AbortController();
  const blocks: ChangeBlock[] = [];
  for await (const block of client.blocks(0n, stop.signal)) {
    blocks.push(changesIn(block));
    if (block.number === height - 1n) break;
  }
  stop.abort();
  return blocks;
}
