import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { redForm } from '../portal-logic/red-form.ts';
import { CHROMIUM, openBrowser } from '../support/chromium.ts';
import { draftOf, enterprise } from '../support/drafts.ts';
import { TestGateway } from '../support/gateway.ts';
import type { MerchantClient } from '../support/merchant-client.ts';
import { temporaryFolder } from '../support/processes.ts';
import { Seeded } from '../support/seeded.ts';
import { DeskPage } from './desk-page.ts';
import { HostileAnswers, OTHER, requireShown, type Shown, shownBy } from './hostile-answers.ts';

const ALTERATIONS = 100;

const withBrowser = describe.skipIf(CHROMIUM === undefined);

withBrowser('a gateway that alters its answers (needs chromium)', () => {
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

  test(`gets no signature about anything but what was shown, in ${ALTERATIONS} alterations`, async () => {
    const random = new Seeded();
    const desk = await DeskPage.open(browser, gateway, { locale: 'en-US' });
    const { page } = desk;
    await desk.enter(seller);
    const hostile = new HostileAnswers(page, random);
    await hostile.begin();
    const signed = new Map(ACTS.map((act) => [act, 0]));
    for (let alteration = 0; alteration < ALTERATIONS; alteration += 1) {
      await page.goto(`${gateway.url}/desk/#/nothing`);
      const act = random.pick(ACTS);
      const shown = await act(page, number);
      if (shown === undefined) continue;
      const sent = page.waitForRequest((request) => request.method() === 'POST');
      await page.getByRole('button', { name: 'Sign and send' }).click();
      requireShown(seller, await sent, shown, await gateway.home.client.ledgerId());
      expect([number, redForm().form.number]).toContain(/[0-9]{20}/.exec((await sent).url())?.[0]);
      signed.set(act, (signed.get(act) ?? 0) + 1);
      await page.locator('.notice .icon-button').first().click();
      await page.waitForSelector('.notice', { state: 'detached' });
    }
    const counts = [...signed.values()];
    console.info(
      `${hostile.altered} values altered; of ${ALTERATIONS} acts signed as shown: ${counts.join(', ')}`,
    );
    expect(hostile.altered).toBeGreaterThan(ALTERATIONS);
    for (const count of counts) expect(count).toBeGreaterThan(0);
    // The browser tells of answers with a status of refusal; the page itself complains of nothing.
    desk.complaints.splice(
      0,
      desk.complaints.length,
      ...desk.complaints.filter((text) => !/status of/.test(text)),
    );
    await desk.close();
  });
});

/** Returns whether the page shows nothing, because the answer is about something else than what was opened. */
async function isRefused(page: Page): Promise<boolean> {
  await page.locator('.facts').or(page.locator('main .failure')).first().waitFor();
  return (await page.locator('main .failure').count()) > 0;
}

async function openTransfer(page: Page, number: string): Promise<Shown | undefined> {
  await page.goto(page.url().replace(/#.*/, `#/invoices/${number}`));
  const button = page.getByRole('button', { name: 'Transfer' });
  if (await isRefused(page)) return undefined;
  if ((await button.count()) === 0) return undefined;
  await button.click();
  await page.getByLabel('new holder').fill(OTHER);
  await page.getByRole('dialog').getByRole('button', { name: 'Transfer' }).click();
  return await shownBy(page);
}

async function openReversal(page: Page, number: string): Promise<Shown | undefined> {
  await page.goto(page.url().replace(/#.*/, `#/invoices/${number}`));
  if (await isRefused(page)) return undefined;
  const button = page.getByRole('button', { name: 'Reverse' });
  if ((await button.count()) === 0) return undefined;
  await button.click();
  await page.getByRole('menuitem', { name: 'error' }).click();
  return await shownBy(page);
}

async function openForm(page: Page): Promise<Shown | undefined> {
  const { number } = redForm().form;
  await page.goto(page.url().replace(/#.*/, `#/red-letters/${number}/1`));
  if (await isRefused(page)) return undefined;
  const button = page.getByRole('button', { name: 'Confirm a red-letter form' });
  if ((await button.count()) === 0) return undefined;
  await button.click();
  return await shownBy(page);
}

const ACTS = [openTransfer, openReversal, openForm];
