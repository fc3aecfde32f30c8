import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, openBrowser } from '../support/chromium.ts';
import { TestGateway } from '../support/gateway.ts';
import { temporaryFolder } from '../support/processes.ts';
import { type StartedGateway, startGateway } from '../support/started-gateway.ts';
import { DeskPage, NARROW } from './desk-page.ts';

const KIB = 1024;
/** Compressed bytes and requests of a first load; the desk of a role may have its page besides. */
const BYTES_MAX = 260 * KIB;
const REQUESTS_MAX = 15;

const withBrowser = describe.skipIf(CHROMIUM === undefined);
let browser: Browser;

withBrowser('the desks in Chromium (needs chromium)', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    const readModel = join(await temporaryFolder(), 'read-model.db');
    [browser, gateway] = await Promise.all([openBrowser(), TestGateway.start({ readModel })]);
  });
  afterAll(async () => {
    await browser.close();
    await gateway.close();
  });

  test('are entered with an identity file, and kept for the next visit', async () => {
    const seller = await gateway.seller();
    const desk = await DeskPage.open(browser, gateway);
    expect(await desk.findings()).toEqual([]);
    await desk.enter(seller);
    await desk.shoot('desk-entered');
    expect(await desk.findings()).toEqual([]);
    await desk.page.reload();
    await desk.page.waitForSelector(`nav`);
    expect(await desk.page.textContent('.who')).toContain(seller.code);
    await desk.close();
  });

  test('load with few bytes and requests', async () => {
    const desk = await DeskPage.open(browser, gateway);
    await desk.page.waitForLoadState('networkidle');
    const bytes = [...desk.loaded.values()].reduce((sum, size) => sum + size, 0);
    console.info(`desks: ${(bytes / KIB).toFixed(1)} KiB in ${desk.loaded.size} requests`);
    expect(bytes).toBeLessThan(BYTES_MAX);
    expect(desk.loaded.size).toBeLessThanOrEqual(REQUESTS_MAX);
    await desk.close();
  });

  test('keep a key that no script can read out', async () => {
    const seller = await gateway.seller();
    const desk = await DeskPage.open(browser, gateway);
    await desk.enter(seller);
    const kept = await desk.page.evaluate(
      async () =>
        await new Promise<boolean[]>((resolve, reject) => {
          const opening = indexedDB.open('fapiao');
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const all = opening.result.transaction('identities').objectStore('identities').getAll();
            all.onsuccess = () => {
              const identities = all.result as { key: CryptoKey }[];
              resolve(identities.map(({ key }) => key.extractable));
            };
          };
        }),
    );
    expect(kept).toEqual([false]);
    await desk.close();
  });

  test('speak English and are dark when wanted', async () => {
    const desk = await DeskPage.open(browser, gateway, {
      locale: 'en-US',
      colorScheme: 'dark',
      viewport: NARROW,
    });
    expect(await desk.page.textContent('h1')).toBe('Fapiao ledger');
    expect(await desk.findings()).toEqual([]);
    await desk.shoot('desk-enter-dark');
    await desk.close();
  });

  test('enroll a key made in the browser by certificate request', async () => {
    const desk = await DeskPage.open(browser, gateway, { locale: 'en-US' });
    const { page } = desk;
    const code = '91440300MA5DEX0114';
    await page.getByLabel('Credit code, pseudonym').fill(code);
    await page.getByRole('button', { name: 'Make key and request' }).click();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save the request' }).click();
    const chunks = await (await (await saving).createReadStream()).toArray();
    const csr = Buffer.concat(chunks as Buffer[]).toString();
    // A second request under the code would replace the key that the first one waits with.
    await page.getByRole('button', { name: 'Make key and request' }).click();
    await page.getByRole('alert').getByText('waits for its certificate').waitFor();
    const { certificate } = await gateway.act<{ certificate: string }>('/v1/bureau/taxpayers', {
      ...{ code, kind: 'GENERAL', name: '示例公司', csr },
    });
    await page.getByLabel('Certificate (PEM)').fill(certificate);
    await page.getByRole('button', { name: 'Install the certificate' }).click();
    await page.getByRole('button', { name: code }).click();
    await page.getByText('No credit is granted').waitFor();
    // The console names every refusal, also that of credit which was never granted.
    expect(desk.complaints.splice(0)).toEqual([expect.stringContaining('404')]);
    await desk.close();
  });
});

withBrowser('the way in of npm start (needs chromium)', () => {
  let started: StartedGateway;
  beforeAll(async () => {
    [browser, started] = await Promise.all([openBrowser(), startGateway(await temporaryFolder())]);
  });
  afterAll(async () => {
    await browser.close();
    await started.stop('SIGTERM');
  });

  test('enters as merchant, company, employee and officer, once', async () => {
    await expect.poll(() => started.lines.join('\n')).toContain('/desk/#/enter/');
    const place = /#\/enter\/\S+/.exec(started.lines.join('\n'))?.[0] as string;
    const desk = await DeskPage.open(browser, started, { place });
    expect(await desk.findings()).toEqual([]);
    await desk.shoot('desk-way-in');
    await desk.page.locator('section').first().getByRole('button').click();
    await expect.poll(async () => await desk.page.locator('.identity').count()).toBe(4);
    await desk.shoot('desk-identities');
    expect(await desk.findings()).toEqual([]);
    await desk.close();
    const again = await DeskPage.open(browser, started, { place });
    await again.page.locator('section').first().getByRole('button').click();
    await again.page.waitForSelector('[role=alert]');
    again.complaints.length = 0;
    await again.close();
  });
});
