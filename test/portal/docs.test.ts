import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, openBrowser } from '../support/chromium.ts';
import { TestGateway } from '../support/gateway.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(CHROMIUM === undefined)('the page of the interface (needs Chromium)', () => {
  let gateway: TestGateway;
  let browser: Browser;

  beforeAll(async () => {
    [gateway, browser] = await Promise.all([TestGateway.bare(), openBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await gateway.close();
  });

  it.each(['light', 'dark'] as const)('has no serious finding of axe in %s', async (colorScheme) => {
    // The policy of the page would keep axe out.
    const context = await browser.newContext({ colorScheme, bypassCSP: true });
    const page = await context.newPage();
    await page.goto(`${gateway.url}/docs`);
    await page.locator('.opblock-summary-control').first().click();
    await page.waitForSelector('pre.example');
    await page.addScriptTag({ content: AXE });
    const { violations } = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: { run(): Promise<AxeResults> } };
      return await axe.run();
    });
    const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(grave.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    await context.close();
  });

  it('travels compressed', async () => {
    const page = await browser.newPage();
    const bytes: number[] = [];
    page.on('response', (response) => bytes.push(Number(response.headers()['content-length'] ?? 0)));
    await page.goto(`${gateway.url}/docs`, { waitUntil: 'networkidle' });
    expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(600_000);
    await page.close();
  });
});
