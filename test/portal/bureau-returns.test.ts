import {
  figuresOf,
  type ReturnAnswer,
  type ReturnJson,
  RULE_SET_2026,
  returnTermsDigest,
} from '@fapiao-ledger/core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, openBrowser } from '../support/chromium.ts';
import type { MerchantClient } from '../support/merchant-client.ts';
import { fileBy } from '../support/return-acts.ts';
import { DeskPage, NARROW } from './desk-page.ts';
import { type MonthsWorld, monthsWorld } from './months-world.ts';

describe.skipIf(CHROMIUM === undefined)('the returns of the bureau in Chromium (needs chromium)', () => {
  let world: MonthsWorld;
  let browser: Browser;
  let month: string;
  let sellers: readonly [MerchantClient, MerchantClient, MerchantClient, MerchantClient];

  beforeAll(async () => {
    [browser, world] = await Promise.all([openBrowser(), monthsWorld()]);
    month = world.months[0] as string;
    sellers = world.sellers as unknown as typeof sellers;
    for (const seller of sellers) await file(seller, seller === sellers[1] ? '50.00' : undefined);
  });
  afterAll(async () => {
    await browser.close();
    await world.gateway.close();
  });

  /** Files the month as it is counted, or with an input that the ledger does not have. */
  async function file(seller: MerchantClient, input: string | undefined): Promise<void> {
    const { computed } = (await seller.get<ReturnAnswer>(`/v1/returns/${month}`)).body;
    const context = { kind: 'GENERAL', period: month, ruleSet: RULE_SET_2026, carriedIn: '0.00' } as const;
    const figures =
      input === undefined ? computed.figures : figuresOf({ ...computed.figures, input }, context);
    const { status, body } = await fileBy(seller, { ...computed, figures });
    expect(status, JSON.stringify(body)).toBe(200);
  }

  async function open(
    place: string,
    options: Parameters<typeof DeskPage.open>[2] = { locale: 'en-US' },
  ): Promise<DeskPage> {
    const desk = await DeskPage.open(browser, world.gateway, options);
    await desk.enter(world.gateway.officer);
    await desk.page.goto(`${world.gateway.url}/desk/#/returns${place}`);
    await desk.page.waitForSelector('main table');
    return desk;
  }

  const filedOf = async ({ code }: MerchantClient): Promise<ReturnJson | undefined> =>
    (await world.gateway.officer.get<ReturnAnswer>(`/v1/bureau/returns/${code}/${month}`)).body.filed;

  test.each([
    ['zh-CN', 'light', undefined],
    ['en-US', 'dark', NARROW],
  ] as const)('are listed with names, in %s, %s', async (locale, colorScheme, viewport) => {
    const desk = await open('?state=FILED', { locale, colorScheme, ...(viewport && { viewport }) });
    await expect.poll(async () => await desk.page.locator('tbody tr[data-place]').count()).toBe(4);
    expect(await desk.page.textContent('table')).toContain('示例贸易（广州）有限公司');
    expect(await desk.findings()).toEqual([]);
    await desk.shoot(`bureau-returns-${locale}`);
    await desk.close();
  });

  test('are counted in the browser too, and accepted by keyboard', async () => {
    const desk = await open(`/${sellers[0].code}/${month}`);
    const { page } = desk;
    await page.getByRole('button', { name: 'Count in this browser' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('This browser has counted').waitFor();
    await expect.poll(async () => await page.locator('tbody .tag.bad').count()).toBe(0);
    // Output at two rates, net and tax each, of ordinary invoices; at one of special ones; nine sums and the list.
    await expect.poll(async () => await page.locator('tbody .tag.good').count()).toBe(16);
    await desk.shoot('bureau-return');
    expect(await desk.findings()).toEqual([]);
    await page.getByRole('button', { name: 'Accept', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('alertdialog').waitFor();
    await desk.shoot('bureau-return-sign');
    expect(await desk.findings()).toEqual([]);
    await page.getByRole('button', { name: 'Sign and send' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('h1 ~ .tag.good').waitFor();
    expect((await filedOf(sellers[0]))?.state).toBe('ACCEPTED');
    await desk.close();
  });

  test('that differ get the figure stated', async () => {
    const desk = await open(`/${sellers[1].code}/${month}`, { locale: 'zh-CN' });
    const { page } = desk;
    await page.getByRole('button', { name: '列明该项有差异：进项税额', exact: true }).click();
    await page.getByRole('alertdialog').waitFor();
    await desk.shoot('bureau-return-differs');
    await page.getByRole('button', { name: '签名并发送' }).click();
    await page.locator('h1 ~ .tag.bad').waitFor();
    expect(await filedOf(sellers[1])).toMatchObject({
      state: 'DIFFERS',
      differs: { figure: 'input', filed: '50.00', computed: '0.00' },
    });
    await desk.close();
  });

  test('that a gateway has altered get no signature about what was filed', async () => {
    const desk = await open('');
    const { page } = desk;
    const altered = { ...((await filedOf(sellers[2])) as ReturnJson) };
    const figures = { ...altered.figures, payable: '1.23' };
    await page.route(`**/v1/bureau/returns/${sellers[2].code}/${month}`, async (route) => {
      const answer = (await (await route.fetch()).json()) as ReturnAnswer;
      await route.fulfill({ json: { ...answer, filed: { ...answer.filed, figures } } });
    });
    await page.goto(`${world.gateway.url}/desk/#/returns/${sellers[2].code}/${month}`);
    await page.getByRole('button', { name: 'Accept', exact: true }).click();
    expect(await page.getByRole('alertdialog').textContent()).toContain('1.23');
    const sent = page.waitForRequest((request) => request.method() === 'POST');
    await page.getByRole('button', { name: 'Sign and send' }).click();
    const { terms } = (await sent).postDataJSON() as { terms: string };
    expect(terms).toBe(returnTermsDigest({ ...altered, figures }));
    await page.locator('.notice.failed').waitFor();
    expect((await filedOf(sellers[2]))?.state).toBe('FILED');
    desk.complaints.splice(0, 1);
    await desk.close();
  });

  test('that agree are accepted after one question', async () => {
    const desk = await open('?state=FILED');
    const { page } = desk;
    await page.getByRole('button', { name: 'Accept all that agree' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.waitFor();
    for (const seller of [sellers[2], sellers[3]]) {
      expect(await dialog.textContent()).toContain(seller.code);
      expect(await dialog.textContent()).toContain(returnTermsDigest((await filedOf(seller)) as ReturnJson));
    }
    await desk.shoot('bureau-returns-accept-all');
    await page.getByRole('button', { name: 'Sign and send' }).click();
    await page.getByText('2 of 2 returns accepted').waitFor();
    for (const seller of [sellers[2], sellers[3]]) expect((await filedOf(seller))?.state).toBe('ACCEPTED');
    await page.getByText('Nothing here yet').waitFor();
    await desk.close();
  });
});
