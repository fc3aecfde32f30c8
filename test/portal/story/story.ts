import type { InvoiceAnswer } from '@fapiao-ledger/client';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { type DeskWords, deskWordsIn } from '../../../gateway/portal/desk/words/index.ts';
import type { Language } from '../../../gateway/portal/shared/words/language.ts';
import type { MerchantClient } from '../../support/merchant-client.ts';
import { DeskPage, identityFileOf, PHONE } from '../desk-page.ts';
import { expectSound, WalletPages } from '../wallet-page.ts';
import { type BrowserWithCamera, readerText } from './camera.ts';
import type { Cast, StoryPlace } from './cast.ts';

export interface StoryParts {
  readonly place: StoryPlace;
  readonly cast: Cast;
  readonly camera: BrowserWithCamera;
  readonly language: Language;
}

/**
 * Tells how a shop issues, an employee takes the invoice over by its code and hands it in, the company books a part, the bureau freezes
 * another invoice, and the shop reverses a third. Each party works in a browser of its own, and signs what its page shows.
 */
export async function tellStory(parts: StoryParts): Promise<void> {
  const story = new Story(parts, await deskWordsIn(parts.language));
  const carried = await story.issues();
  await story.passesOnByCode(carried);
  await story.handsIn(carried);
  await story.booksPart(carried);
  const suspicious = await story.issuesAgain(carried);
  await story.freezes(suspicious);
  const wrong = await story.issuesAgain(carried);
  await story.reverses(wrong);
  await story.learns(carried);
  await expectStates(parts.cast.shop, {
    [carried]: ['OPEN', REST],
    [suspicious]: ['FROZEN', GROSS],
    [wrong]: ['RED', '0.00'],
  });
}

/** Of 10 packs at 20.00, with 13 % tax. */
const GROSS = '226.00';
const BOOKED = '200.00';
const REST = '26.00';
const ITEM = '*纸制文具及用品*复印纸';
const TAX_CLASS = '1060105040000000000';

class Story {
  readonly #parts: StoryParts;
  readonly #words: DeskWords;
  readonly #phones: WalletPages;
  readonly #locale: 'zh-CN' | 'en-US';

  constructor(parts: StoryParts, words: DeskWords) {
    this.#parts = parts;
    this.#words = words;
    this.#phones = new WalletPages(parts.camera.browser, parts.place.url);
    this.#locale = parts.language === 'en' ? 'en-US' : 'zh-CN';
  }

  /** The shop issues an invoice to a person. @returns its number */
  async issues(): Promise<string> {
    const { shared, issue } = this.#words;
    const { fields, values } = shared;
    return await this.#atDesk(this.#parts.cast.shop, '#/issue', async (desk) => {
      const { page } = desk;
      await page.locator('.choice', { hasText: fields.buyer }).getByRole('button').click();
      await page.getByRole('option', { name: values.PERSON }).click();
      const line = page.locator('.line');
      const entered = { item: ITEM, taxClass: TAX_CLASS, quantity: '10', unitPrice: '20' } as const;
      for (const [field, text] of Object.entries(entered))
        await line.getByLabel(fields[field as keyof typeof entered], { exact: true }).fill(text);
      await page.locator('.totals', { hasText: GROSS }).waitFor();
      await desk.shoot(this.#picture('merchant-issue'));
      await page.getByRole('button', { name: issue.go, exact: true }).click();
      await page.waitForSelector('[role=alertdialog]');
      await desk.shoot(this.#picture('merchant-sign'));
      await this.#sign(page, GROSS);
      await page.waitForSelector('.history');
      return (await page.textContent('h1')) ?? '';
    });
  }

