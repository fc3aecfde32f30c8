import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, openBrowser } from '../support/chromium.ts';
import { TestGateway } from '../support/gateway.ts';

const withBrowser = describe.skipIf(CHROMIUM === undefined);

withBrowser('the page of the interface in Chromium (needs chromium)', () => {
  let gateway: TestGateway;
  let browser: Browser;
  beforeAll(async () => {
    gateway = await TestGateway.start();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await gateway.close();
  });

  test('shows every route without loading resources of other sites', async () => {
    const page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1280, height: 900 } });
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => {
      if (!request.url().startsWith(gateway.url) && !request.url().startsWith('data:'))
        complaints.push(request.url());
    });
    await page.goto(`${gateway.url}/docs`);
    await page.waitForSelector('#operations-Invoices-postInvoices');
    expect(complaints).toEqual([]);
  });
});
