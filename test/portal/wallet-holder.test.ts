import { encodeQR } from 'qr';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, openBrowser } from '../support/chromium.ts';
import { enterprise, personId } from '../support/drafts.ts';
import { DESKTOP, expectSound, PHONE, shoot } from './wallet-page.ts';
import { agree, WalletWorld } from './wallet-world.ts';

describe.skipIf(CHROMIUM === undefined)('the wallet of a person in Chromium (needs chromium)', () => {
  let world: WalletWorld;
  beforeAll(async () => {
    world = await WalletWorld.start(await openBrowser());
  });
  afterAll(async () => await world.close());
  afterEach(() => world.pages.expectNone());

  const picture = (text: string) => ({
    name: 'code.gif',
    mimeType: 'image/gif',
    buffer: Buffer.from(encodeQR(text, 'gif', { scale: 6 })),
  });

  test.each([
    ['phone', 'zh-CN', PHONE, 'light'],
    ['desktop', 'en-GB', DESKTOP, 'dark'],
  ] as const)(
    'shows what the person holds and where it stands, on a %s in %s',
    async (size, locale, viewport, colorScheme) => {
      const number = await world.issue();
      const page = await world.pages.open('/#/held', { locale, viewport, colorScheme });
      await page.waitForSelector('#identity');
      await shoot(page, `wallet-${size}-way-in`);
      await expectSound(page);
      await world.enter(page);
      await page.waitForSelector(`a[href="#/held/${number}"]`);
      await shoot(page, `wallet-${size}-list`);
      await expectSound(page);
      await page.click(`a[href="#/held/${number}"]`);
      await page.waitForSelector('.timeline li');
      expect(await page.textContent('main')).toContain('4449.00');
      await shoot(page, `wallet-${size}-invoice`);
      await expectSound(page);
      for (const place of ['pass', 'hand-in']) {
        await page.goto(`${world.gateway.url}/#/held/${number}/${place}`);
        await page.waitForSelector('#party');
        await shoot(page, `wallet-${size}-${place}`);
        await expectSound(page);
      }
      for (const place of ['code', 'records', 'identity']) {
        await page.goto(`${world.gateway.url}/#/${place}`);
        await page.waitForSelector(place === 'code' ? '.code' : 'h1');
        await shoot(page, `wallet-${size}-${place}`);
        await expectSound(page);
      }
      await page.context().close();
    },
  );

  test('hands an invoice in at the company whose code it scans, and follows it there', async () => {
    const number = await world.issue();
    const page = await world.open();
    await page.click(`a[href="#/held/${number}"]`);
    await page.click(`a[href="#/held/${number}/hand-in"]`);
    await page.click('form .scan');
    await page.waitForSelector('.scanner');
    await page.setInputFiles(
      '#picture',
      picture(`${world.gateway.url}/#party=${world.company.code}&name=示例公司`),
    );
    await page.waitForSelector('.scanner', { state: 'detached' });
    expect(await page.inputValue('#party')).toBe(world.company.code);
    expect(await page.textContent('form')).toContain('示例公司');
    await page.click('form [type=submit]');
    await page.waitForSelector('.confirm');
    await shoot(page, 'wallet-phone-confirm');
    await expectSound(page);
    const shown = await agree(page);
    for (const text of [number, world.company.code, world.person.code, '报销锁定'])
      expect(shown).toContain(text);
    await page.waitForSelector('.notice.good');
    await world.company.change('redeem', number, { amount: '1000.00' });
    await page.goto(`${world.gateway.url}/#/held/${number}`);
    await page.waitForSelector('h1:has-text("部分入账")');
    const stands = await page.textContent('main');
    for (const text of ['部分入账', '¥\u00a03449.00', `${world.company.code} 入账 ¥\u00a01000.00`])
      expect(stands).toContain(text);
    await shoot(page, 'wallet-phone-booked');
    await page.goto(`${world.gateway.url}/#/records`);
    await page.waitForSelector('.records .badge.good');
    expect(await page.textContent('.records')).toContain(number);
    await shoot(page, 'wallet-phone-records');
    await page.context().close();
    // The page has no camera here, so it says so: that is no complaint about the page.
    world.pages.complaints.splice(0);
  });

  test('passes an invoice on to the taxpayer whose code a camera has opened', async () => {
    const number = await world.issue();
    const other = await world.gateway.person();
    const page = await world.open({ locale: 'en-GB' });
    await page.goto(`${world.gateway.url}/#party=${other.code}&name=Li`);
    await page.click(`a[href^="#/held/${number}/pass"]`);
    expect(await page.inputValue('#party')).toBe(other.code);
    await page.click('form [type=submit]');
    const shown = await agree(page);
    expect(shown).toContain('Irreversible');
    await page.waitForSelector('.notice.good');
    const view = await other.get<{ status: { holder: string } }>(`/v1/invoices/${number}`);
    expect(view.body.status.holder).toBe(other.code);
    await page.context().close();
  });

  test('signs nothing when the person declines', async () => {
    const number = await world.issue();
    const page = await world.open({ locale: 'en-GB' });
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') sent.push(request.url());
    });
    await page.goto(`${world.gateway.url}/#/held/${number}/pass?party=${personId(99)}`);
    await page.click('form [type=submit]');
    await page.waitForSelector('.confirm');
    await page.keyboard.press('Escape');
    await page.waitForSelector('text=Nothing was signed');
    expect(sent).toEqual([]);
    await page.context().close();
  });

  test('keeps a request whose answer is lost, and learns its outcome later', async () => {
    const number = await world.issue();
    const other = await world.gateway.person();
    const page = await world.open({ locale: 'en-GB' });
    await page.route('**/transfer', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await page.goto(`${world.gateway.url}/#/held/${number}/pass?party=${other.code}`);
    await page.click('form [type=submit]');
    await agree(page);
    await page.waitForSelector('.notice.warn:has-text("unknown")');
    await page.unroute('**/transfer');
    world.pages.complaints.splice(0);
    // The desk has left a request of its own, which the wallet does not send.
    await page.evaluate(`new Promise((resolve, reject) => {
      const opening = indexedDB.open('fapiao');
      opening.onerror = reject;
      opening.onsuccess = () => {
        const requests = opening.result.transaction('requests', 'readwrite').objectStore('requests');
        const reading = requests.getAll();
        reading.onsuccess = () => {
          const body = { name: 'till-1' };
          requests.put({ ...reading.result[0], requestId: 'of-the-desk', operation: 'revoke-key', body });
        };
        requests.transaction.oncomplete = () => {
          opening.result.close();
          resolve();
        };
      };
    })`);
    await page.reload();
    await page.goto(`${world.gateway.url}/#/records`);
    await page.waitForSelector('text=Open the desk');
    await expect.poll(async () => await page.getByRole('button', { name: 'Ask again' }).count()).toBe(1);
    expect(await page.textContent('main')).not.toContain('revoke-key');
    await page.click('button:has-text("Ask again")');
    await page.waitForSelector('.records .badge.good');
    expect(await page.textContent('main')).not.toContain('Outcome unknown');
    await page.context().close();
  });

  test('shows its copy without a network, and marks as of when it is', async () => {
    const number = await world.issue(enterprise(world.company.code));
    const page = await world.open();
    await page.click(`a[href="#/held/${number}"]`);
    await page.waitForSelector('.timeline li');
    // Not waitForFunction, whose second look the policy of the page forbids.
    const isControlled = 'navigator.serviceWorker.controller !== null';
    await expect.poll(() => page.evaluate<boolean>(isControlled)).toBe(true);
    await page.context().setOffline(true);
    await page.goto(`${world.gateway.url}/#/held`);
    await page.reload();
    await page.waitForSelector('.as-of.warn');
    await page.click(`a[href="#/held/${number}"]`);
    await page.waitForSelector('.as-of.warn');
    expect(await page.textContent('main')).toContain('¥\u00a04449.00');
    expect(await page.textContent('.as-of')).toMatch(/数据截至 \d{4}-\d\d-\d\d \d\d:\d\d:\d\d/);
    await expect.poll(async () => await page.locator('a.primary, .good').count()).toBe(0);
    await expect.poll(async () => await page.locator('.result.warn').count()).toBe(1);
    await shoot(page, 'wallet-phone-offline');
    await page.context().close();
    // Without a network every question of the page fails, and the console says so.
    world.pages.complaints.splice(0);
  });
});
