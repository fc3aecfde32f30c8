import { createHash, createPublicKey, verify } from 'node:crypto';
import { type Json, type Operation, requestText, statementText } from '@fapiao-ledger/core';
import type { Browser, Page, Request, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, openBrowser } from '../support/chromium.ts';
import { Seeded } from '../support/seeded.ts';
import { BureauWorld } from './bureau-world.ts';
import { DeskPage } from './desk-page.ts';

const ALTERATIONS = 24;
const OTHER = '91440300MA5DEX0114';

const withBrowser = describe.skipIf(CHROMIUM === undefined);

withBrowser('a gateway that alters its answers to an officer (needs chromium)', () => {
  let world: BureauWorld;
  let browser: Browser;

  beforeAll(async () => {
    [browser, world] = await Promise.all([openBrowser(), BureauWorld.start()]);
  });
  afterAll(async () => {
    await browser.close();
    await world.close();
  });

  test(`gets no signature about anything but what was shown, in ${ALTERATIONS} alterations`, async () => {
    const { gateway, seller, moved } = world;
    const ledger = await gateway.home.client.ledgerId();
    const desk = await DeskPage.open(browser, gateway, { locale: 'en-US' });
    const { page } = desk;
    await desk.enter(gateway.officer);
    const random = new Seeded();
    let altered = 0;
    await page.route('**/v1/**', async (route) => {
      if (route.request().method() !== 'GET') await refuse(route);
      else {
        const answer: unknown = await (await route.fetch()).json();
        const alter = (value: unknown): unknown => {
          if (Array.isArray(value)) return value.map(alter);
          if (typeof value === 'object' && value !== null)
            return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, alter(part)]));
          // Most values stay, so that the page has something to show.
          if (typeof value !== 'string' || random.whole(0, 9) !== 0) return value;
          const other = otherText(value, random);
          if (other !== value) altered += 1;
          return other;
        };
        await route.fulfill({ contentType: 'application/json', body: JSON.stringify(alter(answer)) });
      }
    });
    const acts = [freeze, suspend, grantCredit, grantNumbers];
    const signed = new Map(acts.map((act) => [act, 0]));
    for (let alteration = 0; alteration < ALTERATIONS; alteration += 1) {
      await page.goto(`${gateway.url}/desk/#/taxpayers/new`);
      const act = acts[alteration % acts.length] as (typeof acts)[number];
      const operation = await act(page, act === freeze ? moved : seller.code);
      if (operation === undefined) continue;
      const dialog = page.locator('.sign');
      await dialog.waitFor();
      const text = (await dialog.textContent()) ?? '';
      const [as, shownLedger] = await dialog.locator('.signer dd').allTextContents();
      const sending = page.waitForRequest((request) => request.method() !== 'GET');
      await page.getByRole('button', { name: 'Sign and send' }).click();
      const sent = await sending;
      const body = bodyOf(sent, operation);
      for (const leaf of Object.values(body)) expect(text).toContain(String(leaf));
      expect([as, shownLedger]).toEqual([gateway.officer.code, ledger]);
      // The officer has opened this page, whatever the answers say about another taxpayer or invoice.
      expect([moved, seller.code]).toContain(body.number ?? body.seller ?? body.code);
      expect(
        isSigned(sent, { actor: gateway.officer.code, operation, body, ledger, key: gateway.officer.key }),
      ).toBe(true);
      signed.set(act, (signed.get(act) ?? 0) + 1);
      await page.locator('.notice .icon-button').first().click();
      await page.waitForSelector('.notice', { state: 'detached' });
    }
    console.info(`${altered} values altered; signed as shown: ${[...signed.values()].join(', ')}`);
    expect(altered).toBeGreaterThan(ALTERATIONS);
    for (const count of signed.values()) expect(count).toBeGreaterThan(0);
    // The browser tells of answers with a status of refusal; the page itself complains of nothing.
    const own = desk.complaints.filter((text) => !/status of/.test(text));
    desk.complaints.splice(0, desk.complaints.length, ...own);
    await desk.close();
  });
});

