import { createHash, createPublicKey, verify } from 'node:crypto';
import {
  type Json,
  type Operation,
  type RedFormTerms,
  redFormDigest,
  requestText,
  statementText,
} from '@fapiao-ledger/core';
import type { Page, Request, Route } from 'playwright-core';
import { expect } from 'vitest';
import { redForm } from '../portal-logic/red-form.ts';
import type { MerchantClient } from '../support/merchant-client.ts';
import type { Seeded } from '../support/seeded.ts';

/** Code of a taxpayer that has no part in anything. */
export const OTHER = '91440300MA5DEX0114';

/** Alters one or more values of every answer, and refuses every write, so that the next round begins as this one. */
export class HostileAnswers {
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

/** What the dialog shows before signing. */
export type Shown = Readonly<Record<'text' | 'as' | 'ledger', string>> & {
  /** Values of the body that stand outside of its lists. */
  readonly facts: readonly string[];
  /** Rows of its lists, and of a document whose digest is signed. */
  readonly rows: readonly (readonly string[])[];
};

/** Returns what the dialog shows; undefined when the page has refused to ask. */
export async function shownBy(page: Page): Promise<Shown | undefined> {
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
  const facts = await dialog
    .locator('.content > .shown')
    .first()
    .locator(':scope > dl.facts dd')
    .allTextContents();
  return { text: (await dialog.textContent()) ?? '', as, ledger, facts, rows };
}

/** Requires that a signed request is the one that was shown, for the ledger of the first contact. */
export function requireShown(signer: MerchantClient, sent: Request, shown: Shown, ledger: string): void {
  const headers = sent.headers();
  const { operation, body } = signedIn(sent);
  requireValues(body, shown);
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

/** Requires each value of a body in a place of its own: a part of a longer text, or a cell of another invoice, is not enough. */
function requireValues({ invoices = [], ...fields }: Signed['body'], { facts, rows }: Shown): void {
  const values = Object.values(fields);
  const absent = values.filter((value) => !facts.some((fact) => isText(fact, value)));
  expect(absent).toEqual([]);
  expect(facts).toHaveLength(values.length);
  for (const invoice of invoices as readonly object[]) {
    const wanted = Object.values(invoice);
    const fitting = rows.filter(
      (row) => row.length === wanted.length && wanted.every((value, place) => isText(row[place], value)),
    );
    expect(fitting, JSON.stringify({ invoice, rows })).toHaveLength(1);
  }
}

/** Returns whether a text is a value, or the words for it with the value behind them. */
function isText(text: string | undefined, value: unknown): boolean {
  return text === String(value) || text?.endsWith(` (${String(value)})`) === true;
}

interface Signed {
  readonly operation: Operation;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Returns the signed body, whose fields a route spreads over path and body. */
function signedIn(sent: Request): Signed {
  const body = JSON.parse(sent.postData() ?? '{}') as Record<string, unknown>;
  const path = new URL(sent.url()).pathname;
  const [, number = '', sequence, act = ''] =
    /^\/v1\/invoices\/([0-9]{20})\/(?:red-letter\/([0-9]+)\/)?([a-z-]+)$/.exec(path) ?? [];
  if (sequence !== undefined)
    return { operation: 'confirm-red-letter', body: { ...body, number, sequence: Number(sequence) } };
  if (act === 'red-letter') return { operation: 'start-red-letter', body: { ...body, number } };
  const { amount, ...fields } = body;
  const invoice = amount === undefined ? { number } : { number, amount };
  return { operation: act as Operation, body: { ...fields, invoices: [invoice] } };
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
