import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, openBrowser } from '../support/chromium.ts';
import { draftOf, enterprise } from '../support/drafts.ts';
import { TestGateway } from '../support/gateway.ts';
import type { MerchantClient } from '../support/merchant-client.ts';
import { temporaryFolder } from '../support/processes.ts';
import { DeskPage } from './desk-page.ts';

/** What the widgets' library takes for an iPhone: it looks at the platform and at the name of the engine. */
const IPHONE = {
  userAgent:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
  script: `Object.defineProperty(navigator, 'userAgentData', { get: () => undefined });
Object.defineProperty(navigator, 'platform', { get: () => 'iPhone' });`,
} as const;
const DIALOG_STYLES =
  "[...document.head.querySelectorAll('style')].map(({ sheet }) => sheet?.cssRules.length)";

describe.skipIf(CHROMIUM === undefined)('the desks as an iPhone opens them (needs chromium)', () => {
  let gateway: TestGateway;
  let browser: Browser;
  let seller: MerchantClient;
  let number: string;

  beforeAll(async () => {
    const readModel = join(await temporaryFolder(), 'read-model.db');
    [browser, gateway] = await Promise.all([openBrowser(), TestGateway.start({ readModel })]);
    seller = await gateway.seller();
    const draft = draftOf(seller.code, enterprise(seller.code));
    number = (await seller.issue(draft)).body.invoices[0]?.number as string;
  });
  afterAll(async () => {
    await browser.close();
    await gateway.close();
  });

  test('violate no policy with menus, lists and dialogs, whose one style is in effect', async () => {
    const desk = await DeskPage.open(browser, gateway, { ...IPHONE, isTouch: true, locale: 'en-US' });
    const { page } = desk;
    await desk.enter(seller);
    await page.goto(`${gateway.url}/desk/#/invoices/${number}`);
    await page.getByRole('button', { name: 'Reverse' }).tap();
    await page.getByRole('menuitem', { name: 'error' }).waitFor();
    expect(await page.evaluate(DIALOG_STYLES)).toEqual([1]);
    await page.keyboard.press('Escape');
    await page.getByRole('menuitem').first().waitFor({ state: 'detached' });
    expect(await page.evaluate(DIALOG_STYLES)).toEqual([]);
    await page.getByRole('button', { name: 'Transfer' }).tap();
    await page.getByLabel('new holder').fill('91440300MA5DEX0114');
    await page.getByRole('dialog').getByRole('button', { name: 'Transfer' }).tap();
    await page.waitForSelector('.sign');
    expect(await page.evaluate(DIALOG_STYLES)).toEqual([1]);
    await page.getByRole('button', { name: 'Do not sign' }).tap();
    await page.waitForSelector('.sign', { state: 'detached' });
    await desk.close();
  });
});
