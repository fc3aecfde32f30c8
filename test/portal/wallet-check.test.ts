import type { Browser, Page } from 'playwright-core';
import { encodeQR } from 'qr';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, openBrowser } from '../support/chromium.ts';
import { draftOf, enterprise } from '../support/drafts.ts';
import { TestGateway } from '../support/gateway.ts';
import type { MerchantClient } from '../support/merchant-client.ts';
import { DESKTOP, expectSound, gzipBytesOf, PHONE, shoot, WalletPages } from './wallet-page.ts';

interface PrintedFacts {
  readonly number: string;
  readonly date: string;
  readonly amount: string;
  readonly checkCode: string;
}

describe.skipIf(CHROMIUM === undefined)('the check page in Chromium (needs chromium)', () => {
  let gateway: TestGateway;
  let browser: Browser;
  let pages: WalletPages;
  let seller: MerchantClient;
  let buyer: MerchantClient;
  let facts: PrintedFacts;
  let receipt: Uint8Array;
  beforeAll(async () => {
    gateway = await TestGateway.start();
    browser = await openBrowser();
    pages = new WalletPages(browser, gateway.url);
    seller = await gateway.seller();
    buyer = await gateway.company();
    facts = await issued();
    receipt = (await seller.get<Uint8Array>(`/v1/invoices/${facts.number}/receipt.pdf`)).body;
  });
  afterAll(async () => {
    await browser.close();
    await gateway.close();
  });
  afterEach(() => pages.expectNone());

  async function issued(): Promise<PrintedFacts> {
    const { body } = await seller.issue(draftOf(seller.code, enterprise(buyer.code)));
    return await factsOf(body.invoices[0] as { number: string; checkCode: string });
  }

  async function factsOf({
    number,
    checkCode,
  }: {
    number: string;
    checkCode: string;
  }): Promise<PrintedFacts> {
    const view = await seller.get<{ invoice: { date: string; totals: { net: string } } }>(
      `/v1/invoices/${number}`,
    );
    const { date, totals } = view.body.invoice;
    return { number, date, amount: totals.net, checkCode: checkCode.slice(-6) };
  }

  async function check(page: Page, given: Partial<PrintedFacts>): Promise<string> {
    for (const [name, value] of Object.entries(given)) await page.fill(`#${name}`, value);
    await page.click('button[type=submit]');
    return await titleOf(page);
  }

  async function titleOf(page: Page): Promise<string> {
    return (await page.textContent('#result h2')) ?? '';
  }

  async function drop(page: Page, bytes: Uint8Array): Promise<void> {
    await page.setInputFiles('#file', {
      name: 'receipt.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from(bytes),
    });
  }

  /** The text of the code on a digital invoice in use: its amount is gross, and it has no check code. */
  const codeText = (): string => `01,32,,${facts.number},4449.00,${facts.date.replaceAll('-', '')},,1A2B`;
  const linkText = (): string => {
    const { number, date, amount, checkCode } = facts;
    const fields = new URLSearchParams({ number, date, net: amount, check: checkCode });
    return `https://elsewhere.example/check#${fields.toString()}`;
  };

  test.each([
    ['phone', 'zh-CN', PHONE, '可全额报销', 'light'],
    ['desktop', 'en-GB', DESKTOP, 'Can be claimed in full', 'dark'],
  ] as const)(
    'names number, seller, date and amount of an invoice, on a %s in %s',
    async (size, locale, viewport, title, colorScheme) => {
      const page = await pages.open('/', { locale, viewport, colorScheme });
      await page.waitForSelector('#number');
      await shoot(page, `check-${size}-empty`);
      await expectSound(page);
      expect(await check(page, facts)).toBe(title);
      const shown = await page.textContent('#result');
      for (const text of [facts.number, '示例企业', seller.code, facts.date, '¥\u00a04449.00'])
        expect(shown).toContain(text);
      await shoot(page, `check-${size}`);
      await expectSound(page);
      await page.context().close();
    },
  );

  test('says first what stands against a claim, and is green for none of it', async () => {
    const locked = await issued();
    const part = await issued();
    const whole = await issued();
    const frozen = await issued();
    const reversed = await issued();
    await seller.change('transfer', locked.number, { to: buyer.code });
    await buyer.change('lock', locked.number, { company: buyer.code });
    for (const { number } of [part, whole]) {
      await seller.change('transfer', number, { to: buyer.code });
      await buyer.change('lock', number, { company: buyer.code });
    }
    await buyer.change('redeem', part.number, { amount: '1.00' });
    await buyer.change('redeem', whole.number, { amount: '4449.00' });
    await gateway.act(`/v1/bureau/invoices/${frozen.number}/freeze`, { reason: '核查' });
    const { red } = (
      await seller.redLetter('start', { number: reversed.number }, { reason: '01', lane: 'main' })
    ).body;
    const page = await pages.open('/');
    const titles = async (given: PrintedFacts): Promise<readonly [string, string]> => {
      const title = await check(page, given);
      return [title, (await page.getAttribute('#result', 'class')) ?? ''];
    };
    expect(await titles(locked)).toEqual(['已锁定', 'result warn']);
    expect(await titles(part)).toEqual(['部分入账', 'result warn']);
    await shoot(page, 'check-phone-part');
    expect(await titles(whole)).toEqual(['已入账', 'result bad']);
    await expectSound(page);
    expect(await titles(frozen)).toEqual(['已冻结', 'result bad']);
    expect(await titles(reversed)).toEqual(['已红冲', 'result bad']);
    expect(await page.textContent('#result')).toContain('¥\u00a04449.00');
    const redFacts = await factsOf(red as { number: string; checkCode: string });
    expect(await titles(redFacts)).toEqual(['红字发票', 'result bad']);
    expect(await page.textContent('#result')).toContain(reversed.number);
    await page.context().close();
  });

  test('takes an answer away as soon as its input changes', async () => {
    const page = await pages.open('/');
    await check(page, facts);
    await page.fill('#checkCode', '000000');
    await expect.poll(async () => await page.locator('#result').count()).toBe(0);
    await drop(page, receipt);
    expect(await titleOf(page)).toBe('可全额报销');
    expect(await page.inputValue('#number')).toBe('');
    await page.selectOption('select[aria-label="金额类型"]', 'gross');
    await expect.poll(async () => await page.locator('#result').count()).toBe(0);
    await page.context().close();
  });

  test('drops the answer to an earlier question that comes late', async () => {
    const page = await pages.open('/');
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/v1/verify**', async (route) => {
      await asked;
      await route.continue();
    });
    for (const [name, value] of Object.entries(facts)) await page.fill(`#${name}`, value);
    await page.click('button[type=submit]');
    await page.waitForSelector('.working');
    await page.fill('#checkCode', '999999');
    const arrived = page.waitForResponse('**/v1/verify**');
    answer();
    await arrived;
    await expect.poll(async () => await page.locator('#result, .working').count()).toBe(0);
    await page.context().close();
  });

  test('takes the whole text of a code, pasted into any field', async () => {
    const page = await pages.open('/', { locale: 'en-GB' });
    await page.fill('#number', codeText());
    expect(await page.inputValue('#number')).toBe(facts.number);
    expect(await page.inputValue('#date')).toBe(facts.date);
    expect(await page.inputValue('#amount')).toBe('4449.00');
    expect(await check(page, { checkCode: facts.checkCode })).toBe('Can be claimed in full');
    await page.fill('#number', linkText());
    expect(await page.inputValue('#checkCode')).toBe(facts.checkCode);
    expect(await page.inputValue('#amount')).toBe(facts.amount);
    await page.context().close();
  });

  test('reads a code from a picture, and opens nothing that it names', async () => {
    const page = await pages.open('/', { locale: 'en-GB' });
    const picture = (text: string) => ({
      name: 'code.gif',
      mimeType: 'image/gif',
      buffer: Buffer.from(encodeQR(text, 'gif', { scale: 5 })),
    });
    await page.click('.scan');
    await page.setInputFiles('#picture', picture('https://elsewhere.example/'));
    await page.waitForSelector('text=This code has no facts of an invoice');
    await shoot(page, 'check-phone-scanner');
    await expectSound(page);
    await page.setInputFiles('#picture', { name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('no') });
    await page.waitForSelector('text=Choose a picture');
    await page.setInputFiles('#picture', picture(linkText()));
    await page.waitForSelector('.scanner', { state: 'detached' });
    expect(await page.inputValue('#number')).toBe(facts.number);
    await page.context().close();
  });

  test('is filled in by the link on a receipt, and asks nothing before the visitor does', async () => {
    const asked: string[] = [];
    const page = await pages.open('/', { locale: 'en-GB' });
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${gateway.url}/${new URL(linkText()).hash}`);
    for (const [name, value] of Object.entries(facts)) expect(await page.inputValue(`#${name}`)).toBe(value);
    expect(asked.filter((url) => url.includes('/v1/'))).toEqual([]);
    await page.goto(`${gateway.url}/#number=<b>1</b>&date=tomorrow&net=1&check=x`);
    expect(await page.inputValue('#number')).toBe(facts.number);
    await page.context().close();
  });

  test('takes amounts as people write them, and says which field is wrong', async () => {
    const page = await pages.open('/', { locale: 'en-GB' });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    for (const [name, value] of Object.entries({ ...facts, checkCode: '12' }))
      await page.fill(`#${name}`, value);
    await page.click('button[type=submit]');
    expect(await page.textContent('#checkCode-error')).toContain('last 6 digits');
    expect(await page.evaluate('document.activeElement.id')).toBe('checkCode');
    await expectSound(page);
    expect(asked.filter((url) => url.includes('/v1/'))).toEqual([]);
    const amount = `¥4,${facts.amount.slice(1)}`;
    const number = facts.number.replace(/(\d{5})/g, '$1 ');
    expect(await check(page, { ...facts, amount, number })).toBe('Can be claimed in full');
    await page.context().close();
  });

  test('names what does not fit to a visitor with the check code, and nothing without it', async () => {
    const page = await pages.open('/', { locale: 'en-GB' });
    expect(await check(page, { ...facts, amount: '1.00' })).toBe('The facts do not agree');
    expect(await page.textContent('#result li')).toBe('Net, before tax');
    expect(await page.textContent('#result')).not.toContain(facts.amount);
    expect(await check(page, { checkCode: '000000' })).toBe('The facts do not agree');
    expect(await page.textContent('#result')).toContain('the check code is wrong');
    await expect.poll(async () => await page.locator('#result li').count()).toBe(0);
    expect(await check(page, { number: '0'.repeat(20) })).toBe('No such invoice');
    await page.click('header button');
    await page.waitForSelector('text=查无此票');
    expect(await page.getAttribute('html', 'lang')).toBe('zh-CN');
    await page.context().close();
  });

  test('tells a genuine receipt from a forged one, and both from what is no receipt', async () => {
    const forged = Buffer.from(receipt);
    forged.writeUInt8(forged.readUInt8(2000) ^ 1, 2000);
    const page = await pages.open('/', { locale: 'en-GB', viewport: DESKTOP });
    await drop(page, receipt);
    expect(await titleOf(page)).toBe('Can be claimed in full');
    for (const text of [facts.number, seller.code, 'Endorsed by', 'The receipt is genuine'])
      expect(await page.textContent('#result')).toContain(text);
    await shoot(page, 'check-desktop-receipt');
    await drop(page, forged);
    await page.waitForSelector('text=The receipt failed its checks');
    await drop(page, Buffer.from('hello'));
    await page.waitForSelector('text=Please choose a PDF file');
    await page.context().close();
  });

  test('is used by the keyboard alone', async () => {
    const page = await pages.open('/', { locale: 'en-GB', viewport: DESKTOP });
    await page.waitForSelector('#number');
    const press = async (until: string): Promise<void> => {
      for (let count = 0; count < 30; count += 1) {
        await page.keyboard.press('Tab');
        if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(until)})`)) return;
      }
      throw new Error(`${until} is not reached by Tab`);
    };
    await press('.scan');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.scanner');
    await page.keyboard.press('Escape');
    await page.waitForSelector('.scanner', { state: 'detached' });
    await press('#number');
    await page.keyboard.insertText(linkText());
    await press('button[type=submit]');
    await page.keyboard.press('Enter');
    expect(await titleOf(page)).toBe('Can be claimed in full');
    await page.context().close();
  });

  test('works where the browser keeps nothing for it, and says what it needs without JavaScript', async () => {
    const denied = await pages.open('/', {}, [
      `Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });`,
    ]);
    await denied.click('header button');
    await denied.waitForSelector('h1:has-text("Check an invoice")');
    expect(await check(denied, facts)).toBe('Can be claimed in full');
    await denied.context().close();
    const plain = await pages.open('/', { javaScriptEnabled: false });
    expect(await plain.locator('noscript').innerText()).toContain('This page needs JavaScript');
    await plain.context().close();
  });

  test('loads at most 30 KB at first, in at most 15 requests', async () => {
    const page = await pages.open('/');
    await page.waitForSelector('#number');
    const asked = await page.evaluate<string[]>(
      "performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)",
    );
    const bytes = gzipBytesOf(['/index.html', ...new Set(asked)]);
    console.info(`first load: ${bytes} bytes gzip, ${asked.length + 1} requests`);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThanOrEqual(30 * 1024);
    expect(asked.length + 1).toBeLessThanOrEqual(15);
    await page.context().close();
  });
});
