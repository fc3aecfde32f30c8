import { createHash, createPublicKey, verify } from 'node:crypto';
import { join } from 'node:path';
import {
  type Json,
  type Operation,
  type RedFormTerms,
  redFormDigest,
  requestText,
  statementText,
} from '@fapiao-ledger/core';
import type { Browser, Page, Request, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { redForm } from '../portal-logic/red-form.ts';
import { CHROMIUM, openBrowser } from '../support/chromium.ts';
import { draftOf, enterprise } from '../support/drafts.ts';
import { TestGateway } from '../support/gateway.ts';
import type { MerchantClient } from '../support/merchant-client.ts';
import { temporaryFolder } from '../support/processes.ts';
import { Seeded } from '../support/seeded.ts';
import { DeskPage } from './desk-page.ts';

const ALTERATIONS = 100;
const OTHER = '91440300MA5DEX0114';

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

/** Alters one or more values of every answer, and refuses every write, so that the next round begins as this one. */
class HostileAnswers {
  altered = 0;
  readonly #page: Page;
  readonly #random: Seeded;

  constructor(page: Page, random: Seeded) {
    this.#page = page;
    this.#random = random;
  }

  async begin(): Promise<void> {
    await this.#page.route('**/v1/**', async (route) => await this.#answer(route));
  }

  async #answer(route: Route): Promise<void> {
    const request = route.request();
    if (request.method() !== 'GET') {
      const problem = { code: 'NOT_THE_HOLDER', title: '', status: 403, detail: 'no' };
      await route.fulfill({
        status: 403,
        contentType: 'application/problem+json',
        body: JSON.stringify(problem),
      });
      return;
    }
    const isForm = /\/red-letter\/1$/.test(new URL(request.url()).pathname);
    const answer = isForm ? { form: redForm().form, terms: redForm().digest } : await honest(route);
    await route.fulfill({ contentType: 'application/json', body: JSON.stringify(this.#alter(answer)) });
  }

  #alter(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((part) => this.#alter(part));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, this.#alter(part)]));
    // Most values stay, so that the page has something to show.
    if (typeof value !== 'string' || this.#random.whole(0, 9) !== 0) return value;
    const other = this.#otherText(value);
    if (other !== value) this.altered += 1;
    return other;
  }

  #otherText(text: string): string {
    if (/^-?[0-9]+\.[0-9]{2}$/.test(text)) return `${this.#random.whole(1, 99_999)}.00`;
    if (/^[0-9]{20}$/.test(text)) return `2644200000000${this.#random.whole(1_000_000, 9_999_999)}`;
    if (/^[0-9A-Z]{18}$/.test(text)) return OTHER;
    if (/^[0-9a-f]{64}$/.test(text)) return 'ab'.repeat(32);
    return text;
  }
}

async function honest(route: Route): Promise<unknown> {
  return await (await route.fetch()).json();
}

type Shown = Readonly<Record<'text' | 'as' | 'ledger', string>> & {
  readonly rows: readonly (readonly string[])[];
};

/** Returns what the dialog shows; undefined when the page has refused to ask. */
async function shownBy(page: Page): Promise<Shown | undefined> {
  const dialog = page.locator('.sign');
  await dialog.or(page.locator('.notice.failed')).first().waitFor();
  if ((await dialog.count()) === 0) {
    await page.locator('.notice .icon-button').first().click();
    await page.waitForSelector('.notice', { state: 'detached' });
    return undefined;
  }
  const [as = '', ledger = ''] = await dialog.locator('.signer dd').allTextContents();
  const rows = await dialog
    .locator('tbody tr')
    .evaluateAll((found) =>
      found.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent)),
    );
  return { text: (await dialog.textContent()) ?? '', as, ledger, rows };
}

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

/** Requires that a signed request is the one that was shown, for the ledger of the first contact. */
function requireShown(signer: MerchantClient, sent: Request, shown: Shown, ledger: string): void {
  const headers = sent.headers();
  const { operation, body } = signedIn(sent);
  for (const leaf of leavesOf(body)) expect(shown.text).toContain(leaf);
  expect([shown.as, shown.ledger]).toEqual([signer.code, ledger]);
  if (operation === 'confirm-red-letter') expect(redFormDigest(termsIn(shown))).toBe(body.terms);
  const requestId = headers['idempotency-key'] as string;
  const digest = createHash('sha256')
    .update(requestText({ actor: signer.code, operation, requestId, body: body as Json }))
    .digest('hex');
  const keyEpoch = headers['fapiao-key-epoch'] as string;
  const notAfter = headers['fapiao-not-after'] as string;
  const text = statementText({ ledger, contract: 'fapiao', keyEpoch, notAfter }, digest);
  const signature = Buffer.from(headers['fapiao-signature'] as string, 'base64');
  expect(verify('sha256', Buffer.from(text), createPublicKey(signer.key), signature)).toBe(true);
}

interface Signed {
  readonly operation: Operation;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Returns the signed body, whose fields a route spreads over path and body. */
function signedIn(sent: Request): Signed {
  const body = JSON.parse(sent.postData() ?? '{}') as Record<string, unknown>;
  const path = new URL(sent.url()).pathname;
  const [, number, sequence] = /^\/v1\/invoices\/([0-9]{20})(?:\/red-letter\/([0-9]+))?/.exec(path) ?? [];
  if (path.endsWith('/transfer')) return { operation: 'transfer', body: { ...body, invoices: [{ number }] } };
  if (path.endsWith('/confirm'))
    return { operation: 'confirm-red-letter', body: { ...body, number, sequence: Number(sequence) } };
  return { operation: 'start-red-letter', body: { ...body, number } };
}

/** Returns the form that the dialog shows, from its texts alone. */
function termsIn({ text, rows }: Shown): RedFormTerms {
  const { form } = redForm();
  const { number, sequence, reason, startedBy } = form;
  const [row = []] = rows;
  const [line = '', net = '', tax = ''] = row;
  const gross = /gross([0-9.]+)/.exec(text)?.[1] ?? '';
  expect(text).toContain(`(${reason})`);
  return {
    number,
    sequence,
    reason,
    startedBy,
    lines: [{ line: Number(line), net, tax }],
    totals: { net, tax, gross },
  };
}

function leavesOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [String(value)];
  return Object.values(value).flatMap(leavesOf);
}
