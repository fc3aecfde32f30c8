import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { encodeQR } from 'qr';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM } from '../support/chromium.ts';
import { DESKTOP, gzipBytesOf, shoot } from './wallet-page.ts';
import { WalletWorld } from './wallet-world.ts';

const WIDTH = 480;
const HEIGHT = 480;

describe.skipIf(CHROMIUM === undefined)(
  'the wallet with a camera and a keyboard, in Chromium (needs chromium)',
  () => {
    let folder: string;
    let world: WalletWorld;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'camera-'));
      const video = join(folder, 'camera.y4m');
      await writeFile(video, videoOf(`https://ledger.example/#party=${COMPANY}&name=Sample`));
      const browser = await chromium.launch({
        executablePath: CHROMIUM as string,
        args: [
          '--no-sandbox',
          '--use-fake-ui-for-media-stream',
          '--use-fake-device-for-media-stream',
          `--use-file-for-fake-video-capture=${video}`,
        ],
      });
      world = await WalletWorld.start(browser);
    });
    afterAll(async () => {
      await world.close();
      await rm(folder, { recursive: true });
    });
    afterEach(() => world.pages.expectNone());

    test('reads the code of a company by the camera, and lets the camera go', async () => {
      const number = await world.issue();
      const page = await world.open();
      await page.goto(`${world.gateway.url}/#/held/${number}/hand-in`);
      await page.click('form .scan');
      await expect.poll(() => page.inputValue('#party')).toBe(COMPANY);
      await page.waitForSelector('.scanner', { state: 'detached' });
      await page.fill('#party', '');
      await page.click('form .scan');
      await expect.poll(() => page.inputValue('#party')).toBe(COMPANY);
      expect(await page.textContent('form')).toContain('Sample');
      await page.waitForSelector('.scanner', { state: 'detached' });
      await page.context().close();
    });

    test('hands an invoice in by the keyboard alone', async () => {
      const number = await world.issue();
      const page = await world.open({ locale: 'en-GB', viewport: DESKTOP });
      await page.waitForSelector(`a[href="#/held/${number}"]`);
      await tabTo(page, `a[href="#/held/${number}"]`);
      await page.keyboard.press('Enter');
      await page.waitForSelector('a.primary');
      await tabTo(page, `a[href="#/held/${number}/hand-in"]`);
      await page.keyboard.press('Enter');
      await page.waitForSelector('#party');
      await tabTo(page, '#party');
      await page.keyboard.insertText(world.company.code);
      await page.keyboard.press('Enter');
      await page.waitForSelector('.confirm');
      await tabTo(page, '.confirm .primary');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.notice.good');
      await page.context().close();
    });

    test('installs a certificate for a key that was made here, and shows it after a reload', async () => {
      const page = await world.pages.open('/#/held', { locale: 'en-GB' });
      await page.click('button:has-text("Draw a pseudonym")');
      const code = await page.inputValue('#own-code');
      await page.click('button[type=submit]');
      await page.waitForSelector('.pending');
      await shoot(page, 'wallet-phone-pending');
      const link = await page.getAttribute('a[download]', 'href');
      const csr = decodeURIComponent(link?.slice(link.indexOf(',') + 1) ?? '');
      const { certificate } = await world.gateway.act<{ certificate: string }>('/v1/bureau/taxpayers', {
        code,
        kind: 'PERSON',
        csr,
      });
      await page.reload();
      await page.setInputFiles(`[id="certificate-${code}"]`, {
        name: 'certificate.pem',
        mimeType: 'application/x-pem-file',
        buffer: Buffer.from(certificate),
      });
      await page.waitForSelector('.as-of');
      await page.goto(`${world.gateway.url}/#/code`);
      await page.waitForSelector('.code');
      expect(await page.textContent('.party')).toBe(code);
      await page.reload();
      await page.waitForSelector('.code');
      await page.goto(`${world.gateway.url}/#/identity`);
      await page.click('button:has-text("Remove from this browser")');
      await page.click('dialog .primary');
      await page.waitForSelector('#identity');
      await page.context().close();
    });

    test('loads in all what a phone can carry', async () => {
      const number = await world.issue();
      const page = await world.open();
      for (const place of [`/held/${number}`, `/held/${number}/pass`, '/code', '/records']) {
        await page.goto(`${world.gateway.url}/#${place}`);
        await page.waitForSelector('h1');
      }
      const wallet = await loadedBytes(page);
      await page.goto(`${world.gateway.url}/#/`);
      await page.click('.scan');
      await page.waitForSelector('.scanner video');
      const all = await loadedBytes(page);
      console.info(`wallet without the camera: ${wallet} bytes gzip, with it: ${all}`);
      expect(wallet).toBeLessThanOrEqual(60 * 1024);
      expect(all).toBeLessThanOrEqual(74 * 1024);
      await page.context().close();
    });
  },
);

const COMPANY = '91440300708461136T';

async function loadedBytes(page: Page): Promise<number> {
  const names = await page.evaluate<string[]>(
    "performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)",
  );
  return gzipBytesOf(['/index.html', ...new Set(names)]);
}

async function tabTo(page: Page, target: string): Promise<void> {
  for (let count = 0; count < 40; count += 1) {
    if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(target)})`)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${target} is not reached by Tab`);
}

/** Returns a video of one frame (YUV4MPEG2) that shows the code of a text in the middle. */
function videoOf(text: string): Buffer {
  const modules = encodeQR(text, 'raw', { border: 4 });
  const scale = Math.floor(HEIGHT / modules.length);
  const luma = Buffer.alloc(WIDTH * HEIGHT, 235);
  for (let y = 0; y < modules.length * scale; y += 1) {
    for (let x = 0; x < modules.length * scale; x += 1) {
      if (modules[Math.floor(y / scale)]?.[Math.floor(x / scale)]) luma[y * WIDTH + x] = 16;
    }
  }
  const chroma = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  const header = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F30:1 Ip A1:1 C420jpeg\n`);
  return Buffer.concat([header, Buffer.from('FRAME\n'), luma, chroma]);
}
