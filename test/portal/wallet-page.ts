import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';

export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1024, height: 768 };

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const VIOLATIONS = `globalThis.violations = [];
addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective + ' ' + event.blockedURI));`;

/** Pages of a gateway in a browser, and all that they complain about. */
export class WalletPages {
  readonly complaints: string[] = [];
  readonly #browser: Browser;
  readonly #url: string;

  constructor(browser: Browser, url: string) {
    this.#browser = browser;
    this.#url = url;
  }

  /** Opens an address in a browser of its own, whose console must stay empty. Scripts run before those of the page. */
  async open(
    path: string,
    options: BrowserContextOptions = {},
    scripts: readonly string[] = [],
  ): Promise<Page> {
    const context = await this.#browser.newContext({ locale: 'zh-CN', viewport: PHONE, ...options });
    for (const script of [VIOLATIONS, ...scripts]) await context.addInitScript(script);
    const page = await context.newPage();
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(this.#url))
        this.complaints.push(request.url());
    });
    await page.goto(this.#url + path);
    return page;
  }

  /** Requires that nothing was complained about since the last call. */
  expectNone(): void {
    expect(this.complaints.splice(0)).toEqual([]);
  }
}

/** Requires of a page that it violates no policy, fits its width, and that axe finds nothing serious. */
export async function expectSound(page: Page): Promise<void> {
  expect(await page.evaluate('violations')).toEqual([]);
  const width = page.viewportSize()?.width ?? 0;
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  expect(await seriousFindings(page)).toEqual([]);
}

/** Axe is injected by the protocol of the browser, past the policy, which the page itself keeps. */
async function seriousFindings(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate<boolean>("'axe' in globalThis"))) await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResults>('axe.run()');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** Keeps a picture of a page where the environment names a folder. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

const BUNDLE = new URL('../../gateway/portal/dist/wallet/', import.meta.url);

/** Returns the bytes of files of the bundle, gzip; a file that is no part of it has none. */
export function gzipBytesOf(paths: readonly string[]): number {
  const files = paths.map((path) => new URL(`.${path}`, BUNDLE)).filter((file) => existsSync(file));
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
}
