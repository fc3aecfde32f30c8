import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { monthsAfter, RULE_SET_2026_12 } from '@fapiao-ledger/core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, openBrowser } from '../support/chromium.ts';
import { draftOf, enterprise } from '../support/drafts.ts';
import { TestGateway } from '../support/gateway.ts';
import type { MerchantClient } from '../support/merchant-client.ts';
import { providerOf } from '../support/paying-client.ts';
import { temporaryFolder } from '../support/processes.ts';
import { DeskPage, NARROW } from './desk-page.ts';

describe.skipIf(CHROMIUM === undefined)(
  'what a seller arranges for itself, in Chromium (needs chromium)',
  () => {
    let gateway: TestGateway;
    let browser: Browser;
    let seller: MerchantClient;
    let buyer: MerchantClient;

    beforeAll(async () => {
      const readModel = join(await temporaryFolder(), 'read-model.db');
      [browser, gateway] = await Promise.all([openBrowser(), TestGateway.bare({ readModel })]);
      // The rules from December on, in force today: with a row that a general taxpayer elects.
      await gateway.act('/v1/bureau/rule-sets', { ...RULE_SET_2026_12, validFrom: '2026-01-01' });
      [seller, buyer] = [await gateway.seller(), await gateway.company()];
    });
    afterAll(async () => {
      await browser.close();
      await gateway.close();
    });

    const open = async (
      place: string,
      options: Parameters<typeof DeskPage.open>[2] = {},
    ): Promise<DeskPage> => {
      const desk = await DeskPage.open(browser, gateway, { locale: 'en-US', ...options, place });
      await desk.enter(seller);
      return desk;
    };
    const agree = async ({ page }: DeskPage): Promise<string> => {
      await page.waitForSelector('.sign');
      const shown = (await page.textContent('.sign')) ?? '';
      await page.getByRole('button', { name: /^(Sign and send|签名并发送)$/ }).click();
      return shown;
    };

    test.each([
      ['en-US', undefined],
      ['zh-CN', NARROW],
    ] as const)('grants a provider a mandate, lists it and revokes it, in %s', async (locale, viewport) => {
      const provider = await providerOf(gateway);
      const desk = await open('#/mandates', { locale, ...(viewport && { viewport }) });
      const { page } = desk;
      const isEnglish = locale === 'en-US';
      const grant = isEnglish ? 'Give a payment provider a mandate' : '授予开票授权';
      const [code, max, day] = isEnglish
        ? ['code of the provider, such as V-PAY', 'largest amount', 'last day (Beijing)']
        : ['支付机构代码，例如 V-PAY', '最高金额', '最后一日（北京时间）'];
      await page.getByLabel(code).fill(provider.code);
      await page.getByLabel(max).fill('5,000');
      await page.getByLabel(day).fill('2099-12-31');
      await page.getByRole('button', { name: grant }).click();
      const shown = await agree(desk);
      for (const text of [provider.code, '5000.00', '2099-12-31T15:59:59Z', 'main'])
        expect(shown).toContain(text);
      await page.waitForSelector(`td:has-text("${provider.code}")`);
      expect(await page.textContent('table.plain')).toContain('2099-12-31 23:59:59');
      expect(await desk.findings()).toEqual([]);
      await desk.shoot(`mandates-${locale}`);
      await page.getByRole('button', { name: `${isEnglish ? 'Revoke' : '撤销'} ${provider.code}` }).click();
      await agree(desk);
      await page.waitForSelector(`td:has-text("${provider.code}")`, { state: 'detached' });
      await desk.close();
    });

    test('elects the levy of 3 % for the next month, and switches strict refs on and off', async () => {
      const desk = await open('#/elections');
      const { page } = desk;
      await page.waitForSelector('.choice');
      expect(await desk.findings()).toEqual([]);
      await desk.shoot('elections');
      const nextMonth = monthsAfter(gateway.month, 1);
      expect(await page.getByRole('button', { name: 'levy row' }).textContent()).toContain('L03 · 3%');
      await page.getByRole('button', { name: 'first month' }).click();
      await page.getByRole('option', { name: nextMonth }).click();
      await page.getByRole('button', { name: 'Elect the simplified method' }).click();
      const shown = await agree(desk);
      expect(shown).toContain('L03');
      expect(shown).toContain(nextMonth);
      expect(shown).not.toContain(gateway.month);
      await page.waitForSelector(`text=Row L03 is elected since ${nextMonth}`);
      expect(await page.textContent('main')).toContain('may end in');
      for (const [button, state] of [
        ['Switch strict refs on', 'Strict refs are on'],
        ['Switch strict refs off', 'Strict refs are off'],
      ] as const) {
        await page.getByRole('button', { name: button }).click();
        await agree(desk);
        await page.waitForSelector(`text=${state}`);
      }
      await desk.shoot('elections-elected');
      await desk.close();
    });

    test('saves the file of a key whose registration has lost its answer', async () => {
      const desk = await open('#/keys');
      const { page } = desk;
      await page.getByLabel('name').fill('till-7');
      await page.route('**/v1/keys', async (route) => {
        // The gateway does it, and the answer is lost.
        await route.fetch();
        await route.abort();
      });
      await page.getByRole('button', { name: 'Make a key' }).click();
      await agree(desk);
      await page.waitForSelector('text=Keys without a file');
      await desk.shoot('keys-lost');
      // The page repeats the request before it says so; the last handler may still be at work.
      await page.waitForSelector('.notice.failed');
      await page.unrouteAll({ behavior: 'wait' });
      desk.complaints.splice(0);
      await page.reload();
      await page.waitForSelector('text=Keys without a file');
      expect(await desk.findings()).toEqual([]);
      // The dialog for saving may be canceled, which a page does not learn: the file can be saved again.
      const canceled = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Save the identity file' }).click();
      await (await canceled).cancel();
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Save the identity file' }).click();
      const file = JSON.parse(readFileSync(await (await download).path(), 'utf8')) as {
        keyEpoch: string;
        code: string;
        privateKey: string;
      };
      const { body } = await seller.get<{ keys: readonly { name: string; keyEpoch: string }[] }>(
        `/v1/taxpayers/${seller.code}/keys`,
      );
      expect(file.code).toBe(seller.code);
      expect(file.keyEpoch).toBe(body.keys.find(({ name }) => name === 'till-7')?.keyEpoch);
      expect(file.privateKey).toContain('PRIVATE KEY');
      await page.getByRole('button', { name: 'I have the file' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'I have the file' }).click();
      await page.waitForSelector('text=Keys without a file', { state: 'detached' });
      await desk.close();
    });

    test('names the taxpayers that an invoice names, and the own name at the way in', async () => {
      const { body } = await seller.issue(draftOf(seller.code, enterprise(buyer.code)));
      const number = body.invoices[0]?.number ?? '';
      const desk = await open(`#/invoices/${number}`);
      const { page } = desk;
      await page.waitForSelector('.history li');
      const holder = await page.locator('dt:text("holder") + dd').textContent();
      expect(holder).toBe(`示例采购有限公司 ${buyer.code}`);
      const { body: entry } = await seller.get<{ name: string }>(`/v1/taxpayers/${seller.code}`);
      await expect.poll(async () => await page.textContent('.who')).toContain(entry.name);
      await page.getByRole('button', { name: 'Other identity' }).click();
      await page.waitForSelector('.identities');
      await expect.poll(async () => await page.textContent('.identities')).toContain(entry.name);
      await desk.shoot('names-way-in');
      await desk.close();
    });
  },
);
