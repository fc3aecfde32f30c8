import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { draftOf, enterprise } from '../support/drafts.ts';
import { TestGateway } from '../support/gateway.ts';
import type { MerchantClient } from '../support/merchant-client.ts';

let gateway: TestGateway;
let folder: string;
let seller: MerchantClient;
let buyer: MerchantClient;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fapiao-examples-'));
  gateway = await TestGateway.start({ readModel: join(folder, 'read-model.db') });
  seller = await gateway.seller();
  buyer = await gateway.company();
  writeFileSync(join(folder, 'trust.json'), JSON.stringify(gateway.home.trust));
  for (const [name, { code, certificate, key }] of Object.entries({ seller, buyer })) {
    const privateKey = key.export({ type: 'pkcs8', format: 'pem' });
    const identity = { version: 1, mspId: 'PlatformMSP', code, role: 'taxpayer', certificate, privateKey };
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(identity));
  }
});
afterAll(async () => {
  await gateway.close();
  rmSync(folder, { recursive: true });
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** Runs an example as a program of its own would run, and returns what it prints. */
async function run(name: string, args: readonly string[], as: 'seller' | 'buyer' = 'seller') {
  vi.resetModules();
  vi.stubEnv('FAPIAO_GATEWAY', gateway.url);
  vi.stubEnv('FAPIAO_IDENTITY', join(folder, `${as}.json`));
  vi.stubEnv('FAPIAO_TRUST', join(folder, 'trust.json'));
  const printed: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
  vi.spyOn(process, 'argv', 'get').mockReturnValue(['node', name, ...args]);
  const ended = import(`../../gateway/client/examples/${name}.ts`).then(() => printed);
  return { printed, ended };
}

async function issued(): Promise<string> {
  const { body } = await seller.issue(draftOf(seller.code, enterprise(buyer.code)));
  return body.invoices[0]?.number ?? '';
}

test('issue.ts issues an invoice, looks up its request, and repeats it under the same id', async () => {
  const [id = '', invoice, request] = await (await run('issue', [buyer.code, '示例采购有限公司'])).ended;
  expect(id).toMatch(/^request id [0-9a-f-]{36}$/);
  expect(invoice).toMatch(/^issued \d{20}, check code \d{20}$/);
  const requestId = id.slice('request id '.length);
  expect(request).toBe(`request ${requestId}: DONE`);
  const again = await run('issue', [buyer.code, '示例采购有限公司', requestId]);
  expect(await again.ended).toEqual([invoice, request]);
});

test('verify-receipt.ts finds a receipt genuine', async () => {
  const number = await issued();
  expect(await (await run('verify-receipt', [number])).ended).toEqual([`${number}: genuine`]);
});

test('transfer-and-lock.ts transfers, and explains a refusal in Chinese', async () => {
  const number = await issued();
  const transferred = await run('transfer-and-lock', [number, 'transfer', seller.code], 'buyer');
  expect(await transferred.ended).toEqual([`${number}: OPEN, holder ${seller.code}`]);
  const [refusal] = await (await run('transfer-and-lock', [number, 'lock', buyer.code], 'buyer')).ended;
  expect(refusal).toMatch(/^NOT_THE_HOLDER: .*\n只有持票人可以这样做。请持票人办理$/);
});

test('list.ts lists every invoice over several pages', async () => {
  const numbers = [await issued(), await issued(), await issued()];
  const lines = await (await run('list', ['2020-01-01'])).ended;
  expect(lines.slice(0, 3).map((line) => line.slice(0, 20))).toEqual(numbers.toReversed());
  expect(lines.at(-1)).toBe(`${lines.length - 1} invoices`);
});

test('follow-events.ts prints events from a position until it is interrupted', async () => {
  const { printed, ended } = await run('follow-events', ['0-0']);
  const number = await issued();
  await expect.poll(() => printed).toContain(`InvoicesIssued: ${number} OPEN ${buyer.code}`);
  process.emit('SIGINT');
  expect((await ended).at(-1)).toBe('stopped');
});
