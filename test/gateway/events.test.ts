import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EventPosition, parseEventId } from '@fapiao-ledger/gateway/events/event-position';
import { EventStreams } from '@fapiao-ledger/gateway/events/event-streams';
import { EventReader } from '@fapiao-ledger/gateway/events/ledger-events';
import { LedgerStream } from '@fapiao-ledger/gateway/stream/ledger-stream';
import { generateKeyPair } from '@fapiao-ledger/pki';
import { createCsr } from '@fapiao-ledger/pki/csr';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftOf, enterprise } from '../support/drafts.ts';
import { EventStream, type HeardEvent } from '../support/event-stream.ts';
import { TestGateway } from '../support/gateway.ts';
import { type IssuedBody, MerchantClient } from '../support/merchant-client.ts';
import { preparedSeller } from '../support/prepared-seller.ts';
import { startGateway } from '../support/started-gateway.ts';

let gateway: TestGateway;
let seller: MerchantClient;
let buyer: MerchantClient;
let stranger: MerchantClient;

beforeAll(async () => {
  gateway = await TestGateway.start();
  seller = await gateway.seller();
  buyer = await gateway.company();
  stranger = await gateway.seller();
});
afterAll(async () => await gateway.close());

const listen = async (client: MerchantClient, lastId?: string): Promise<EventStream> =>
  await EventStream.open(gateway.url, client.token(), lastId);

const issue = async (own: MerchantClient, count = 1): Promise<IssuedBody> =>
  (await own.issue(Array.from({ length: count }, () => draftOf(own.code, enterprise(buyer.code))))).body;

const numbersIn = (events: readonly HeardEvent[]): readonly string[] =>
  events.flatMap(({ data }) => data.invoices.map(({ number }) => number));

describe('who receives which events', () => {
  test('seller and buyer receive the issue and the later changes of the invoice', async () => {
    const streams = await Promise.all([listen(seller), listen(buyer)]);
    const { invoices, transactionId } = await issue(seller, 2);
    const number = invoices[0]?.number as string;
    await buyer.change('lock', number, { company: buyer.code });
    for (const stream of streams) {
      const [issued, locked] = await stream.take(2);
      expect(issued).toMatchObject({ name: 'InvoicesIssued', data: { transactionId } });
      expect(issued?.data.invoices).toHaveLength(2);
      expect(locked).toMatchObject({ name: 'InvoicesChanged', data: { operation: 'lock' } });
      expect(locked?.data.invoices).toEqual([
        { number, state: 'LOCKED', holder: buyer.code, rest: '4449.00' },
      ]);
      stream.leave();
    }
  });

  test('a caller receives no events of the invoices of others, not even on a shared ledger page', async () => {
    const [own, foreign, overseer] = await Promise.all([
      listen(buyer),
      listen(stranger),
      listen(gateway.auditor),
    ]);
    const mine = draftOf(seller.code, enterprise(buyer.code));
    const other = draftOf(seller.code, enterprise(stranger.code));
    const { body } = await seller.issue([mine, other, mine]);
    const [first, second, third] = body.invoices.map(({ number }) => number);
    expect(numbersIn(await own.take(1))).toEqual([first, third]);
    expect(numbersIn(await foreign.take(1))).toEqual([second]);
    expect(numbersIn(await overseer.take(1))).toEqual([first, second, third]);
    // What comes next to the stranger is its own: nothing of the buyer's came in between.
    await buyer.change('transfer', first as string, { to: seller.code });
    const later = await issue(stranger);
    const [heard] = await foreign.take(1);
    expect(heard?.data.transactionId).toBe(later.transactionId);
    for (const stream of [own, foreign, overseer]) stream.leave();
  });

  test('a holder that transfers an invoice receives the transfer, and no later event', async () => {
    const number = (await issue(seller)).invoices[0]?.number as string;
    await buyer.change('transfer', number, { to: stranger.code });
    const third = await gateway.company();
    const [holder, next] = await Promise.all([listen(stranger), listen(third)]);
    await stranger.change('transfer', number, { to: third.code });
    await third.change('transfer', number, { to: buyer.code });
    const mark = await issue(stranger);
    const heard = await holder.take(2);
    expect(heard.map(({ data }) => data.operation ?? data.transactionId)).toEqual([
      'transfer',
      mark.transactionId,
    ]);
    expect((await next.take(2)).map(({ data }) => data.operation)).toEqual(['transfer', 'transfer']);
    for (const stream of [holder, next]) stream.leave();
  });

  test('the bureau receives its own acts, taxpayers do not', async () => {
    const [bureau, taxpayer] = await Promise.all([listen(gateway.officer), listen(seller)]);
    const joined = await gateway.company();
    const { transactionId } = await issue(seller);
    const [registered] = await bureau.take(1);
    expect(registered).toMatchObject({ name: 'TaxpayerRegistered', data: { detail: { code: joined.code } } });
    expect((await taxpayer.take(1))[0]?.data.transactionId).toBe(transactionId);
    for (const stream of [bureau, taxpayer]) stream.leave();
  });
});

