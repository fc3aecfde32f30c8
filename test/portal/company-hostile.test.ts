import type { Browser, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { redForm } from '../portal-logic/red-form.ts';
import { CHROMIUM, openBrowser } from '../support/chromium.ts';
import { Seeded } from '../support/seeded.ts';
import { CompanyWorld } from './company-world.ts';
import { DeskPage } from './desk-page.ts';
import { HostileAnswers, requireShown, type Shown, shownBy } from './hostile-answers.ts';

const ALTERATIONS = 40;

const withBrowser = describe.skipIf(CHROMIUM === undefined);

withBrowser('a gateway that alters what it answers to a company (needs chromium)', () => {
  let world: CompanyWorld;
  let browser: Browser;
  let claims: readonly string[];

  beforeAll(async () => {
    [browser, world] = await Promise.all([openBrowser(), CompanyWorld.start()]);
    await world.purchases(3);
    claims = await world.claims(3);
  });
  afterAll(async () => {
    await browser.close();
    await world.close();
  });

  test(`gets no signature about anything but what was shown, in ${ALTERATIONS} alterations`, async () => {
    const random = new Seeded();
    const desk = await DeskPage.open(browser, world.gateway, { locale: 'en-US', place: '#/purchases' });
    const { page } = desk;
    await desk.enter(world.company);
    const hostile = new HostileAnswers(page, random);
    await hostile.begin();
    const ledger = await world.gateway.home.client.ledgerId();
    const signed = new Map(ACTS.map((act) => [act, 0]));
    for (let alteration = 0; alteration < ALTERATIONS; alteration += 1) {
      await visit(page, '#/keys');
      const act = random.pick(ACTS);
      const shown = await act(page, claims);
      if (shown === undefined) continue;
      const requests = await agree(page);
      expect(requests.length).toBeGreaterThan(0);
      for (const request of requests) requireShown(world.company, request, shown, ledger);
      // As many statements as invoices were shown, each about another one.
      if (act !== answerForm)
        expect(new Set(requests.map((request) => request.url())).size).toBe(shown.rows.length);
      // The company has opened these claims by an address, whatever the answers say about others. One that seems booked is left out.
      if (act === bookAll) expect(claims).toEqual(expect.arrayContaining(requests.map(numberIn)));
      signed.set(act, (signed.get(act) ?? 0) + 1);
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

type HostileAct = (page: Page, claims: readonly string[]) => Promise<Shown | undefined>;

/** Agrees to what is shown, and returns what was then sent. */
async function agree(page: Page): Promise<readonly Request[]> {
  const sent: Request[] = [];
  const note = (request: Request): void => {
    if (request.method() === 'POST') sent.push(request);
  };
  page.on('request', note);
  await page.getByRole('button', { name: 'Sign and send' }).click();
  await page.locator('.notice').first().waitFor();
  page.off('request', note);
  while ((await page.locator('.notice').count()) > 0) {
    const before = await page.locator('.notice').count();
    await page.locator('.notice .icon-button').first().click();
    await expect.poll(async () => await page.locator('.notice').count()).toBeLessThan(before);
  }
  return sent;
}

function numberIn(request: Request): string {
  return /[0-9]{20}/.exec(request.url())?.[0] ?? '';
}

async function visit(page: Page, place: string): Promise<void> {
  await page.goto(page.url().replace(/#.*/, place));
}

/** Presses a button when it can be pressed, and returns what is then shown. */
async function press(page: Page, name: RegExp): Promise<Shown | undefined> {
  const button = page.getByRole('button', { name }).first();
  if ((await button.count()) === 0 || (await button.isDisabled())) return undefined;
  await button.click();
  return await shownBy(page);
}

/** Selects all that a list shows. */
async function selectAll(page: Page, place: string): Promise<void> {
  await visit(page, place);
  await page
    .locator('table.data a')
    .or(page.locator('.empty'))
    .or(page.locator('main .failure'))
    .first()
    .waitFor();
  for (const box of await page.locator('.select-row').all()) await box.check();
}

const confirmUse: HostileAct = async (page) => {
  await selectAll(page, '#/received');
  return await press(page, /^(For deduction|Not deductible)/);
};

const giveBack: HostileAct = async (page) => {
  await selectAll(page, '#/claims');
  return await press(page, /^Give back/);
};

const bookAll: HostileAct = async (page, claims) => {
  await visit(page, `#/claims/book?numbers=${claims.join(',')}`);
  await page
    .locator('.book-row')
    .nth(claims.length - 1)
    .waitFor();
  return await press(page, /^Book \(/);
};

const bookFromList: HostileAct = async (page) => {
  await selectAll(page, '#/claims');
  const button = page.getByRole('button', { name: /^Book \(/ });
  if (await button.isDisabled()) return undefined;
  await button.click();
  await page.locator('.book-row').first().waitFor();
  return await press(page, /^Book \(/);
};

const answerForm: HostileAct = async (page) => {
  const { number } = redForm().form;
  await visit(page, `#/forms/${number}/1`);
  await page.locator('.facts').or(page.locator('main .failure')).first().waitFor();
  return await press(page, /^Confirm a red-letter form/);
};

const ACTS = [confirmUse, giveBack, bookAll, bookFromList, answerForm];
