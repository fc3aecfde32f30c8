import { once } from 'node:events';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type InvoiceStatusJson, initialStatus } from '@fapiao-ledger/core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AttestingNetwork, VALIDITY } from '../support/attested.ts';
import { BUYER_CODE, SELLER_CODE, sampleInvoice } from '../support/invoices.ts';
import { type Ran, temporaryFolder } from '../support/processes.ts';
import { warmCommands } from '../support/warm-commands.ts';

/**
 * A gateway with answers of its own, which notes what it receives: a client must sign nothing on its word. It answers no
 * question about requests, so that a signed and sent request stays without a known outcome (exit code 4).
 */
const INVOICE = sampleInvoice(2);
const { number } = INVOICE;
const STATUS = initialStatus(INVOICE);

let network: AttestingNetwork;
let server: Server;
let cwd: string;
let answers: Readonly<Record<string, unknown>> = {};
let posted: { readonly path: string; readonly body: unknown }[];

beforeAll(async () => {
  network = await AttestingNetwork.create();
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const path = request.url ?? '';
      if (request.method === 'POST') posted.push({ path, body: JSON.parse(body) });
      response.writeHead(path in answers ? 200 : 500, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answers[path] ?? {}));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => server.close());

beforeEach(async () => {
  cwd = await temporaryFolder();
  posted = [];
  for (const [name, code] of [
    ['shop', SELLER_CODE],
    ['company', BUYER_CODE],
  ] as const) {
    const { certificate, privateKey } = await network.platform.enrollWithNewKey({
      commonName: name,
      ou: 'client',
      attributes: { role: 'taxpayer', 'taxpayer.id': code },
      validity: VALIDITY,
    });
    const identity = { version: 1, mspId: 'PlatformMSP', code, role: 'taxpayer', certificate, privateKey };
    await writeFile(join(cwd, `${name}.json`), JSON.stringify(identity), { mode: 0o600 });
  }
  await mkdir(join(cwd, 'config', 'fapiao'), { recursive: true });
  await writeFile(join(cwd, 'config', 'fapiao', 'trust.json'), JSON.stringify(network.trust));
});

const warm = warmCommands();

async function as(who: string, ...args: readonly string[]): Promise<Ran> {
  const { port } = server.address() as AddressInfo;
  const gateway = ['--gateway', `http://127.0.0.1:${port}`, '--identity', `${who}.json`];
  return await warm([...args, ...gateway], { cwd });
}

/** The gateway's answer about the invoice: its own word, and an attestation. */
function answerWith(status: InvoiceStatusJson, options: object = {}): void {
  const asOf = `${new Date().toISOString().slice(0, 19)}Z`;
  answers = {
    '/v1/key': { actor: BUYER_CODE, keyEpoch: 'ab'.repeat(32), ledger: network.trust.ledger },
    [`/v1/invoices/${number}`]: { invoice: INVOICE, status },
    [`/v1/invoices/${number}/proof`]: network.attest(INVOICE, { status, asOf, ...options }),
    [`/v1/invoices/${number}/redeem`]: { requestId: 'x', transactionId: 'x', status },
  };
}

describe('redeem without an amount', () => {
  test('signs the rest that the ledger’s organizations vouch for', async () => {
    answerWith(STATUS);
    expect(await as('company', 'redeem', number)).toMatchObject({ exitCode: 4 });
    expect(posted).toMatchObject([{ body: { amount: STATUS.rest } }]);
  });

  test.each<[string, object]>([
    ['without an endorsement', { endorsers: [] }],
    ['that is a year old', { asOf: '2026-03-01T08:30:00Z' }],
  ])('signs no rest %s', async (_, options) => {
    answerWith({ ...STATUS, rest: '0.01' }, options);
    const ran = await as('company', 'redeem', number);
    expect(ran).toMatchObject({ exitCode: 5, stderr: expect.stringContaining('RECEIPT_ATTESTATION') });
    expect(posted).toEqual([]);
  });
});

describe('booking files', () => {
  const OTHER = `${number.slice(0, -1)}${number.endsWith('9') ? '8' : '9'}`;
  const entries = (count: number, shown: string): object => ({
    invoices: Array.from({ length: count }, () => ({ number: shown })),
    height: '1',
  });
  const out = async (): Promise<Ran> =>
    await as('company', 'export', '--as', 'company', '--out', 'bookings.zip');

  test.each([
    ['another invoice', OTHER, 'instead of'],
    ['a path in place of a number', '../../../evil', 'without a number'],
    ['a query in place of a number', `${number}?x=1`, 'without a number'],
  ])('are not written when the gateway lists %s', async (_, shown, words) => {
    const answer = { invoice: INVOICE, status: STATUS };
    answers = {
      '/v1/invoices?role=company&limit=200': entries(1, shown),
      [`/v1/invoices/${shown}`]:
        shown === OTHER ? answer : { ...answer, invoice: { ...INVOICE, number: shown } },
    };
    const ran = await out();
    expect(ran).toMatchObject({ exitCode: 5, stderr: expect.stringContaining('ANSWER_UNPROVEN') });
    expect(ran.stderr).toContain(words);
    expect(await readdir(cwd)).not.toContain('bookings.zip');
  });

  test('too many for an archive are refused before any invoice is read', async () => {
    answers = { '/v1/invoices?role=company&limit=200': entries(65_536, number) };
    const ran = await out();
    expect(ran).toMatchObject({ exitCode: 64, stderr: expect.stringContaining('--from') });
  });
});

describe('without a trust file', () => {
  test.each([
    ['shop', 'receipt'],
    ['company', 'redeem'],
  ])('the %s’s %s is refused, and told how to get one', async (who, command) => {
    answerWith(STATUS);
    const ran = await as(who, command, number, '--trust', 'none.json');
    expect(ran).toMatchObject({ exitCode: 64, stderr: expect.stringContaining('fapiao trust fetch') });
    expect(posted).toEqual([]);
  });

  test('an amount that the user names is signed: nothing is asked', async () => {
    answerWith(STATUS);
    const ran = await as('company', 'redeem', number, '--amount', '1.00', '--trust', 'none.json');
    expect(ran).toMatchObject({ exitCode: 4 });
    expect(posted).toMatchObject([{ body: { amount: '1.00' } }]);
  });
});
