import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, openBrowser } from '../support/chromium.ts';
import { draftOf, enterprise } from '../support/drafts.ts';
import { TestGateway } from '../support/gateway.ts';
import type { MerchantClient } from '../support/merchant-client.ts';
import { temporaryFolder } from '../support/processes.ts';
import { DeskPage, PHONE, SMALL_PHONE } from './desk-page.ts';

/** A finger needs as many pixels in width and height. */
const TOUCH_PX = 44;

describe.skipIf(CHROMIUM === undefined)('the desks on a phone in Chromium (needs chromium)', () => {
  let gateway: TestGateway;
  let browser: Browser;
  let company: MerchantClient;

  beforeAll(async () => {
    const readModel = join(await temporaryFolder(), 'read-model.db');
    [browser, gateway] = await Promise.all([openBrowser(), TestGateway.start({ readModel })]);
    company = await gateway.seller();
    await trade(await gateway.seller(), company);
    await trade(company, await gateway.company());
  });
  afterAll(async () => {
    await browser.close();
    await gateway.close();
  });

  /** Issues, reverses one invoice at once, and has another one wait for the buyer. */
  async function trade(seller: MerchantClient, buyer: MerchantClient): Promise<void> {
    const drafts = Array.from({ length: 40 }, (_, index) =>
      draftOf(seller.code, enterprise(buyer.code), { ref: `DD-2026-${index}` }),
    );
    const { body } = await seller.issue(drafts);
    const [first = '', second = ''] = body.invoices.map(({ number }) => number);
    await seller.redLetter('start', { number: first }, { reason: '02', lane: 'main' });
    await buyer.change('redeem', second, { amount: '100.00' });
    await seller.redLetter('start', { number: second }, { reason: '02', lane: 'main' });
  }

  const clients = { taxpayer: () => company, officer: () => gateway.officer };

  test.each([
    ['taxpayer', 'zh-CN', PHONE],
    ['taxpayer', 'en-US', SMALL_PHONE],
    ['officer', 'zh-CN', PHONE],
    ['officer', 'en-US', SMALL_PHONE],
  ] as const)('fit every page of the %s, in %s, in a screen of %o', async (role, locale, viewport) => {
    const desk = await DeskPage.open(browser, gateway, { viewport, locale, isTouch: true });
    await desk.enter(clients[role]());
    await expectMenu(desk);
    for (const place of await desk.places()) {
      const name = `phone-${locale}-${role}${place.replaceAll('/', '-')}`;
      await desk.visit(place);
      await expectFit(desk, name);
      const first = desk.page.locator('main :is(.cards, table.data) a').first();
      if ((await first.count()) === 0) continue;
      await first.click();
      await desk.settle();
      await expectFit(desk, `${name}-one`);
    }
    await desk.close();
  });
});

/** Requires that the menu opens over the page, and closes. */
async function expectMenu(desk: DeskPage): Promise<void> {
  const toggle = desk.page.locator('.side-toggle');
  await toggle.click();
  await desk.page.locator('nav a').first().waitFor();
  await expectFit(desk, 'phone-menu');
  await toggle.click();
  await desk.page.locator('nav a').first().waitFor({ state: 'hidden' });
}

/** Requires that a page fits the screen, that axe finds nothing serious, and that a finger meets its controls. */
async function expectFit(desk: DeskPage, name: string): Promise<void> {
  await desk.shoot(name);
  const width = desk.page.viewportSize()?.width ?? 0;
  // Axe takes seconds for a page. A language changes how wide texts are, and hardly what axe finds.
  const isJudged = width === PHONE.width;
  const found = {
    name,
    width: await desk.page.evaluate<number>('document.documentElement.scrollWidth'),
    small: await desk.page.evaluate<readonly string[]>(SMALL_CONTROLS),
    findings: isJudged ? await desk.findings() : [],
  };
  expect.soft(found).toEqual({ name, width, small: [], findings: [] });
}

/** Controls that a finger misses. What has no size is for a screen reader alone, and a link within a text is as high as its line. */
const SMALL_CONTROLS = `[...document.querySelectorAll('button:not(.skip), input, textarea, nav a, .button, .cards a')]
  .filter((control) => [control, control.parentElement].every((each) => each.getBoundingClientRect().width > 1))
  .map((control) => control.closest('label') ?? control)
  .map((control) => [control, control.getBoundingClientRect()])
  .filter(([, { width, height }]) => width > 0 && (width < ${TOUCH_PX} || height < ${TOUCH_PX}))
  .map(([control, { width, height }]) => control.outerHTML.slice(0, 100) + ' ' + width + 'x' + height)`;