async function refuse(route: Route): Promise<void> {
  const problem = { code: 'KEY_SCOPE', title: '', status: 403, detail: 'no' };
  await route.fulfill({
    status: 403,
    contentType: 'application/problem+json',
    body: JSON.stringify(problem),
  });
}

function otherText(text: string, random: Seeded): string {
  if (/^-?[0-9]+\.[0-9]{2}$/.test(text)) return `${random.whole(1, 99_999)}.00`;
  if (/^[0-9]{20}$/.test(text)) return `2644200000000${random.whole(1_000_000, 9_999_999)}`;
  if (/^[0-9A-Z]{18}$/.test(text)) return OTHER;
  if (/^[0-9a-f]{64}$/.test(text)) return 'ab'.repeat(32);
  return text;
}

/** Returns a button of the page; undefined when the page does not offer it, because an answer is about something else. */
async function offered(page: Page, place: string, name: string) {
  await page.goto(page.url().replace(/#.*/, `#${place}`));
  const button = page.getByRole('button', { name, exact: true });
  await button.or(page.locator('main .failure')).first().waitFor();
  return (await button.count()) === 0 ? undefined : button;
}

async function freeze(page: Page, number: string): Promise<Operation | undefined> {
  const button = await offered(page, `/invoices/${number}`, 'Freeze');
  if (button === undefined) return undefined;
  await button.click();
  await page.getByLabel(/^Reason/).fill('核查');
  await page.keyboard.press('Enter');
  return 'freeze';
}

async function suspend(page: Page, code: string): Promise<Operation | undefined> {
  const button = await offered(page, `/taxpayers/${code}`, 'Suspend');
  if (button === undefined) return undefined;
  await button.click();
  await page.getByLabel(/^Reason/).fill('核查');
  await page.keyboard.press('Enter');
  return 'amend-taxpayer';
}

async function grantCredit(page: Page, code: string): Promise<Operation | undefined> {
  if ((await offered(page, `/taxpayers/${code}`, 'Set the credit')) === undefined) return undefined;
  await page.getByLabel('Net of the month').fill('5000');
  await page.keyboard.press('Enter');
  return 'grant-credit';
}

async function grantNumbers(page: Page, code: string): Promise<Operation | undefined> {
  if ((await offered(page, `/taxpayers/${code}`, 'Grant numbers')) === undefined) return undefined;
  await page.getByLabel('How many').fill('7');
  await page.keyboard.press('Enter');
  return 'grant-segment';
}

/** Returns the signed body, whose fields a route spreads over path and body. */
function bodyOf(sent: Request, operation: Operation): Readonly<Record<string, Json>> {
  const body = JSON.parse(sent.postData() ?? '{}') as Record<string, Json>;
  const [, name = ''] = /\/(?:invoices|taxpayers)\/([0-9A-Z]+)/.exec(new URL(sent.url()).pathname) ?? [];
  if (operation === 'freeze') return { ...body, number: name };
  return operation === 'amend-taxpayer' ? { ...body, code: name } : body;
}

interface Signed {
  readonly actor: string;
  readonly operation: Operation;
  readonly body: Readonly<Record<string, Json>>;
  readonly ledger: string;
  readonly key: Parameters<typeof createPublicKey>[0];
}

/** Returns whether the statement of a request is signed by a key, about a body and for a ledger. */
function isSigned(sent: Request, { actor, operation, body, ledger, key }: Signed): boolean {
  const headers = sent.headers();
  const requestId = headers['idempotency-key'] ?? '';
  const digest = createHash('sha256')
    .update(requestText({ actor, operation, requestId, body }))
    .digest('hex');
  const keyEpoch = headers['fapiao-key-epoch'] ?? '';
  const notAfter = headers['fapiao-not-after'] ?? '';
  const text = statementText({ ledger, contract: 'fapiao', keyEpoch, notAfter }, digest);
  const signature = Buffer.from(headers['fapiao-signature'] ?? '', 'base64');
  return verify('sha256', Buffer.from(text), createPublicKey(key), signature);
}
