import { createHash, createPublicKey } from 'node:crypto';
import type { InvoiceJson, InvoiceStatusJson, InvoicesPage } from '@fapiao-ledger/core';
import { requestText, statementText } from '@fapiao-ledger/core';
import { cryptography, publicKeyFromPem } from '@fapiao-ledger/pki';
import type { Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, openBrowser } from '../support/chromium.ts';
import { enterpriseCode, personId } from '../support/drafts.ts';
import { agree, WalletWorld } from './wallet-world.ts';

const STRANGER = enterpriseCode(4_711);
const OTHER_NUMBER = '26442000000000099999';

type Answer = Record<string, unknown> & {
  invoices?: InvoicesPage['invoices'];
  invoice?: InvoiceJson;
  status?: InvoiceStatusJson;
};

/** What a hostile gateway makes of its answers. */
const ALTERATIONS: readonly (readonly [what: string, alter: (answer: Answer) => Answer])[] = [
  [
    'the number of the invoice',
    (answer) => ({
      ...answer,
      ...(answer.invoice && { invoice: { ...answer.invoice, number: OTHER_NUMBER } }),
    }),
  ],
  [
    'the buyer, so that a claim would go to another company',
    (answer) => ({
      ...answer,
      ...(answer.invoice && {
        invoice: { ...answer.invoice, buyer: { type: 'ENTERPRISE', code: STRANGER, name: '他人公司' } },
      }),
    }),
  ],
  [
    'the amounts',
    (answer) => ({
      ...answer,
      ...(answer.invoice && {
        invoice: { ...answer.invoice, totals: { net: '1.00', tax: '0.06', gross: '1.06' } },
      }),
    }),
  ],
  [
    'the holder',
    (answer) => ({
      ...answer,
      ...(answer.status && { status: { ...answer.status, holder: STRANGER } }),
    }),
  ],
  [
    'the numbers in the list',
    (answer) => ({
      ...answer,
      ...(answer.invoices && {
        invoices: answer.invoices.map((each) => ({ ...each, number: OTHER_NUMBER })),
      }),
    }),
  ],
  ['the ledger', (answer) => ({ ...answer, ...('ledger' in answer ? { ledger: 'ab'.repeat(32) } : {}) })],
  ['the shape', () => ({})],
];

describe.skipIf(CHROMIUM === undefined)(
  'the wallet at a hostile gateway, in Chromium (needs chromium)',
  () => {
    let world: WalletWorld;
    beforeAll(async () => {
      world = await WalletWorld.start(await openBrowser());
    });
    afterAll(async () => await world.close());

    /** Requires that a signature is about a transfer of this invoice to this taxpayer on the true ledger, and about nothing else. */
    function expectSignedAbout(sent: Request, number: string, to: string): void {
      const headers = sent.headers();
      const requestId = headers['idempotency-key'] as string;
      const { code, certificate } = world.person;
      const body = { to, invoices: [{ number }] };
      const request = requestText({ actor: code, operation: 'transfer', requestId, body });
      const ledger = world.gateway.home.trust.ledger;
      const terms = {
        ledger,
        contract: world.gateway.home.trust.chaincode,
        keyEpoch: headers['fapiao-key-epoch'] as string,
        notAfter: headers['fapiao-not-after'] as string,
      };
      const digest = createHash('sha256').update(request).digest('hex');
      const key = publicKeyFromPem(
        createPublicKey(certificate).export({ type: 'spki', format: 'pem' }) as string,
      );
      const spki = key.export({ type: 'spki', format: 'der' }).toString('base64');
      const verdict = cryptography.verify(
        spki,
        statementText(terms, digest),
        headers['fapiao-signature'] as string,
      );
      expect(verdict).toBe('valid');
    }

    async function alterAnswers(page: Page, alter: (answer: Answer) => Answer): Promise<void> {
      await page.route('**/v1/**', async (route) => {
        if (route.request().method() !== 'GET' || route.request().url().endsWith('/key'))
          return await route.continue();
        const response = await route.fetch();
        if (!response.ok()) return await route.fulfill({ response });
        return await route.fulfill({ response, json: alter((await response.json()) as Answer) });
      });
    }

    test.each(ALTERATIONS)(
      'that alters %s gets no signature about anything but what was shown',
      async (_, alter) => {
        const number = await world.issue();
        const to = personId(900);
        const page = await world.open({ locale: 'en-GB' });
        await alterAnswers(page, alter);
        await page.goto(`${world.gateway.url}/#/held/${number}`);
        await page.waitForSelector('.as-of');
        await page.goto(`${world.gateway.url}/#/held/${number}/pass`);
        await page.fill('#party', to);
        const posted = page.waitForRequest((request) => request.method() === 'POST');
        await page.click('form [type=submit]');
        await page.waitForSelector('.confirm');
        const shown = await agree(page);
        for (const text of [number, to, world.person.code]) expect(shown).toContain(text);
        for (const text of [STRANGER, OTHER_NUMBER]) expect(shown).not.toContain(text);
        expectSignedAbout(await posted, number, to);
        await page.context().close();
      },
    );

    test('that names another company as the buyer has it shown before anything is signed', async () => {
      const number = await world.issue();
      const page = await world.open({ locale: 'en-GB' });
      await alterAnswers(page, ALTERATIONS[1]?.[1] as (answer: Answer) => Answer);
      const sent: string[] = [];
      page.on('request', (request) => {
        if (request.method() === 'POST') sent.push(request.url());
      });
      await page.goto(`${world.gateway.url}/#/held/${number}`);
      await page.click('a.primary');
      await page.waitForSelector('#party');
      await expect.poll(async () => await page.inputValue('#party')).toBe(STRANGER);
      await page.click('form [type=submit]');
      await page.waitForSelector('.confirm');
      expect(await page.textContent('.confirm')).toContain(STRANGER);
      await page.click('.confirm .plain');
      await page.waitForSelector('text=Nothing was signed');
      expect(sent).toEqual([]);
      await page.context().close();
    });
  },
);