  /** The employee shows the code in its wallet, and the shop reads it and passes the invoice on. */
  async passesOnByCode(number: string): Promise<void> {
    const { shop, employee } = this.#parts.cast;
    const { invoice, shared } = this.#words;
    const phone = await this.#phone('/#/code');
    const code = phone.locator('svg.code');
    await code.waitFor();
    const typed = await readerText(code);
    await this.#leave(phone, 'person-code');
    await this.#atDesk(shop, `#/invoices/${number}`, async ({ page }) => {
      await page.getByRole('button', { name: invoice.transfer }).click();
      await page.getByLabel(shared.fields.to).fill(typed);
      await page.getByRole('dialog').getByRole('button', { name: invoice.transfer }).click();
      await this.#sign(page, employee.code);
      await page.locator('.facts', { hasText: employee.code }).waitFor();
    });
  }

  /** The employee scans the code that stands at the company, and hands the invoice in there. */
  async handsIn(number: string): Promise<void> {
    const { camera, cast } = this.#parts;
    const { company } = cast;
    await this.#atDesk(company, '#/code', async (desk) => {
      const code = desk.page.locator('svg.code-picture');
      await desk.page.getByText(company.code).last().waitFor();
      await camera.see(code);
      await desk.shoot(this.#picture('company-code'));
    });
    const phone = await this.#phone('/#/held');
    await phone.waitForSelector(`a[href="#/held/${number}"]`);
    await this.#shoot(phone, 'person-held');
    await phone.click(`a[href="#/held/${number}"]`);
    await phone.click(`a[href="#/held/${number}/hand-in"]`);
    await phone.click('form .scan');
    await expect.poll(async () => await phone.inputValue('#party')).toBe(company.code);
    await phone.waitForSelector('.scanner', { state: 'detached' });
    await phone.click('form [type=submit]');
    await phone.locator('.confirm', { hasText: company.code }).waitFor();
    await this.#shoot(phone, 'person-hand-in');
    await phone.click('.confirm .primary');
    await phone.waitForSelector('.notice.good');
    await this.#leave(phone, 'person-handed-in');
  }

  /** The company books a part of what was handed in, under a voucher. */
  async booksPart(number: string): Promise<void> {
    const { company } = this.#words;
    const { booking } = company;
    await this.#atDesk(this.#parts.cast.company, '#/claims', async (desk) => {
      const { page } = desk;
      await page.getByLabel(company.selectNumber(number)).check();
      await page.getByRole('button', { name: company.book('1') }).click();
      await page.getByLabel(booking.amountOf(number)).fill(BOOKED);
      await page.getByLabel(booking.voucher).fill('V-2026-17');
      await desk.shoot(this.#picture('company-book'));
      await page.getByRole('button', { name: booking.go('1') }).click();
      await this.#sign(page, BOOKED);
      await page.getByText(booking.voucherIs('V-2026-17')).first().waitFor();
      await desk.shoot(this.#picture('company-booked'));
    });
  }

  /** An officer finds an invoice by the shop and its state, and freezes it. */
  async freezes(number: string): Promise<void> {
    const { officer, shop } = this.#parts.cast;
    const { invoice } = this.#words.bureau;
    const place = `#/invoices?seller=${shop.code}&state=OPEN`;
    await this.#atDesk(officer, place, async (desk) => {
      const { page } = desk;
      const link = page.getByRole('link', { name: number });
      await link.waitFor();
      await desk.shoot(this.#picture('bureau-search'));
      await link.click();
      await page.getByRole('heading', { name: number }).waitFor();
      await page.getByRole('button', { name: invoice.freeze }).click();
      await page.getByLabel(invoice.freezeReason).fill('核查来源');
      await page.getByRole('dialog').getByRole('button', { name: invoice.freeze }).click();
      await this.#sign(page, number);
      await page.locator('.tag', { hasText: this.#words.shared.values.FROZEN }).first().waitFor();
      await page.getByText('核查来源').first().waitFor();
      await desk.shoot(this.#picture('bureau-frozen'));
    });
  }

  /** The employee sees on the phone how much was booked. */
  async learns(number: string): Promise<void> {
    const phone = await this.#phone(`/#/held/${number}`);
    await phone.locator('.timeline', { hasText: BOOKED }).waitFor();
    await this.#leave(phone, 'person-booked');
  }

  /** The shop issues the same again. @returns the number of the invoice */
  async issuesAgain(number: string): Promise<string> {
    return await this.#atDesk(this.#parts.cast.shop, `#/issue?copy=${number}`, async ({ page }) => {
      await page.locator('.totals', { hasText: GROSS }).waitFor();
      await page.getByRole('button', { name: this.#words.issue.go, exact: true }).click();
      await this.#sign(page, GROSS);
      await page.waitForSelector('.history');
      return (await page.textContent('h1')) ?? '';
    });
  }

  /** The shop takes an invoice back that was wrong. */
  async reverses(number: string): Promise<void> {
    const { invoice, shared } = this.#words;
    await this.#atDesk(this.#parts.cast.shop, `#/invoices/${number}`, async (desk) => {
      const { page } = desk;
      await page.getByRole('button', { name: invoice.reverse }).click();
      await page.getByRole('menuitem', { name: shared.reasons['01'] }).click();
      await this.#sign(page, number);
      await page.locator('.tag', { hasText: shared.values.RED }).first().waitFor();
      await desk.shoot(this.#picture('merchant-reversed'));
      await desk.visit('/');
      await desk.shoot(this.#picture('merchant-overview'));
    });
  }

  /** Signs what the open question shows, which must have a text. */
  async #sign(page: Page, text: string): Promise<void> {
    const dialog = page.locator('[role=alertdialog]', { hasText: text });
    await dialog.getByRole('button', { name: this.#words.shared.sign.confirm }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  /** Writes what the screen of a phone shows where SCREENSHOTS names a folder. */
  async #shoot(phone: Page, name: string): Promise<void> {
    const folder = process.env.SCREENSHOTS;
    if (folder !== undefined) await phone.screenshot({ path: `${folder}/${this.#picture(name)}.png` });
  }

  #picture(name: string): string {
    return `${this.#parts.language}-${name}`;
  }

  async #atDesk<T>(party: MerchantClient, place: string, work: (desk: DeskPage) => Promise<T>): Promise<T> {
    const { camera } = this.#parts;
    const locale = this.#locale;
    const desk = await DeskPage.open(camera.browser, this.#parts.place, { locale, place });
    await desk.enter(party);
    const result = await work(desk);
    await desk.close();
    return result;
  }

  /** Opens the employee's wallet on a phone. */
  async #phone(path: string): Promise<Page> {
    const locale = this.#locale;
    const phone = await this.#phones.open(path, { locale, viewport: PHONE, hasTouch: true, isMobile: true });
    await phone.setInputFiles('#identity', identityFileOf(this.#parts.cast.employee));
    return phone;
  }

  async #leave(phone: Page, picture: string): Promise<void> {
    await this.#shoot(phone, picture);
    await expectSound(phone);
    await phone.context().close();
    this.#phones.expectNone();
  }
}

/** Requires states and what is left of invoices, as the ledger answers. */
async function expectStates(
  party: MerchantClient,
  wanted: Readonly<Record<string, readonly [state: string, rest: string]>>,
): Promise<void> {
  const found: Record<string, readonly [string, string]> = {};
  for (const number of Object.keys(wanted)) {
    const { status } = (await party.get<InvoiceAnswer>(`/v1/invoices/${number}`)).body;
    found[number] = [status.state, status.rest];
  }
  expect(found).toEqual(wanted);
}
