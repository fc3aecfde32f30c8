import { canonicalJson } from '@fapiao-ledger/core';
import { verifyReceipt } from '@fapiao-ledger/receipt';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftOf, enterprise, lineOfNet } from '../../support/drafts.ts';
import { TestGateway } from '../../support/gateway.ts';
import type { MerchantClient, Reply } from '../../support/merchant-client.ts';
import { PdfSurgery } from '../../support/pdf-surgery.ts';

type Pdf = Uint8Array<ArrayBuffer>;
type Report = { readonly valid: boolean; readonly code?: string };

const ATTACHED = /^\d+ 0 obj\n<<\n\/Type \/EmbeddedFile\n/;

let gateway: TestGateway;
let seller: MerchantClient;
let long: string;
let middle: string;
let short: string;

beforeAll(async () => {
  gateway = await TestGateway.start({ limits: { proxies: 1 } });
  seller = await gateway.seller();
  const buyer = enterprise(seller.code);
  const drafts = [2_000, 300, 1].map((length) =>
    draftOf(seller.code, buyer, { lines: Array.from({ length }, () => lineOfNet('1.00')) }),
  );
  const { body } = await seller.issue(drafts);
  [long, middle, short] = body.invoices.map(({ number }) => number) as [string, string, string];
});
afterAll(async () => await gateway.close());

const receipt = async (number: string): Promise<Reply<Pdf>> =>
  await seller.get<Pdf>(`/v1/invoices/${number}/receipt.pdf`);

/** From an address of its own: of one, eight are checked at once and the others wait. */
const check = async (raw: Pdf, address = '192.0.2.1'): Promise<Reply<Report>> =>
  await gateway.anonymous<Report>('POST', '/v1/verify', {
    raw,
    headers: { 'Content-Type': 'application/pdf', 'X-Forwarded-For': address },
  });

/** How long something takes, and the longest that another request had to wait meanwhile. Milliseconds. */
async function waitsDuring(work: () => Promise<unknown>): Promise<{ whole: number; longest: number }> {
  const start = performance.now();
  let isDone = false;
  const working = work().finally(() => (isDone = true));
  let longest = 0;
  while (!isDone) {
    const asked = performance.now();
    await gateway.anonymous('GET', '/healthz');
    longest = Math.max(longest, performance.now() - asked);
  }
  await working;
  return { whole: performance.now() - start, longest };
}

describe('others are answered', () => {
  test('while receipts of 2,000 lines are drawn', async () => {
    const { whole, longest } = await waitsDuring(() => Promise.all([receipt(long), receipt(long)]));
    expect(longest).toBeLessThan(whole / 3);
  });

  test('while files of strangers are checked, one of them made to take long', async () => {
    const surgery = new PdfSurgery(Buffer.from((await receipt(short)).body));
    const endorsements = Array.from({ length: 100_000 }, () => ({ endorser: 'AAAA', signature: 'AAAA' }));
    const proof = Buffer.from(canonicalJson({ attestation: { payload: 'AAAA', endorsements } }));
    const hostile = new Uint8Array(surgery.setStream(surgery.find(ATTACHED)[0] as number, proof).toBytes());
    const genuine = (await receipt(long)).body;
    const reports: (boolean | undefined)[] = [];
    const { whole, longest } = await waitsDuring(async () => {
      const replies = await Promise.all([hostile, genuine, hostile, genuine].map((file) => check(file)));
      reports.push(...replies.map(({ body }) => body.valid));
    });
    expect(reports).toEqual([false, true, false, true]);
    expect(longest).toBeLessThan(whole / 3);
  });
});

test('a small file that unpacks to millions of objects is only refused', async () => {
  const surgery = new PdfSurgery(Buffer.from((await receipt(short)).body));
  const endorsements = Array(2_600_000).fill('{}').join(',');
  const proof = Buffer.from(`{"attestation":{"endorsements":[${endorsements}],"payload":"AAAA"}}`);
  const bomb = new Uint8Array(surgery.setStream(surgery.find(ATTACHED)[0] as number, proof).toBytes());
  expect(bomb.length).toBeLessThan(200_000);
  const { status, body } = await check(bomb);
  expect([status, body.valid]).toEqual([200, false]);
});

test('a receipt is the same, byte for byte, as one drawn without threads', async () => {
  const { body } = await receipt(short);
  // The last check of a receipt is to draw it again, here in this thread, and to compare.
  const { valid, checks } = verifyReceipt(body, gateway.home.trust, new Date());
  expect([valid, checks.at(-1)]).toEqual([
    true,
    expect.objectContaining({ name: 'page', outcome: 'passed' }),
  ]);
});

test('a caller with too many waiting requests is told to retry, and the rest is answered', async () => {
  const file = (await receipt(middle)).body;
  const replies = await Promise.all(Array.from({ length: 40 }, (_, at) => check(file, `192.0.2.${at}`)));
  const refused = replies.filter(({ status }) => status !== 200);
  expect(refused.length).toBeGreaterThan(0);
  for (const { status, headers, body } of refused) {
    expect([status, body.code, headers.get('retry-after')]).toEqual([503, 'GATEWAY_BUSY', '1']);
  }
  expect(replies.filter(({ body }) => body.valid).length).toBe(replies.length - refused.length);
});

test('a receipt does not wait for the files that strangers have checked', async () => {
  const file = (await receipt(long)).body;
  let checked = 0;
  const checks = Array.from({ length: 18 }, async () => {
    const { body } = await check(file);
    checked += 1;
    return body.valid;
  });
  expect((await receipt(short)).status).toBe(200);
  expect(checked).toBeLessThan(9);
  expect(new Set(await Promise.all(checks))).toEqual(new Set([true]));
});

test('a gateway that stops still sends the receipts it has begun', async () => {
  const stopping = await TestGateway.start();
  const own = await stopping.seller();
  const { body } = await own.issue(draftOf(own.code, enterprise(own.code)));
  const path = `/v1/invoices/${body.invoices[0]?.number}/receipt.pdf`;
  await own.get(path);
  const begun = own.get<Pdf>(path);
  await own.get('/healthz');
  const [reply] = await Promise.all([begun, stopping.stopServing()]);
  expect([reply.status, verifyReceipt(reply.body, stopping.home.trust, new Date()).valid]).toEqual([
    200,
    true,
  ]);
  await stopping.home.close();
});
