import { generateKeyPair, type TrustFile } from '@fapiao-ledger/pki';
import { createCsr } from '@fapiao-ledger/pki/csr';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, openBrowser } from '../support/chromium.ts';
import { enterpriseCode } from '../support/drafts.ts';
import { BureauWorld } from './bureau-world.ts';
import { DeskPage, NARROW } from './desk-page.ts';

const withBrowser = describe.skipIf(CHROMIUM === undefined);

withBrowser('the desk of the tax bureau in Chromium (needs chromium)', () => {
  let world: BureauWorld;
  let browser: Browser;

  beforeAll(async () => {
    [browser, world] = await Promise.all([openBrowser(), BureauWorld.start()]);
  });
  afterAll(async () => {
    await browser.close();
    await world.close();
  });

  const open = async (options: Parameters<typeof DeskPage.open>[2] = {}): Promise<DeskPage> => {
    const desk = await DeskPage.open(browser, world.gateway, options);
    await desk.enter(world.gateway.officer);
    return desk;
  };

  test('shows on its start what stands out', async () => {
    const desk = await open();
    const { page } = desk;
    await page.getByText('85.00%').waitFor();
    await page.getByRole('link', { name: world.frozen }).waitFor();
    await page
      .getByRole('link', { name: /示例企业/ })
      .first()
      .waitFor();
    expect(await page.textContent('.tiles')).toContain('正常');
    await desk.shoot('bureau-start');
    expect(await desk.findings()).toEqual([]);
    await page.getByRole('link', { name: world.small.code }).click();
    await page.getByRole('heading', { name: '示例小店' }).waitFor();
    await desk.close();
  });

  test('searches by keyboard alone, keeps the view, and finds it again by its address', async () => {
    const desk = await open({ place: '#/invoices', viewport: NARROW });
    const { page } = desk;
    await page.waitForSelector('table.data a');
    await page.getByLabel('销售方', { exact: true }).focus();
    await page.keyboard.type(world.seller.code.slice(0, -1).toLowerCase());
    await page.keyboard.press('Enter');
    await page.getByText('不是有效的统一社会信用代码').first().waitFor();
    await page.keyboard.press('End');
    await page.keyboard.type(world.seller.code.slice(-1).toLowerCase());
    const area = page.getByRole('button', { name: '省份' });
    await area.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '状态' }).focus();
    await page.keyboard.press('Enter');
    for (let step = 0; step < 5; step += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByLabel('销售方', { exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('.empty');
    expect(page.url()).toContain(`seller=${world.seller.code}`);
    expect(page.url()).toMatch(/state=FROZEN.*region=11/);
    await page.goto(
      `${world.gateway.url}/desk/#/invoices?state=FROZEN&seller=${world.seller.code}&region=44`,
    );
    await expect.poll(async () => await page.locator('table.data').getAttribute('aria-rowcount')).toBe('2');
    await page.getByRole('button', { name: '视图' }).press('Enter');
    await page.getByLabel('视图名称').fill('冻结的');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: '冻结的' }).waitFor();
    await desk.shoot('bureau-views');
    expect(await desk.findings()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '清除' }).press('Enter');
    await expect.poll(async () => await page.locator('table.data').getAttribute('aria-rowcount')).toBe('42');
    await page.getByRole('button', { name: '视图' }).press('Enter');
    await page.getByRole('link', { name: '冻结的' }).press('Enter');
    await expect.poll(async () => await page.locator('table.data').getAttribute('aria-rowcount')).toBe('2');
    await expect
      .poll(async () => await page.getByLabel('销售方', { exact: true }).inputValue())
      .toBe(world.seller.code);
    await desk.shoot('bureau-search');
    expect(await desk.findings()).toEqual([]);
    await page.locator('table.data a').first().press('Enter');
    await page.getByRole('heading', { name: world.frozen }).waitFor();
    await page.getByText('核查来源').waitFor();
    await desk.close();
  });

  test('shows who did what with an invoice, in which block, and proves its state in the browser', async () => {
    const desk = await open({ place: `#/invoices/${world.moved}`, locale: 'en-US' });
    const { page } = desk;
    await page.locator('.acts li').nth(1).waitFor();
    const acts = await page.locator('.acts li').allTextContents();
    expect(acts).toHaveLength(2);
    expect(acts[0]).toContain('Transfer invoices');
    expect(acts[0]).toContain(world.person.code);
    expect(acts[1]).toContain(world.seller.code);
    for (const act of acts) expect(act).toMatch(/block [0-9]+ · transaction [0-9a-f]{64}/);
    await page.getByRole('button', { name: 'Check in this browser' }).click();
    await page.getByText('have signed this state').waitFor();
    expect(await page.textContent('main')).toContain('TaxBureauMSP');
    await desk.shoot('bureau-invoice');
    expect(await desk.findings()).toEqual([]);
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Receipt (PDF)' }).click();
    expect((await saving).suggestedFilename()).toBe(`${world.moved}.pdf`);
    await desk.close();
  });

  test('adds older acts once, however quickly they are asked for', async () => {
    const desk = await open({ locale: 'en-US' });
    const { page } = desk;
    await page.route(`**/v1/bureau/invoices/${world.moved}/acts*`, async (route) => {
      const url = route.request().url();
      const answer = (await (await route.fetch({ url: url.replace(/\?.*/, '') })).json()) as {
        acts: object[];
      };
      const isOlder = url.includes('after=');
      const acts = answer.acts.slice(isOlder ? 1 : 0, isOlder ? 2 : 1);
      await route.fulfill({ json: { ...answer, acts, ...(isOlder ? {} : { next: '1' }) } });
    });
    await goTo(page, `/invoices/${world.moved}`);
    await page.getByRole('button', { name: 'Older acts' }).dblclick();
    await page.getByRole('button', { name: 'Older acts' }).waitFor({ state: 'detached' });
    await expect.poll(async () => await page.locator('.acts li').count()).toBe(2);
    await desk.close();
  });

  test('believes no evidence that says something else than the page, and none that is altered', async () => {
    const desk = await open({ locale: 'en-US' });
    const { page } = desk;
    const number = world.moved;
    await page.route(`**/v1/invoices/${number}`, async (route) => {
      const answer = (await (await route.fetch()).json()) as { status: object };
      await route.fulfill({ json: { ...answer, status: { ...answer.status, rest: '1.00' } } });
    });
    await goTo(page, `/invoices/${number}`);
    await page.getByRole('button', { name: 'Check in this browser' }).click();
    await page.getByText('something else than this page').waitFor();
    await page.route(`**/v1/invoices/${number}/proof`, async (route) => {
      const { attestation } = (await (await route.fetch()).json()) as {
        attestation: { payload: string };
      };
      const payload = attestation.payload.replace(/.(?=.{40}$)/, (letter) => (letter === 'A' ? 'B' : 'A'));
      await route.fulfill({ json: { attestation: { ...attestation, payload } } });
    });
    await page.getByRole('button', { name: 'Check in this browser' }).click();
    await page.getByText('The evidence does not hold').waitFor();
    await desk.close();
  });

  test('checks evidence against the trust file that the officer has chosen', async () => {
    const desk = await open({ place: `#/invoices/${world.moved}`, locale: 'en-US' });
    const { page } = desk;
    const { trust } = world.gateway.home;
    await page.getByRole('button', { name: 'Trust file' }).waitFor();
    await chooseTrust(page, { ...trust, ledger: 'ab'.repeat(32) });
    await page.getByText('for another ledger').waitFor();
    const strangers = trust.authorities.map((authority) => ({ ...authority, mspId: 'OtherMSP' }));
    await chooseTrust(page, { ...trust, authorities: strangers });
    await page.getByText('those of your trust file').waitFor();
    await page.getByRole('button', { name: 'Check in this browser' }).click();
    await page.getByText('The evidence does not hold').waitFor();
    await chooseTrust(page, trust);
    await page.getByText('The evidence does not hold').waitFor({ state: 'detached' });
    await page.reload();
    await page.getByText('those of your trust file').waitFor();
    await page.getByRole('button', { name: 'Check in this browser' }).click();
    await page.getByText('have signed this state').waitFor();
    await desk.close();
  });

  test('freezes an invoice for a reason and releases it, and signs what is shown', async () => {
    const number = await world.issue();
    const desk = await open({ place: `#/invoices/${number}` });
    const { page } = desk;
    await page.getByRole('button', { name: '在本浏览器验证' }).press('Enter');
    await page.locator('.proven').waitFor();
    await page.getByRole('button', { name: '冻结' }).press('Enter');
    await page.getByLabel('原因（仅税务局和审计方可见）').fill('来源不明');
    await page.keyboard.press('Enter');
    const shown = await page.textContent('[role=alertdialog]');
    for (const part of ['冻结发票', number, '来源不明', world.gateway.officer.code])
      expect(shown).toContain(part);
    await desk.shoot('bureau-freeze');
    await page.getByRole('button', { name: '签名并发送' }).click();
    await expect.poll(async () => await page.locator('.tag').first().textContent()).toBe('已冻结');
    await page.getByText('来源不明').first().waitFor();
    // What was signed is the state before.
    await expect.poll(async () => await page.locator('.proven').count()).toBe(0);
    await page.getByRole('button', { name: '解冻' }).click();
    await page.getByRole('button', { name: '签名并发送' }).click();
    await expect.poll(async () => await page.locator('.tag').first().textContent()).toBe('正常');
    expect(await desk.findings()).toEqual([]);
    await desk.close();
  });

  test('finds taxpayers by area and name, exports them, and decides about one', async () => {
    const desk = await open({ place: '#/taxpayers', viewport: NARROW });
    const { page } = desk;
    await page.waitForSelector('table.data a');
    await page.getByRole('button', { name: '省份' }).click();
    await page.getByRole('option', { name: '广东省' }).click();
    await page.getByRole('button', { name: '地市' }).click();
    await page.getByRole('option', { name: '深圳市' }).click();
    await expect.poll(() => page.url()).toContain('region=4403');
    await page.getByText('广东省 深圳市').first().waitFor();
    const text = page.getByLabel('名称或代码包含');
    await text.fill('小店');
    await page.keyboard.press('Enter');
    await expect.poll(async () => await page.locator('table.data').getAttribute('aria-rowcount')).toBe('2');
    expect(await text.evaluate((field) => field === document.activeElement)).toBe(true);
    await goTo(page, '/taxpayers?text=企业');
    await expect.poll(async () => await text.inputValue()).toBe('企业');
    await page.goBack();
    await expect.poll(async () => await text.inputValue()).toBe('小店');
    await desk.shoot('bureau-taxpayers');
    expect(await desk.findings()).toEqual([]);
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出' }).click();
    await page.getByRole('menuitem', { name: 'CSV' }).click();
    const csv = Buffer.concat(
      (await (await (await saving).createReadStream()).toArray()) as Buffer[],
    ).toString();
    expect(csv).toContain('示例小店');
    await page.getByRole('link', { name: world.small.code }).click();
    await page.getByLabel('当月不含税金额').fill('20,000,000');
    await page.keyboard.press('Enter');
    expect(await page.textContent('[role=alertdialog]')).toContain('20000000.00');
    await page.getByRole('button', { name: '签名并发送' }).click();
    await page.getByText('20,000,000.00').first().waitFor();
    await page.getByLabel('数量').fill('500');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '签名并发送' }).click();
    await page.getByText('100,500').first().waitFor();
    await desk.shoot('bureau-taxpayer');
    expect(await desk.findings()).toEqual([]);
    await page.getByRole('button', { name: '暂停' }).click();
    await page.getByLabel('原因（纳税人可见）').fill('未按期申报');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '签名并发送' }).click();
    await page.getByText('已暂停：未按期申报').waitFor();
    await page.getByRole('button', { name: '恢复' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '恢复' }).click();
    await page.getByRole('button', { name: '签名并发送' }).click();
    await expect.poll(async () => await page.locator('.tag').first().textContent()).toBe('正常');
    await page.getByLabel('地址、电话').fill('示例路 8 号');
    await page.getByLabel('L03').fill('L05');
    await page.keyboard.press('Enter');
    const changes = page.getByRole('alertdialog').getByRole('table').first().locator('tbody tr');
    await expect
      .poll(() => changes.allTextContents())
      .toEqual(['地址、电话新增示例路 8 号', '核定税率新增L05']);
    await page.getByRole('button', { name: '签名并发送' }).click();
    await page.locator('dd', { hasText: '示例路 8 号' }).waitFor();
    // The grants begin with what is granted, and an empty list takes them back.
    await expect.poll(async () => await page.getByLabel('L03').inputValue()).toBe('L05');
    await page.getByLabel('L03').fill('');
    await page.keyboard.press('Enter');
    await expect.poll(() => changes.allTextContents()).toEqual(['核定税率L05[]']);
    await desk.shoot('bureau-amend-sign');
    const sent = page.waitForRequest((request) => request.method() !== 'GET');
    await page.getByRole('button', { name: '签名并发送' }).click();
    expect((await sent).postDataJSON()).toEqual({ rateGrants: [] });
    await expect.poll(async () => await page.getByLabel('L03').inputValue()).toBe('');
    await desk.close();
  });

  test('registers a taxpayer with the key of its request, and saves the certificate', async () => {
    const desk = await open({ place: '#/taxpayers/new', locale: 'en-US' });
    const { page } = desk;
    const code = enterpriseCode(70_001);
    const { privateKey } = generateKeyPair();
    const csr = await createCsr({ privateKey, commonName: code });
    await page.getByLabel('code').fill(code.toLowerCase());
    await page.getByLabel('name', { exact: true }).fill('新登记企业');
    const altered = csr.replace(/[A-Z](?=[^\n]*\n-----END)/, (letter) => (letter === 'A' ? 'B' : 'A'));
    await choose(page, altered);
    await page.getByText('no certificate request').waitFor();
    await choose(page, csr);
    await page.getByText(/^Key /).waitFor();
    await desk.shoot('bureau-register');
    expect(await desk.findings()).toEqual([]);
    await page.getByRole('button', { name: 'Register', exact: true }).click();
    const shown = await page.textContent('[role=alertdialog]');
    for (const part of [code, '新登记企业', 'PlatformMSP', 'general taxpayer']) expect(shown).toContain(part);
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Sign and send' }).click();
    expect((await saving).suggestedFilename()).toBe(`${code}.pem`);
    await page.getByRole('heading', { name: '新登记企业' }).waitFor();
    await page.getByText('No credit is granted for this month.').waitFor();
    // The browser tells of the refusal that says so; the page itself complains of nothing.
    const own = desk.complaints.filter((text) => !/status of 404/.test(text));
    desk.complaints.splice(0, desk.complaints.length, ...own);
    await desk.close();
  });

  test('tells an officer of few operations what it may sign, and offers no other act', async () => {
    const officer = await world.officerOf('O0055', ['accept-return', 'freeze']);
    const desk = await DeskPage.open(browser, world.gateway, { locale: 'en-US' });
    const { page } = desk;
    await desk.enter(officer);
    await page.getByText('may sign only: Decide about a return, Freeze an invoice').waitFor();
    await desk.shoot('bureau-limited');
    await goTo(page, `/taxpayers/${world.seller.code}`);
    await page.getByText('may not sign “Amend a taxpayer”').waitFor();
    for (const name of ['Suspend', 'Set the credit', 'Grant numbers'])
      await expect.poll(async () => await page.getByRole('button', { name }).count()).toBe(0);
    await goTo(page, `/invoices/${world.moved}`);
    await page.getByRole('button', { name: 'Freeze' }).waitFor();
    await goTo(page, '/taxpayers');
    await page.waitForSelector('table.data a');
    await expect
      .poll(async () => await page.getByRole('link', { name: 'Register a taxpayer' }).count())
      .toBe(0);
    await desk.close();
  });

  test('scrolls and filters 100,000 invoices as it does a hundred', async () => {
    const desk = await open({ locale: 'en-US' });
    const { page } = desk;
    await page.route('**/v1/bureau/invoices?*', async (route) => {
      const { invoices } = (await (await route.fetch()).json()) as { invoices: readonly object[] };
      const many = Array.from({ length: 100_000 }, (_, index) => ({
        ...invoices[0],
        number: `2644${String(index).padStart(16, '0')}`,
      }));
      await route.fulfill({ json: { height: '1', invoices: many } });
    });
    await page.getByRole('link', { name: 'Invoices', exact: true }).click();
    await expect
      .poll(async () => await page.locator('table.data').getAttribute('aria-rowcount'))
      .toBe('100001');
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const busy = async (): Promise<number> => {
      const { metrics } = await session.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
    };
    const before = await busy();
    const steps = 10;
    for (let step = 1; step <= steps; step += 1) {
      await page.locator('.frame').evaluate((frame, to) => frame.scrollTo(0, to), step * 300_000);
      await page.locator(`tr[data-place="${Math.floor((step * 300_000) / 33)}"]`).waitFor();
    }
    await page.getByLabel('Name or own id has').fill('an');
    const milliseconds = ((await busy()) - before) * (1_000 / (steps + 1));
    console.info(`a jump in 100,000 invoices of the bureau: ${milliseconds.toFixed(0)} ms of processor time`);
    expect(milliseconds).toBeLessThan(100);
    await desk.close();
  });
});

async function goTo(page: Page, place: string): Promise<void> {
  await page.goto(page.url().replace(/#.*|$/, `#${place}`));
}

async function choose(page: Page, csr: string): Promise<void> {
  await page.setInputFiles('main input[type=file]', {
    name: 'request.csr',
    mimeType: 'application/x-pem-file',
    buffer: Buffer.from(csr),
  });
}

async function chooseTrust(page: Page, trust: TrustFile): Promise<void> {
  await page.setInputFiles('main input[accept=".json"]', {
    name: 'trust.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(trust)),
  });
}
