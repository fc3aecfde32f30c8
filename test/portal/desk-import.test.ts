import { join } from 'node:path';
import type { InvoicesPage } from '@fapiao-ledger/client';
import { csvTemplate } from '@fapiao-ledger/client/drafts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, openBrowser } from '../support/chromium.ts';
import { TestGateway } from '../support/gateway.ts';
import type { MerchantClient } from '../support/merchant-client.ts';
import { temporaryFolder } from '../support/processes.ts';
import { DeskPage } from './desk-page.ts';

const withBrowser = describe.skipIf(CHROMIUM === undefined);

withBrowser('the import of a table in Chromium (needs chromium)', () => {
  let gateway: TestGateway;
  let browser: Browser;
  let seller: MerchantClient;

  beforeAll(async () => {
    const readModel = join(await temporaryFolder(), 'read-model.db');
    [browser, gateway] = await Promise.all([openBrowser(), TestGateway.start({ readModel })]);
    seller = await gateway.seller();
  });
  afterAll(async () => {
    await browser.close();
    await gateway.close();
  });

  /** Lines with Chinese headers, percents and grouped amounts, as Excel writes them. */
  function table(refs: readonly string[]): string {
    const head = '单据号,购买方类型,购买方名称,购买方税号,税收分类编码,项目名称,价税合计,税率';
    const rows = refs.map(
      (ref) =>
        `${ref},企业,示例贸易,91440300708461136T,3040201010000000000,*信息技术服务*软件开发,"1,060.00",6%`,
    );
    return `\uFEFF${[head, ...rows].join('\r\n')}\r\n`;
  }

  async function choose(desk: DeskPage, name: string, content: string | Uint8Array): Promise<void> {
    const buffer = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content);
    await desk.page.setInputFiles('main input[type=file]', { name, mimeType: 'text/csv', buffer });
    await desk.page.waitForSelector('.sum');
  }

  test('issues after a preview, and the same drafts in another table and order are issued already', async () => {
    const refs = Array.from({ length: 30 }, (_, index) => `DD-${index}`);
    const desk = await DeskPage.open(browser, gateway, { place: '#/import', locale: 'en-US' });
    const { page } = desk;
    await desk.enter(seller);
    await page.waitForSelector('.drop');
    await choose(desk, 'orders.csv', table(refs));
    expect(await page.textContent('.sum')).toBe('30 invoices, 31,800.00 yuan, can be issued.');
    expect(await desk.findings()).toEqual([]);
    await page.getByRole('button', { name: 'Check and issue' }).click();
    expect(await page.textContent('.sign .sum')).toContain('30 invoices, 31,800.00 yuan');
    await desk.shoot('merchant-import-sign');
    expect(await desk.findings()).toEqual([]);
    await page.getByRole('button', { name: 'Sign and send' }).click();
    await page.getByText('30 invoices issued').waitFor();
    await desk.shoot('merchant-import');
    await choose(desk, 'again.csv', table([...refs.toReversed(), 'DD-new']));
    expect(await page.textContent('.sum')).toBe('1 invoices, 1,060.00 yuan, can be issued.');
    expect(await page.textContent('main')).toContain('30 are issued already.');
    await desk.close();
  });

  test('names the faults by row and cell, and saves them', async () => {
    const desk = await DeskPage.open(browser, gateway, { place: '#/import' });
    const { page } = desk;
    await desk.enter(seller);
    await page.waitForSelector('.drop');
    await choose(desk, 'wrong.csv', table(['A', 'B']).replace('6%', '7%'));
    expect(await page.textContent('table.data')).toContain('一般纳税人在');
    expect(await page.textContent('table.data')).toContain('不可使用税率 7%：请用 13%');
    expect(await desk.findings()).toEqual([]);
    await desk.shoot('merchant-import-faults');
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: '保存错误清单' }).click();
    const saved = Buffer.concat(
      (await (await (await saving).createReadStream()).toArray()) as Buffer[],
    ).toString();
    expect(saved).toContain('RATE');
    await desk.close();
  });

  test('seals the names of persons, keeps them, and has them on the receipt', async () => {
    const desk = await DeskPage.open(browser, gateway, { place: '#/import', locale: 'en-US' });
    const { page } = desk;
    await desk.enter(seller);
    await page.waitForSelector('.drop');
    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.postData() ?? ''));
    const named = table(['P-1', 'P-2']).replaceAll('企业,示例贸易,91440300708461136T', '个人,张三,');
    await choose(desk, 'persons.csv', named);
    expect(await page.textContent('main')).toContain('2 persons are named.');
    await page.getByRole('button', { name: 'Check and issue' }).click();
    await page.waitForSelector('.sign');
    expect(await page.textContent('.sign')).toContain('name commitment');
    await page.getByRole('button', { name: 'Sign and send' }).click();
    await page.getByText('2 invoices issued').waitFor();
    expect(sent.join('\n')).not.toContain('张三');
    await choose(desk, 'again.csv', named);
    expect(await page.textContent('main')).toContain('2 are issued already.');
    await expect
      .poll(
        async () =>
          (await seller.get<InvoicesPage>('/v1/invoices?role=seller&limit=1')).body.invoices[0]?.ref,
      )
      .toMatch(/^P-/);
    const { body } = await seller.get<InvoicesPage>('/v1/invoices?role=seller&limit=1');
    await page.goto(`${gateway.url}/desk/#/invoices/${body.invoices[0]?.number ?? ''}`);
    const answer = page.waitForResponse((response) => response.url().endsWith('/receipt.pdf'));
    await page.getByRole('button', { name: 'Receipt' }).click();
    expect((await answer).status()).toBe(200);
    expect((await answer).request().postData()).toContain('张三');
    await desk.close();
  });

  test('takes its own template', async () => {
    const desk = await DeskPage.open(browser, gateway, { place: '#/import', locale: 'en-US' });
    await desk.enter(seller);
    await desk.page.waitForSelector('.drop');
    await choose(desk, 'template.csv', csvTemplate());
    expect(await desk.page.textContent('.sum')).toContain('can be issued');
    await desk.close();
  });
});