describe('coming back', () => {
  test('with the last id, a client receives each event once, after any number of interruptions', async () => {
    const first = await listen(seller);
    let lastId = first.lastId;
    first.leave();
    const wanted: string[] = [];
    const heard: string[] = [];
    for (let round = 0; round < 6; round += 1) {
      const issued = await Promise.all(Array.from({ length: 5 }, () => issue(seller)));
      wanted.push(...issued.flatMap(({ invoices }) => invoices.map(({ number }) => number)));
      const stream = await listen(seller, lastId);
      heard.push(...numbersIn(await stream.take(1)));
      lastId = stream.lastId;
      stream.leave();
    }
    const rest = await listen(seller, lastId);
    while (heard.length < wanted.length) heard.push(...numbersIn(await rest.take(1)));
    rest.leave();
    expect(heard.toSorted()).toEqual(wanted.toSorted());
  });

  test('with an id that is none, or of another ledger, is refused', async () => {
    expect((await listen(seller, 'yesterday')).status).toBe(422);
    expect((await listen(seller, '999999-0')).status).toBe(422);
  });

  test('is possible from the very first block, long before what is kept', async () => {
    const home = await mkdtemp(join(tmpdir(), 'fapiao-events-'));
    const first = await startGateway(home);
    const credential = await preparedSeller(first.url, home);
    const client = (url: string): MerchantClient => new MerchantClient(url, 'fapiao', credential);
    const live = await EventStream.open(first.url, client(first.url).token(), '0-0');
    const wanted: string[] = [];
    const issueOn = async (url: string): Promise<void> => {
      const own = client(url);
      const { body } = await own.issue(draftOf(own.code, enterprise(own.code)));
      wanted.push(body.invoices[0]?.number as string);
    };
    for (let count = 0; count < 80; count += 1) await issueOn(first.url);
    const early = await live.take(5);
    const { lastId } = live;
    live.leave();
    expect(await first.stop('SIGTERM')).toBe(0);
    const second = await startGateway(home);
    await issueOn(second.url);
    const again = await EventStream.open(second.url, client(second.url).token(), lastId);
    const late = await again.take(76);
    again.leave();
    expect(numbersIn([...early, ...late])).toEqual(wanted);
    await second.stop('SIGTERM');
    await rm(home, { recursive: true });
  });
});

test('one caller has no more than ten streams at once', async () => {
  const own = await gateway.company();
  const streams = await Promise.all(Array.from({ length: 10 }, () => listen(own)));
  expect((await listen(own)).status).toBe(429);
  for (const stream of streams) stream.leave();
});

test('a stream ends when the bureau replaces the key that opened it, and a suspended taxpayer keeps its own', async () => {
  const [own, other] = [await gateway.seller(), await gateway.seller()];
  const [stream, kept] = [await listen(own), await listen(other)];
  await issue(own);
  expect(await stream.next()).toMatchObject({ name: 'InvoicesIssued' });
  const amend = async (client: MerchantClient, body: unknown): Promise<number> =>
    (await gateway.officer.send('PATCH', `/v1/bureau/taxpayers/${client.code}`, { body })).status;
  const issued = await issue(other);
  expect(await amend(other, { status: 'SUSPENDED' })).toBe(200);
  const { privateKey } = generateKeyPair();
  expect(await amend(own, { csr: await createCsr({ privateKey, commonName: own.code }) })).toBe(200);
  expect(await stream.next()).toMatchObject({ name: 'end', data: { reason: 'CREDENTIAL_INVALID' } });
  expect(await stream.next()).toBeUndefined();
  expect(await kept.next()).toMatchObject({ name: 'InvoicesIssued' });
  await gateway.act(`/v1/bureau/invoices/${issued.invoices[0]?.number}/freeze`, { reason: '核查' });
  expect(await kept.next()).toMatchObject({ name: 'InvoiceFrozen' });
  kept.leave();
});

test('a reader that falls behind the kept blocks is told to reconnect, and then receives everything', async () => {
  const { client } = gateway.home;
  const stream = new LedgerStream(client, (error) => expect.fail(String(error)), 1);
  const streams = new EventStreams(stream, new EventReader(() => Promise.reject()));
  stream.start();
  const caller = { role: 'taxpayer', mspId: 'PlatformMSP', code: stranger.code } as const;
  const listener = { caller, recheck: () => Promise.resolve(), gone: new AbortController().signal };
  const open = async (after?: EventPosition) => (await streams.open(listener, after))[Symbol.asyncIterator]();
  const slow = await open();
  const start = (await slow.next()).value as string;
  await issue(stranger);
  const heard = slow.next();
  const first = (await heard).value as string;
  for (let count = 0; count < 3; count += 1) await issue(stranger);
  await streamedTo(stream, (await client.status()).height);
  expect((await slow.next()).value).toContain('"reason":"TOO_SLOW"');
  expect(start).toMatch(/^retry: 2000\nid: \d+-0\n\n$/);
  const again = await open(parseEventId(/^id: (.+)$/m.exec(first)?.[1] as string));
  await again.next();
  for (let count = 0; count < 3; count += 1) expect((await again.next()).value).toContain('InvoicesIssued');
  streams.stop();
  expect((await again.next()).value).toContain('STOPPING');
  await stream.close();
});

/** Resolves when so many blocks have come. */
async function streamedTo(stream: LedgerStream, height: bigint): Promise<void> {
  for await (const { number } of stream.blocks(height - 1n, AbortSignal.timeout(55_000)))
    if (number + 1n >= height) return;
}

test('a stop ends every stream with the reason', async () => {
  const stopping = await TestGateway.start();
  const own = await stopping.company();
  const streams = await Promise.all(
    [own, stopping.officer].map((client) => EventStream.open(stopping.url, client.token())),
  );
  await Promise.all([
    stopping.stopServing(),
    ...streams.map(async (stream) => {
      expect(await stream.next()).toMatchObject({ name: 'end', data: { reason: 'STOPPING' } });
      expect(await stream.next()).toBeUndefined();
    }),
  ]);
  await stopping.home.close();
});
