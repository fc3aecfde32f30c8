import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, openBrowser } from '../support/chromium.ts';
import { DeskPage, NARROW } from './desk-page.ts';
import { type MonthsWorld, monthsWorld } from './months-world.ts';

describe.skipIf(CHROMIUM === undefined)('the statistics of the bureau in Chromium (needs chromium)', () => {
  let world: MonthsWorld;
  let browser: Browser;

  beforeAll(async () => {
    [browser, world] = await Promise.all([openBrowser(), monthsWorld()]);
  });
  afterAll(async () => {
    await browser.close();
    await world.gateway.close();
  });

  async function open(options: Parameters<typeof DeskPage.open>[2]): Promise<DeskPage> {
    const desk = await DeskPage.open(browser, world.gateway, options);
    await desk.enter(world.gateway.officer);
    await desk.page.goto(`${world.gateway.url}/desk/#/statistics`);
    await desk.page.waitForSelector('.u-over');
    await desk.page.waitForSelector('.bars a');
    await desk.page.waitForLoadState('networkidle');
    return desk;
  }

  test.each([
    ['zh-CN', 'light', undefined],
    ['en-US', 'dark', NARROW],
  ] as const)('sum up, draw and open their invoices, in %s, %s', async (locale, colorScheme, viewport) => {
    const desk = await open({ locale, colorScheme, ...(viewport && { viewport }) });
    const { page } = desk;
    await desk.shoot(`bureau-statistics-${locale}`);
    await page.locator('details summary').click();
    expect(await desk.findings()).toEqual([]);
    // 4 sellers, and in the n-th month n + 1 invoices of each.
    const tile = page.locator('.tile', { hasText: locale === 'en-US' ? 'Invoices' : '发票张数' });
    expect(await tile.locator('strong').textContent()).toBe('56');
    await tile.locator('a').first().click();
    await page.waitForSelector('table.data tbody a');
    await expect.poll(async () => await page.locator('table.data tbody a').count()).toBeGreaterThan(20);
    await desk.close();
  });

  test('go from a province into its cities, and from a figure into its invoices, by keyboard', async () => {
    const desk = await open({ locale: 'en-US' });
    const { page } = desk;
    await page.getByRole('link', { name: 'Guangdong' }).focus();
    await page.keyboard.press('Enter');
    const city = page.getByRole('row', { name: /深圳市/ });
    await city.waitFor();
    expect(page.url()).toContain('region=44');
    await city.getByRole('link').last().focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('table.data tbody a');
    expect(page.url()).toContain('region=4403');
    await expect.poll(async () => await page.locator('table.data tbody tr[data-place]').count()).toBe(14);
    await desk.close();
  });

  test('pass over months that are still being typed, or that no chart can show', async () => {
    const desk = await open({ locale: 'en-US' });
    const { page } = desk;
    const field = page.getByLabel('From month');
    const place = page.url();
    await field.fill('0202-03');
    await expect.poll(async () => await field.inputValue()).toBe('0202-03');
    expect(page.url()).toBe(place);
    await field.fill('2024-03');
    await expect.poll(() => page.url()).toContain('from=2024-03');
    await page.goto(`${world.gateway.url}/desk/#/statistics?from=0002-03&to=9999-12&step=day`);
    await page.getByRole('heading', { name: 'Gross by day' }).waitFor();
    await page.waitForSelector('.u-over');
    await expect.poll(async () => await field.inputValue()).toMatch(/^20/);
    await page.goto(`${world.gateway.url}/desk/#/statistics?from=2000-01&to=2079-12&step=day`);
    await page.getByRole('heading', { name: 'Gross by month' }).waitFor();
    await desk.close();
  });

  test('are drawn by week and day, of one sector', async () => {
    const desk = await open({ locale: 'en-US' });
    const { page } = desk;
    for (const step of ['by week', 'by day']) {
      await page.getByRole('button', { name: /Step/ }).click();
      await page.getByRole('option', { name: step }).click();
      await page.getByRole('heading', { name: `Gross ${step}` }).waitFor();
      await page.waitForSelector('.u-over');
    }
    await page.getByRole('button', { name: /sector/ }).click();
    await page.getByRole('option', { name: 'goods' }).click();
    await page.locator('details summary').click();
    await expect.poll(async () => await page.locator('details tbody tr').count()).toBe(4);
    await desk.shoot('bureau-statistics-day');
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'CSV' }).click();
    const chunks = await (await (await saving).createReadStream()).toArray();
    expect(
      Buffer.concat(chunks as Buffer[])
        .toString()
        .trimEnd()
        .split('\r\n'),
    ).toHaveLength(5);
    await page.locator('.u-over').click({ position: { x: 400, y: 100 } });
    await page.waitForFunction(
      () => location.hash.includes('dateFrom') && location.hash.includes('sector=1'),
    );
    await desk.close();
  });
});
