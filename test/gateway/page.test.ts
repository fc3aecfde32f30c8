import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, openBrowser } from '../support/chromium.ts';
import { draftOf, enterprise } from '../support/drafts.ts';
import { TestGateway } from '../support/gateway.ts';

const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 375, height: 720 };

let gateway: TestGateway;
let browser: Browser;
let facts: { number: string; date: string; net: string; check: string };
let receipt: Uint8Array;
let complaints: string[];

const withBrowser = describe.skipIf(CHROMIUM === undefined);

withBrowser('the page in Chromium (needs chromium)', () => {
  beforeAll(async () => {
    gateway = await TestGateway.start();
    browser = await openBrowser();
    const seller = await gateway.seller();
    const buyer = await gateway.company();
    const { body } = await seller.issue(draftOf(seller.code, enterprise(buyer.code)));
    const [{ number, checkCode }] = body.invoices as [{ number: string; checkCode: string }];
    const view = await seller.get<{ invoice: { date: string; totals: { net: string } } }>(
      `/v1/invoices/${number}`,
    );
    const { date, totals } = view.body.invoice;
    facts = { number, date, net: totals.net, check: checkCode.slice(-6) };
    receipt = (await seller.get<Uint8Array>(`/v1/invoices/${number}/receipt.pdf`)).body;
  });
  afterAll(async () => {
    await browser.close();
    await gateway.close();
  });
  afterEach(() => expect(complaints).toEqual([]));

  /** Opens the page in a browser, whose console must stay empty. */
  async function open(
    locale: string,
    viewport = DESKTOP,
    { path = '/', before = '', javaScriptEnabled = true } = {},
  ): Promise<Page> {
    const context = await browser.newContext({ locale, viewport, javaScriptEnabled });
    await context.addInitScript(before);
    const page = await context.newPage();
    complaints = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => {
      if (!request.url().startsWith(gateway.url) && !request.url().startsWith('data:'))
        complaints.push(request.url());
    });
    await page.goto(gateway.url + path);
    return page;
  }

  async function fill(page: Page, over: Partial<typeof facts> = {}): Promise<void> {
    for (const [name, value] of Object.entries({ ...facts, ...over })) await page.fill(`#${name}`, value);
    await page.click('button[type=submit]');
  }

  async function titleOf(page: Page): Promise<string> {
    await page.waitForSelector('#result:not([hidden]) dl');
    return (await page.textContent('#result h2')) ?? '';
  }

  async function drop(page: Page, bytes: Uint8Array): Promise<void> {
    await page.setInputFiles('#file', {
      name: 'receipt.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from(bytes),
    });
  }

  async function shoot(page: Page, name: string): Promise<void> {
    const folder = process.env.SCREENSHOTS;
    if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
    await page.context().close();
  }

  test('is filled in by the link on a receipt, and asks nothing before the visitor does', async () => {
    const page = await open('zh-CN', PHONE, { path: `/#${new URLSearchParams(facts).toString()}` });
    for (const [name, value] of Object.entries(facts)) expect(await page.inputValue(`#${name}`)).toBe(value);
    expect(await page.isHidden('#result')).toBe(true);
    await page.click('button[type=submit]');
    expect(await titleOf(page)).not.toBe('');
    await page.goto(`${gateway.url}/#number=<b>1</b>&date=tomorrow&net=1&check=x`);
    expect(await page.inputValue('#number')).toBe(facts.number);
  });

  test('says that all facts fit, in Chinese', async () => {
    const page = await open('zh-CN');
    await fill(page);
    expect(await titleOf(page)).toBe('发票真实，信息一致');
    expect(await page.textContent('#result')).toContain('4449.00');
    await shoot(page, 'desktop-match');
  });

  test('says of a reversed invoice and of its red-letter invoice what they are', async () => {
    const buyer = await gateway.company();
    const seller = await gateway.seller();
    const { body } = await seller.issue(draftOf(seller.code, enterprise(buyer.code)));
    const [{ number, checkCode }] = body.invoices as [{ number: string; checkCode: string }];
    const { red } = (await seller.redLetter('start', { number }, { reason: '01', lane: 'main' })).body;
    const original = await open('en-GB');
    await fill(original, { number, check: checkCode.slice(-6) });
    expect(await titleOf(original)).toBe('Genuine, and all facts agree');
    const shown = await original.textContent('#result');
    for (const text of ['Reversed in full', '¥ 4449.00']) expect(shown).toContain(text);
    await shoot(original, 'desktop-reversed');
    const page = await open('zh-CN');
    await fill(page, {
      number: red?.number as string,
      net: `-${facts.net}`,
      check: red?.checkCode.slice(-6) ?? '',
    });
    expect(await titleOf(page)).toBe('发票真实，信息一致');
    for (const text of ['红字发票', number]) expect(await page.textContent('#result')).toContain(text);
    await shoot(page, 'desktop-red-letter');
  });

  test('takes amounts as people write them', async () => {
    const page = await open('en-GB');
    await fill(page, { net: `¥4,${facts.net.slice(1)}`, number: facts.number.replace(/(\d{5})/g, '$1 ') });
    expect(await titleOf(page)).toBe('Genuine, and all facts agree');
    await shoot(page, 'desktop-english');
  });

  test('names what does not fit, on a phone', async () => {
    const page = await open('zh-CN', PHONE);
    await fill(page, { net: '1.00' });
    expect(await titleOf(page)).toBe('信息不一致');
    const result = await page.textContent('#result');
    expect(result).toContain('合计金额');
    expect(result).not.toContain(facts.net);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
      PHONE.width,
    );
    await shoot(page, 'phone-mismatch');
  });

  test('names no fact without the check code, on a phone', async () => {
    const page = await open('en-GB', PHONE);
    await fill(page, { net: '1.00', check: '000000' });
    expect(await titleOf(page)).toBe('The facts do not agree');
    expect(await page.textContent('#result')).toContain('the check code is wrong');
    expect(await page.$$('#result li')).toEqual([]);
    await shoot(page, 'phone-unnamed');
  });

  test('sends no request while a field is wrong', async () => {
    const page = await open('en-GB', PHONE);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await fill(page, { check: '12' });
    expect(await page.textContent('#check-error')).toContain('last 6 digits');
    expect(asked.filter((url) => url.includes('/v1/'))).toEqual([]);
    await shoot(page, 'phone-wrong-field');
  });

  test('tells a genuine receipt', async () => {
    const page = await open('zh-CN', PHONE);
    await drop(page, receipt);
    expect(await titleOf(page)).toBe('收据真实有效');
    expect(await page.textContent('#result')).toContain(facts.number);
    await shoot(page, 'phone-genuine');
  });

  test('tells a forged receipt', async () => {
    const forged = Buffer.from(receipt);
    forged.writeUInt8(forged.readUInt8(2000) ^ 1, 2000);
    const page = await open('en-GB');
    await drop(page, forged);
    expect(await titleOf(page)).toBe('The receipt failed its checks');
    await shoot(page, 'desktop-forged');
  });

  /** As from a file manager, with what type the system knows, or none. */
  async function dropFile(page: Page, bytes: Uint8Array, name: string, type: string): Promise<void> {
    const file = JSON.stringify({ text: Buffer.from(bytes).toString('base64'), name, type });
    await page.evaluate(`{
      const { text, name, type } = ${file};
      const dataTransfer = new DataTransfer();
      const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
      dataTransfer.items.add(new File([bytes], name, { type }));
      document.getElementById('drop').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true }));
    }`);
  }

  test('takes a dropped receipt whose type the system does not know', async () => {
    const page = await open('en-GB');
    await dropFile(page, receipt, 'receipt', '');
    expect(await titleOf(page)).toBe('The receipt is genuine');
    await page.context().close();
  });

  test('asks for a PDF when a file is none, under any name', async () => {
    const page = await open('en-GB');
    await dropFile(page, Buffer.from('hello'), 'receipt.pdf', 'application/pdf');
    await page.waitForSelector('#result:not([hidden])');
    expect(await page.textContent('#result')).toContain('Please choose a PDF file');
    await page.context().close();
  });

  test('works where the browser keeps nothing for it', async () => {
    const before = `Object.defineProperty(window, 'localStorage', {
      get() { throw new DOMException('denied', 'SecurityError'); },
    });`;
    const page = await open('zh-CN', DESKTOP, { before });
    await page.click('#language');
    expect(await page.textContent('h1')).toBe('Check an invoice');
    await fill(page);
    expect(await titleOf(page)).toBe('Genuine, and all facts agree');
    await page.context().close();
  });

  test('says what it needs where there is no JavaScript', async () => {
    const page = await open('zh-CN', PHONE, { javaScriptEnabled: false });
    expect(await page.locator('noscript').innerText()).toContain('This page needs JavaScript');
    await shoot(page, 'phone-no-script');
  });

  test('changes its language, and the answer’s', async () => {
    const page = await open('zh-CN');
    await fill(page, { number: '0'.repeat(20) });
    expect(await titleOf(page)).toBe('查无此票');
    await page.click('#language');
    expect(await titleOf(page)).toBe('No such invoice');
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    await shoot(page, 'desktop-not-found');
  });

  test('shows the API without loading resources of other sites', async () => {
    const page = await open('en-GB', DESKTOP, { path: '/docs' });
    await page.waitForSelector('#operations-Invoices-postInvoices');
    await shoot(page, 'docs');
  });
});
