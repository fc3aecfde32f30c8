import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { InvoiceAnswer, InvoicesPage } from '@fapiao-ledger/client';
import { strFromU8, unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, openBrowser } from '../support/chromium.ts';
import { CompanyWorld } from './company-world.ts';
import { DeskPage, NARROW } from './desk-page.ts';

const XMLLINT = '/usr/bin/xmllint';

const withBrowser = describe.skipIf(CHROMIUM === undefined);

withBrowser('the company’s desk in Chromium (needs chromium)', () => {
  let world: CompanyWorld;
  let browser: Browser;

  beforeAll(async () => {
    [browser, world] = await Promise.all([openBrowser(), CompanyWorld.start()]);
    await world.purchases(12);
  });
  afterAll(async () => {
    await browser.close();
    await world.close();
  });

  const open = async (options: Parameters<typeof DeskPage.open>[2]): Promise<DeskPage> => {
    const desk = await DeskPage.open(browser, world.gateway, options);
    await desk.enter(world.company);
    return desk;
  };
  const invoiceOf = async (number: string): Promise<InvoiceAnswer> =>
    (await world.company.get<InvoiceAnswer>(`/v1/invoices/${number}`)).body;
  const listOf = async (query: string): Promise<InvoicesPage['invoices']> =>
    (await world.company.get<InvoicesPage>(`/v1/invoices?${query}`)).body.invoices;

  test('groups the menu by sales, purchases and month', async () => {
    const desk = await open({ place: '#/purchases' });
    const groups = await desk.page
      .locator('nav .menu-group')
      .evaluateAll((found) =>
        found.map((group) => [
          group.querySelector('p')?.textContent,
          ...[...group.querySelectorAll('a')].map((link) => link.getAttribute('href')),
        ]),
      );
    expect(groups.map(([title]) => title)).toEqual(['销项', '进项', '月度', '设置']);
    expect(groups[1]).toEqual(['进项', '#/purchases', '#/received', '#/claims', '#/forms']);
    await desk.close();
  });

  test('confirms many invoices for deduction with one question, and revokes one', async () => {
    const desk = await open({ place: '#/received?use=AWAITED' });
    const { page } = desk;
    await page.waitForSelector('table.data a');
    await desk.shoot('company-received');
    expect(await desk.findings()).toEqual([]);
    await page.getByRole('button', { name: '全选' }).click();
    await page.getByRole('button', { name: '确认抵扣（12）' }).click();
    const dialog = page.locator('.sign');
    await dialog.waitFor();
    const waiting = await listOf('role=buyer&use=AWAITED');
    const shown = (await dialog.textContent()) ?? '';
    for (const { number } of waiting) expect(shown).toContain(number);
    expect(shown).toContain(world.gateway.month);
    await desk.shoot('company-confirm-sign');
    expect(await desk.findings()).toEqual([]);
    await dialog.getByRole('button', { name: '签名并发送' }).click();
    await page.getByText('12 张已完成').waitFor();
    await page.waitForSelector('.empty');
    const confirmed = await listOf('role=buyer&use=DEDUCTION');
    expect(confirmed.map(({ number }) => number).sort()).toEqual(waiting.map(({ number }) => number).sort());

    await desk.visit('#/received?use=DEDUCTION');
    const [first] = confirmed;
    await page.getByLabel(`选择 ${first?.number}`).check();
    await page.getByRole('button', { name: '撤销用途确认（1）' }).click();
    await page.getByRole('button', { name: '签名并发送' }).click();
    await expect.poll(async () => (await listOf('role=buyer&use=AWAITED')).length).toBe(1);
    await desk.close();
  });

  test('books a part under a voucher by keyboard alone, and explains a second claim', async () => {
    const [number = ''] = await world.claims(1);
    const desk = await open({ place: '#/claims', locale: 'en-US', viewport: NARROW });
    const { page } = desk;
    const box = page.getByLabel(`Select ${number}`);
    await box.waitFor();
    await desk.shoot('company-claims');
    expect(await desk.findings()).toEqual([]);
    await box.focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Book (1)' }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel(`Amount to book of ${number}`).waitFor();
    expect(page.url()).toContain(`#/claims/book?numbers=${number}`);
    await enterAmount(page, number, '1,000.00');
    await page.getByText('From 0.01 to 106.00').waitFor();
    expect(await page.getByRole('button', { name: 'Book (1)' }).isDisabled()).toBe(true);
    await enterAmount(page, number, '60');
    await page.keyboard.press('Tab');
    await page.keyboard.type('V-2026-17');
    await desk.shoot('company-book');
    expect(await desk.findings()).toEqual([]);
    await page.keyboard.press('Enter');
    const dialog = page.locator('.sign');
    await dialog.waitFor();
    const shown = await dialog.textContent();
    for (const part of [number, '60.00', world.company.code, 'Irreversible']) expect(shown).toContain(part);
    await desk.shoot('company-book-sign');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('voucher V-2026-17').waitFor();
    const { redemptions, rest } = (await invoiceOf(number)).status;
    expect(redemptions).toMatchObject([{ company: world.company.code, amount: '60.00' }]);
    expect(rest).toBe('46.00');
    // The lock went with the booking: the holder must hand the rest in again.
    await page.getByText('It is not handed in').waitFor();
    await desk.shoot('company-second-claim');
    expect(await desk.findings()).toEqual([]);
    await page.getByRole('link', { name: 'The first claim' }).click();
    await page.waitForSelector('.history');
    expect(await page.textContent('.bookings')).toMatch(/Booked 60\.00 on 20[^a-z]*voucher V-2026-17/);
    await desk.close();
  });

  test('books what it holds itself after its own lock, several at once', async () => {
    const numbers = await world.purchases(3);
    const desk = await open({ place: `#/claims/book?numbers=${numbers.join(',')}` });
    const { page } = desk;
    await page.getByRole('button', { name: '入账（3）' }).waitFor();
    await desk.shoot('company-book-own');
    expect(await desk.findings()).toEqual([]);
    await page.getByLabel('记账凭证号').fill('记-0108');
    await page.getByRole('button', { name: '入账（3）' }).click();
    const dialog = page.locator('.sign');
    await dialog.getByText('报销锁定').waitFor();
    await dialog.getByRole('button', { name: '签名并发送' }).click();
    await dialog.getByText('发票入账').waitFor();
    expect(await dialog.textContent()).toContain('3 张发票，636.00 元');
    await dialog.getByRole('button', { name: '签名并发送' }).click();
    await expect.poll(async () => await page.getByText('凭证 记-0108').count()).toBe(3);
    for (const number of numbers) expect((await invoiceOf(number)).status.state).toBe('REDEEMED');
    await desk.close();
  });

  test('keeps the voucher of a booking whose answer is lost', async () => {
    const [number = ''] = await world.claims(1);
    const desk = await open({ place: `#/claims/book?numbers=${number}`, locale: 'en-US' });
    const { page } = desk;
    await page.route('**/redeem', async (route) => {
      await route.fetch();
      await route.fulfill({ json: [] });
    });
    await page.getByLabel('Voucher number').fill('V-LOST');
    await page.getByRole('button', { name: 'Book (1)' }).click();
    await page.getByRole('button', { name: 'Sign and send' }).click();
    const again = page.getByRole('button', { name: 'Send again' });
    await again.waitFor();
    await page.unroute('**/redeem');
    await again.click();
    await page.getByText('voucher V-LOST').waitFor();
    await expect.poll(async () => await again.count()).toBe(0);
    expect((await invoiceOf(number)).status.redemptions).toHaveLength(1);
    await desk.close();
  });

  test('keeps what is entered when the question is declined, and books nothing twice', async () => {
    const [number = ''] = await world.claims(1);
    const desk = await open({ place: `#/claims/book?numbers=${number}`, locale: 'en-US' });
    const { page } = desk;
    await page.getByLabel('Voucher number').waitFor();
    await enterAmount(page, number, '60');
    await page.getByLabel('Voucher number').fill('V-AGAIN');
    const book = page.getByRole('button', { name: 'Book (1)' });
    await book.click();
    await page.locator('.sign').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(async () => await page.locator('.sign').count()).toBe(0);
    await expect
      .poll(async () => await page.getByLabel(`Amount to book of ${number}`).inputValue())
      .toBe('60.00');
    // The statement does not reach the ledger, and the page cannot know that.
    await page.route('**/redeem', async (route) => await route.fulfill({ json: [] }));
    await book.click();
    await page.getByRole('button', { name: 'Sign and send' }).click();
    await page.getByText('A booking of it was sent').waitFor();
    await expect.poll(async () => await book.count()).toBe(0);
    await desk.shoot('company-book-sent');
    expect(await desk.findings()).toEqual([]);
    await page.unroute('**/redeem');
    await page.getByRole('button', { name: 'Send again' }).click();
    await page.getByText('voucher V-AGAIN').waitFor();
    expect((await invoiceOf(number)).status.redemptions).toMatchObject([{ amount: '60.00' }]);
    await desk.close();
  });

  test('books nothing after a lock whose outcome is not known', async () => {
    const numbers = await world.purchases(2);
    const [lost = ''] = numbers;
    const desk = await open({ place: `#/claims/book?numbers=${numbers.join(',')}`, locale: 'en-US' });
    const { page } = desk;
    await page.route(`**/${lost}/lock`, async (route) => await route.fulfill({ json: [] }));
    await page.getByRole('button', { name: 'Book (2)' }).click();
    await page.getByRole('button', { name: 'Sign and send' }).click();
    await page.getByRole('button', { name: 'Send again' }).waitFor();
    expect(await page.locator('.failure', { hasText: 'Not done' }).textContent()).toContain(lost);
    await page.unroute(`**/${lost}/lock`);
    await page.getByRole('button', { name: 'Send again' }).click();
    await expect.poll(async () => await page.getByText('handed in', { exact: true }).count()).toBe(2);
    await expect.poll(async () => await page.locator('.sign').count()).toBe(0);
    await desk.close();
  });

  test('keeps a refusal of the lock in sight after the others are booked', async () => {
    const numbers = await world.purchases(2);
    const [gone = '', booked = ''] = numbers;
    const desk = await open({ place: `#/claims/book?numbers=${numbers.join(',')}`, locale: 'en-US' });
    const { page } = desk;
    const book = page.getByRole('button', { name: 'Book (2)' });
    await book.waitFor();
    await world.company.change('transfer', gone, { to: world.employee.code });
    await book.click();
    const dialog = page.locator('.sign');
    await dialog.getByText('Lock').first().waitFor();
    await page.getByRole('button', { name: 'Sign and send' }).click();
    await dialog.getByText('Book invoices').waitFor();
    await page.getByRole('button', { name: 'Sign and send' }).click();
    await expect.poll(async () => (await invoiceOf(booked)).status.state).toBe('REDEEMED');
    await page.getByText('It is booked already').waitFor();
    expect(await page.locator('.failure', { hasText: 'Not done' }).textContent()).toContain(gone);
    // The browser itself tells of the refusal, and of nothing else.
    expect(desk.complaints.splice(0)).toEqual([expect.stringContaining('status of 403')]);
    await desk.close();
  });

  test('gives a claim back, and finds a booked invoice by its number', async () => {
    const [number = '', other = ''] = await world.claims(2);
    const [booked = ''] = (await listOf('role=company&state=REDEEMED')).map((each) => each.number);
    const desk = await open({ place: '#/claims', locale: 'en-US' });
    const { page } = desk;
    await page.getByLabel(`Select ${number}`).check();
    await page.getByRole('button', { name: 'Give back (1)' }).click();
    await page.getByRole('button', { name: 'Sign and send' }).click();
    await expect.poll(async () => await page.getByLabel(`Select ${number}`).count()).toBe(0);
    await page.getByLabel(`Select ${other}`).waitFor();
    expect((await invoiceOf(other)).status.state).toBe('LOCKED');
    await page.getByRole('link', { name: 'Book by number' }).click();
    await page
      .getByLabel('Invoice number')
      .last()
      .fill(`${booked.slice(0, 10)} ${booked.slice(10)}`);
    await page.keyboard.press('Enter');
    await page.getByText('It is booked already').waitFor();
    // This browser has booked nothing, so that it knows no voucher.
    await page.getByText('voucher not known to this browser').waitFor();
    await page.getByRole('link', { name: 'The first claim' }).click();
    await page.waitForSelector('.history');
    expect(page.url()).toContain(booked);
    await desk.close();
  });

  test('shows what waits, answers a form, and opens the figures of the month', async () => {
    const [number = ''] = (await listOf('role=buyer&use=DEDUCTION')).map((each) => each.number);
    const started = await world.seller.redLetter('start', { number }, { reason: '01', lane: 'main' });
    expect(started.status).toBe(200);
    const desk = await open({ place: '#/purchases' });
    const { page } = desk;
    const tile = page.locator('.tile').filter({ hasText: '待处理的红字确认单' });
    await expect.poll(async () => await tile.locator('strong').textContent()).toBe('1');
    await page.waitForSelector('table.data a');
    await desk.settle();
    await desk.shoot('company-start');
    expect(await desk.findings()).toEqual([]);
    await tile.getByRole('link').click();
    await page.getByRole('link', { name: `${number} / 1` }).click();
    await page.getByRole('button', { name: '确认红字信息确认单' }).click();
    const dialog = page.locator('.sign');
    expect(await dialog.textContent()).toContain(number);
    await dialog.getByRole('button', { name: '签名并发送' }).click();
    await expect.poll(async () => (await invoiceOf(number)).status.state).toBe('RED');

    await desk.visit(`#/returns/${world.gateway.month}`);
    const figure = page
      .locator('dt', { hasText: /^进项税额转出$/ })
      .locator('xpath=following-sibling::dd[1]//a');
    await figure.waitFor();
    await desk.shoot('company-month');
    const transferred = await figure.textContent();
    await figure.click();
    await page.getByRole('link', { name: number }).waitFor();
    expect(await page.locator('p.sum').textContent()).toContain(transferred);
    await desk.shoot('company-transfers');
    expect(await desk.findings()).toEqual([]);
    await desk.close();
  });

  test('exports a list as CSV and as booking files that are XML and add up', async () => {
    const desk = await open({ place: '#/received', locale: 'en-US' });
    const { page } = desk;
    await page.waitForSelector('table.data a');
    const count = (await listOf('role=buyer&limit=200')).length;
    const lines = (await saved(page, 'CSV')).toString().trim().split('\r\n');
    expect(lines).toHaveLength(count + 1);
    expect(lines[0]).toContain('number,status,Use,date');
    const files = Object.entries(unzipSync(await saved(page, 'Booking files')));
    expect(files).toHaveLength(count);
    for (const [name, bytes] of files) {
      const text = strFromU8(bytes);
      if (existsSync(XMLLINT)) execFileSync(XMLLINT, ['--noout', '-'], { input: text });
      const [net = 0, tax = 0, gross = 0] = [
        'TotalAmWithoutTax',
        'TotalTaxAm',
        'TotalTax-includedAmount',
      ].map((element) =>
        Math.round(Number(new RegExp(`<einv:${element} [^>]*>([^<]*)<`).exec(text)?.[1]) * 100),
      );
      expect(net + tax).toBe(gross);
      expect(text).toContain(`>${name.replace('.xml', '')}<`);
    }
    await desk.close();
  });
});

async function enterAmount(page: Page, number: string, amount: string): Promise<void> {
  const field = page.getByLabel(`Amount to book of ${number}`);
  await field.focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type(amount);
}

/** Saves the list in a format of the export menu. */
async function saved(page: Page, item: string): Promise<Buffer> {
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: item }).click();
  return Buffer.concat((await (await (await saving).createReadStream()).toArray()) as Buffer[]);
}
