import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { identityFileText } from '@fapiao-ledger/pki';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { TestGateway } from '../support/gateway.ts';
import type { MerchantClient } from '../support/merchant-client.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Sizes of a screen for which the desks are made. */
const WIDE = { width: 1440, height: 900 };
export const NARROW = { width: 1024, height: 768 };
export const PHONE = { width: 390, height: 844 };
export const SMALL_PHONE = { width: 360, height: 640 };

interface OpenOptions {
  readonly locale?: 'zh-CN' | 'en-US';
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
  /** Whether fingers point, as on a phone. */
  readonly isTouch?: boolean;
  readonly userAgent?: string;
  /** Script that runs before those of the page. */
  readonly script?: string;
  /** Fragment of the address. */
  readonly place?: string;
}

/** The desks in a browser of their own, whose console must stay empty and which may ask this gateway alone. */
export class DeskPage {
  readonly page: Page;
  readonly complaints: string[] = [];
  /** Bytes of bodies as they were sent, by path. */
  readonly loaded = new Map<string, number>();
  readonly #origin: string;

  private constructor(page: Page, origin: string) {
    this.page = page;
    this.#origin = origin;
  }

  static async open(
    browser: Browser,
    gateway: Pick<TestGateway, 'url'>,
    options: OpenOptions = {},
  ): Promise<DeskPage> {
    const { locale = 'zh-CN', viewport = WIDE, colorScheme = 'light', place = '', isTouch = false } = options;
    const { userAgent, script = '' } = options;
    const touch = { hasTouch: isTouch, isMobile: isTouch };
    const context = await browser.newContext({
      ...{ locale, viewport, colorScheme, ...touch },
      ...(userAgent === undefined ? {} : { userAgent }),
      acceptDownloads: true,
    });
    await context.addInitScript(script);
    const desk = new DeskPage(await context.newPage(), gateway.url);
    desk.#listen();
    await desk.page.goto(`${gateway.url}/desk/${place}`);
    await desk.page.waitForSelector('h1');
    return desk;
  }

  #listen(): void {
    const { page, complaints } = this;
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => {
      const isOwn = request.url().startsWith(this.#origin) || request.url().startsWith('blob:');
      if (!isOwn) complaints.push(`asked ${request.url()}`);
      if (request.url().endsWith('/csp-reports')) complaints.push(request.postData() ?? 'a report');
    });
    page.on('response', (response) => {
      void response
        .request()
        .sizes()
        .then(
          ({ responseBodySize }) => this.loaded.set(new URL(response.url()).pathname, responseBodySize),
          () => undefined,
        );
    });
  }

  /** Enters with an identity file, as the command line has written it. */
  async enter(client: MerchantClient): Promise<void> {
    const { page } = this;
    await page.setInputFiles('input[type=file]', identityFileOf(client));
    await page.getByRole('button', { name: client.code }).click();
    await page.waitForSelector('nav');
  }

  /** Places in the menu, in its order. */
  async places(): Promise<readonly string[]> {
    const links = this.page.locator('nav a[href^="#/"]');
    return await links.evaluateAll((found) => found.map((link) => link.getAttribute('href')?.slice(1) ?? ''));
  }

  /** Goes to a place of the desks, and returns when it is shown. */
  async visit(place: string): Promise<void> {
    await this.page.evaluate(`location.hash = ${JSON.stringify(place)}`);
    await this.settle();
  }

  /** Returns when nothing on the page is loading any more. */
  async settle(): Promise<void> {
    await this.page.waitForLoadState('networkidle');
    await this.page.waitForSelector('main h1');
    await expect.poll(async () => await this.page.evaluate(IS_SETTLED)).toBe(true);
  }

  /** Serious and critical findings of axe, with the elements that they are about. */
  async findings(): Promise<readonly string[]> {
    // The page's policy lets no script in; axe is evaluated by the browser's own tools.
    await this.page.evaluate(AXE);
    const found = (await this.page.evaluate<AxeResults>('axe.run()')).violations;
    return found
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
  }

  /** Writes a picture where SCREENSHOTS names a folder. */
  async shoot(name: string): Promise<void> {
    const folder = process.env.SCREENSHOTS;
    if (folder !== undefined) await this.page.screenshot({ path: `${folder}/${name}.png` });
  }

  /** Ends it. Nothing may have been complained of. */
  async close(): Promise<void> {
    await this.page.context().close();
    expect(this.complaints).toEqual([]);
  }
}

const IS_SETTLED = `!/正在加载|Loading…/.test(document.querySelector('main').innerText)
  && document.querySelector('[aria-busy=true]') === null`;

/** Returns the identity file of a client, as a person chooses it. */
export function identityFileOf({ code, certificate, key }: MerchantClient): {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
} {
  const privateKey = String(key.export({ format: 'pem', type: 'pkcs8' }));
  const role = code.startsWith('O') ? 'officer' : 'taxpayer';
  const text = identityFileText({ version: 1, mspId: 'PlatformMSP', code, role, certificate, privateKey });
  return { name: 'identity.json', mimeType: 'application/json', buffer: Buffer.from(text) };
}
