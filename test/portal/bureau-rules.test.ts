import { join } from 'node:path';
import { type PublishedRuleSet, RULE_SET_2026, type RuleSetJson } from '@fapiao-ledger/core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, openBrowser } from '../support/chromium.ts';
import { TestGateway } from '../support/gateway.ts';
import { temporaryFolder } from '../support/processes.ts';
import { DeskPage, NARROW } from './desk-page.ts';

const NEXT_YEAR = `${new Date().getUTCFullYear() + 1}-02-01`;
const YEAR_AFTER = `${new Date().getUTCFullYear() + 1}-03-01`;

describe.skipIf(CHROMIUM === undefined)('the tax rules at the desk of the bureau (needs chromium)', () => {
  let gateway: TestGateway;
  let browser: Browser;

  beforeAll(async () => {
    const readModel = join(await temporaryFolder(), 'read-model.db');
    [browser, gateway] = await Promise.all([openBrowser(), TestGateway.start({ readModel })]);
  });
  afterAll(async () => {
    await browser.close();
    await gateway.close();
  });

  async function open(
    place: string,
    options: Parameters<typeof DeskPage.open>[2] = { locale: 'en-US' },
  ): Promise<DeskPage> {
    const desk = await DeskPage.open(browser, gateway, options);
    await desk.enter(gateway.officer);
    await desk.page.goto(`${gateway.url}/desk/#/rules${place}`);
    await desk.page.waitForSelector('main h1');
    return desk;
  }

  async function published(): Promise<readonly RuleSetJson[]> {
    const path = '/v1/rule-sets/published';
    const { body } = await gateway.officer.get<{ ruleSets: readonly PublishedRuleSet[] }>(path);
    return body.ruleSets.map(({ ruleSet }) => ruleSet);
  }

  test.each([
    ['zh-CN', 'light', undefined],
    ['en-US', 'dark', NARROW],
  ] as const)('are listed, read and copied into a form, in %s, %s', async (locale, colorScheme, viewport) => {
    const desk = await open('', { locale, colorScheme, ...(viewport && { viewport }) });
    const { page } = desk;
    await page.waitForSelector('table.data .tag.good');
    expect(await desk.findings()).toEqual([]);
    await page.getByRole('link', { name: '2026.1' }).click();
    await page.getByText('G13').first().waitFor();
    expect(await desk.findings()).toEqual([]);
    await desk.shoot(`bureau-rule-set-${locale}`);
    await page.locator('a[href*="rules/new"]').click();
    await page.waitForSelector('.issue-foot');
    expect(await desk.findings()).toEqual([]);
    await desk.shoot(`bureau-rules-form-${locale}`);
    await desk.close();
  });

  test('say at its field what the contract would refuse', async () => {
    const desk = await open('/new');
    const { page } = desk;
    const publish = page.getByRole('button', { name: 'Compare and publish' });
    const problem = page.locator('.field', { has: page.getByLabel('Version') }).locator('.problem');
    expect(await problem.textContent()).toContain('is published already');
    await page.getByLabel('Version').fill('next');
    const late = page.locator('.field', { has: page.getByLabel('First day').first() }).locator('.problem');
    expect(await late.first().textContent()).toContain('it must begin on');
    await page.getByLabel('First day').first().fill(NEXT_YEAR);
    await page.getByText('The contract would take it.').waitFor();
    await page.getByLabel('Most lines of an invoice').fill('many');
    expect(await publish.isDisabled()).toBe(true);
    await desk.shoot('bureau-rules-fault');
    expect(await desk.findings()).toEqual([]);
    await page.setInputFiles('input[type=file]', fileOf({ ...RULE_SET_2026, color: 'red' }));
    await page.getByRole('alert').getByText('/color').waitFor();
    await page.setInputFiles('input[type=file]', { ...fileOf({}), buffer: Buffer.from('no JSON') });
    await page.locator('.notice.failed').waitFor();
    await desk.close();
  });

  test('are read to the last page, and an address that is no encoding names none', async () => {
    const desk = await open('');
    const { page } = desk;
    await page.route('**/v1/rule-sets/published*', async (route) => {
      const url = route.request().url();
      const isSecond = url.includes('cursor=');
      const { ruleSets } = (await (await route.fetch({ url: url.replace(/\?.*/, '') })).json()) as {
        ruleSets: readonly [PublishedRuleSet];
      };
      const [last] = ruleSets.slice(-1) as [PublishedRuleSet];
      const older = [
        { hash: '00', ruleSet: { ...last.ruleSet, version: '1 of/old', validFrom: '2020-01-01' } },
      ];
      await route.fulfill({ json: isSecond ? { ruleSets: older } : { ruleSets, next: 'second' } });
    });
    await page.goto(`${gateway.url}/desk/#/rules/%`);
    await page.reload();
    await page.locator('main .empty').waitFor();
    await page.goto(`${gateway.url}/desk/#/rules/${encodeURIComponent('1 of/old')}`);
    await page.getByRole('heading', { name: '1 of/old' }).waitFor();
    await desk.close();
  });

  test('are published after their differences were shown, by keyboard', async () => {
    const desk = await open('/new');
    const { page } = desk;
    await page.getByLabel('Version').fill('2027.2');
    await page.getByLabel('First day').first().fill(NEXT_YEAR);
    const row = page.getByRole('group', { name: 'L01' });
    await row.getByRole('checkbox', { name: 'special invoice' }).focus();
    await page.keyboard.press('Space');
    await row.getByLabel('Last day').fill('');
    await page.getByRole('button', { name: 'Compare and publish' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('alertdialog');
    await dialog.waitFor();
    const changes = dialog.getByRole('table', { name: 'What changes' });
    await expect
      .poll(async () => await changes.locator('tbody th').allTextContents())
      .toEqual(['version', 'first day', 'rates › L01 › types', 'rates › L01 › last day']);
    await desk.shoot('bureau-rules-sign');
    expect(await desk.findings()).toEqual([]);
    await dialog.getByRole('button', { name: 'Sign and send' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('table.data .tag.wait');
    await desk.shoot('bureau-rules');
    const [newest] = await published();
    const row1 = RULE_SET_2026.rates.find(({ code }) => code === 'L01');
    const { to: _last, ...open01 } = row1 ?? RULE_SET_2026.rates[0] ?? { to: '' };
    expect(newest).toMatchObject({ version: '2027.2', validFrom: NEXT_YEAR });
    expect(newest?.rates.find(({ code }) => code === 'L01')).toEqual({
      ...open01,
      types: ['ORDINARY', 'SPECIAL'],
    });
    await desk.close();
  });

  test('that a gateway has altered are signed as they were shown, with every value', async () => {
    const desk = await open('');
    const { page } = desk;
    await page.route('**/v1/rule-sets/published*', async (route) => {
      const answer = JSON.stringify(await (await route.fetch()).json());
      await route.fulfill({
        contentType: 'application/json',
        body: answer.replaceAll('"lockDays":30', '"lockDays":31').replaceAll('"0.06"', '"0.07"'),
      });
    });
    await page.goto(`${gateway.url}/desk/#/rules/new`);
    await page.reload();
    await page.getByLabel('Version').fill('altered');
    await page.getByLabel('First day').first().fill(YEAR_AFTER);
    await page.getByRole('button', { name: 'Compare and publish' }).click();
    const shown = (await page.getByRole('alertdialog').textContent()) ?? '';
    await page.route('**/v1/bureau/rule-sets', async (route) => {
      const problem = { code: 'ROLE_REQUIRED', title: '', status: 403, detail: 'no' };
      await route.fulfill({ status: 403, contentType: 'application/problem+json', json: problem });
    });
    const signed = await signedBy(page);
    expect(signed).toMatchObject({ version: 'altered', lockDays: 31 });
    for (const leaf of leavesOf(signed)) expect(shown).toContain(leaf);
    await page.locator('.notice.failed').waitFor();
    desk.complaints.splice(0, 1);
    await desk.close();
  });
});

function fileOf(value: unknown): { name: string; mimeType: string; buffer: Buffer } {
  return { name: 'rules.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(value)) };
}

async function signedBy(page: Page): Promise<Record<string, unknown>> {
  const sent = page.waitForRequest((request) => request.method() === 'POST');
  await page.getByRole('button', { name: 'Sign and send' }).click();
  return (await sent).postDataJSON() as Record<string, unknown>;
}

function leavesOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [String(value)];
  return Object.values(value).flatMap(leavesOf);
}
