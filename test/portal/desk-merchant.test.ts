import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, openBrowser } from '../support/chromium.ts';
import { draftOf, enterprise } from '../support/drafts.ts';
import { TestGateway } from '../support/gateway.ts';
import type { MerchantClient } from '../support/merchant-client.ts';
import { temporaryFolder } from '../support/processes.ts';
import { DeskPage, NARROW } from './desk-page.ts';

const withBrowser = describe.skipIf(CHROMIUM === undefined);

withBrowser('the merchant’s desk in Chromium (needs chromium)', () => {
  let gateway: TestGateway;
  let browser: Browser;
  let seller: MerchantClient;
  let buyer: MerchantClient;

  beforeAll(async () => {
    const readModel = join(await temporaryFolder(), 'read-model.db');
    [browser, gateway] = await Promise.all([openBrowser(), TestGateway.start({ readModel })]);
    [seller, buyer] = [await gateway.seller(), await gateway.company()];
    const drafts = Array.from({ length: 120 }, (_, index) =>
      draftOf(seller.code, enterprise(buyer.code), { remark: `订单 ${index}` }),
    );
    await seller.issue(drafts);
  });
  afterAll(async () => {
    await browser.close();
    await gateway.close();
  });

  test('issues by keyboard alone, judged while it is entered, and shows what is signed', async () => {
    const desk = await DeskPage.open(browser, gateway, { place: '#/issue' });
    const { page } = desk;
    await desk.enter(seller);
    await page.waitForSelector('form.issue');
    expect(await desk.findings()).toEqual([]);
    await page.getByLabel('购买方名称').focus();
    await page.keyboard.type('深圳市示例贸易有限公司');
    await page.keyboard.press('Tab');
    await page.keyboard.type(buyer.code.slice(0, -1));
    await page.getByText('不是有效').or(page.locator('.problem')).first().waitFor();
    await page.keyboard.type(buyer.code.slice(-1));
    for (const text of ['*信息技术服务*软件开发', '3040201010000000000', '', '项', '2', '100', '']) {
      await page.keyboard.press('Tab');
      if (text !== '') await page.keyboard.type(text);
    }
    expect(await page.textContent('.totals')).toContain('226.00');
    await expect.poll(async () => await page.locator('.problem').count()).toBe(0);
    await desk.shoot('merchant-issue');
    expect(await desk.findings()).toEqual([]);
    await page.keyboard.press('Enter');
    await page.waitForSelector('[role=alertdialog]');
    const shown = await page.textContent('[role=alertdialog]');
    for (const part of ['开具发票', seller.code, buyer.code, '226.00', '不可撤销', '软件开发'])
      expect(shown).toContain(part);
    await desk.shoot('merchant-sign');
    expect(await desk.findings()).toEqual([]);
    // The answer that does nothing has the focus.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.history');
    expect(await page.textContent('.history')).toContain('已开具');
    await desk.shoot('merchant-invoice');
    expect(await desk.findings()).toEqual([]);
    await desk.close();
  });

  test('lists, filters by address, and opens an invoice by arrow keys', async () => {
    const desk = await DeskPage.open(browser, gateway, { place: '#/invoices?role=seller', viewport: NARROW });
    const { page } = desk;
    await desk.enter(seller);
    await page.waitForSelector('table.data a');
    expect(await page.locator('table.data').getAttribute('aria-label')).toBe('发票');
    await desk.shoot('merchant-list');
    expect(await desk.findings()).toEqual([]);
    await page.locator('table.data a').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.history');
    await page.goBack();
    await page.waitForSelector('table.data a');
    await page.getByLabel('价税合计不低于').fill('99999999.00');
    await page.keyboard.press('Tab');
    await page.waitForSelector('.empty');
    expect(page.url()).toContain('amountFrom=99999999.00');
    await desk.close();
  });

  test('exports the filtered list as CSV and xlsx, and receipts as zip', async () => {
    const desk = await DeskPage.open(browser, gateway, { place: '#/invoices?role=seller', locale: 'en-US' });
    const { page } = desk;
    await desk.enter(seller);
    await page.waitForSelector('table.data a');
    const saved = async (item: string): Promise<Buffer> => {
      const saving = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByRole('menuitem', { name: item }).click();
      return Buffer.concat((await (await (await saving).createReadStream()).toArray()) as Buffer[]);
    };
    const lines = (await saved('CSV')).toString().trim().split('\r\n');
    expect(lines.length).toBeGreaterThan(120);
    expect(lines[0]).toContain('number,date');
    expect((await saved('Excel')).subarray(0, 2).toString()).toBe('PK');
    await desk.close();
  });

  test('reverses an invoice in two clicks', async () => {
    const issued = await seller.issue(draftOf(seller.code, enterprise(buyer.code)));
    const number = issued.body.invoices[0]?.number as string;
    const desk = await DeskPage.open(browser, gateway, { place: `#/invoices/${number}`, locale: 'en-US' });
    const { page } = desk;
    await desk.enter(seller);
    await page.getByRole('button', { name: 'Reverse' }).click();
    await page.getByRole('menuitem', { name: 'error' }).click();
    expect(await page.textContent('[role=alertdialog]')).toContain(number);
    await page.getByRole('button', { name: 'Sign and send' }).click();
    await expect.poll(async () => await page.locator('.tag').first().textContent()).toBe('reversed');
    await desk.close();
  });

  test('registers a key for a till and saves its identity file, and counts a month', async () => {
    const desk = await DeskPage.open(browser, gateway, { place: '#/keys', locale: 'en-US' });
    const { page } = desk;
    await desk.enter(seller);
    await page.getByLabel('name', { exact: true }).fill('till-1');
    expect(await desk.findings()).toEqual([]);
    await page.getByRole('button', { name: 'Make a key' }).click();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Sign and send' }).click();
    const file = Buffer.concat(
      (await (await (await saving).createReadStream()).toArray()) as Buffer[],
    ).toString();
    expect(JSON.parse(file)).toMatchObject({ code: seller.code, keyEpoch: expect.any(String) as string });
    await page.getByRole('button', { name: 'Revoke till-1' }).waitFor();
    // The page does not learn whether the file was saved.
    await page.getByRole('button', { name: 'I have the file' }).waitFor();
    await desk.shoot('merchant-keys');
    await page.getByRole('link', { name: 'Returns' }).click();
    await page.getByRole('link', { name: `Count ${gateway.month}` }).click();
    await page.getByText('output tax').waitFor();
    await desk.shoot('merchant-return');
    expect(await desk.findings()).toEqual([]);
    await desk.close();
  });

  test('scrolls and renders 100,000 invoices as it does a hundred', async () => {
    const desk = await DeskPage.open(browser, gateway, { locale: 'en-US' });
    const { page } = desk;
    await desk.enter(seller);
    await page.route('**/v1/invoices?*', async (route) => {
      const { invoices } = (await (await route.fetch()).json()) as { invoices: readonly object[] };
      const many = Array.from({ length: 100_000 }, (_, index) => ({
        ...invoices[0],
        number: `2644${String(index).padStart(16, '0')}`,
      }));
      await route.fulfill({ json: { height: '1', invoices: many } });
    });
    await page.getByRole('link', { name: 'Invoices' }).click();
    await expect
      .poll(async () => await page.locator('table.data').getAttribute('aria-rowcount'))
      .toBe('100001');
    await expect.poll(async () => await page.locator('table.data tbody tr').count()).toBeLessThan(120);
    // Processor time of the page, and not the time of a busy machine.
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const busy = async (): Promise<number> => {
      const { metrics } = await session.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
    };
    const before = await busy();
    const steps = 10;
    for (let step = 1; step <= steps; step += 1) {
      const top = step * 300_000;
      await page.locator('.frame').evaluate((frame, to) => frame.scrollTo(0, to), top);
      await page.locator(`tr[data-place="${Math.floor(top / 33)}"]`).waitFor();
    }
    const milliseconds = ((await busy()) - before) * (1_000 / steps);
    console.info(`a jump in 100,000 rows: ${milliseconds.toFixed(0)} ms of processor time`);
    expect(milliseconds).toBeLessThan(100);
    await desk.close();
  });

  test('shows on the overview what stands out', async () => {
    const desk = await DeskPage.open(browser, gateway);
    await desk.enter(seller);
    await desk.page.waitForSelector('table.data a');
    await expect.poll(async () => await desk.page.textContent('.tiles')).toContain('剩余发票总额度');
    await desk.shoot('merchant-overview');
    expect(await desk.findings()).toEqual([]);
    await desk.close();
  });
});
