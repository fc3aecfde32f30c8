import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Locator } from 'playwright-core';
import { decodeQR } from 'qr/decode.js';
import { CHROMIUM } from '../../support/chromium.ts';

/** A browser whose camera sees what was last held before it. */
export class BrowserWithCamera {
  readonly browser: Browser;
  readonly #folder: string;

  private constructor(browser: Browser, folder: string) {
    this.browser = browser;
    this.#folder = folder;
  }

  static async open(): Promise<BrowserWithCamera> {
    const folder = await mkdtemp(join(tmpdir(), 'camera-'));
    const browser = await chromium.launch({
      executablePath: CHROMIUM as string,
      args: [
        '--no-sandbox',
        '--use-fake-ui-for-media-stream',
        '--use-fake-device-for-media-stream',
        `--use-file-for-fake-video-capture=${join(folder, VIDEO)}`,
      ],
    });
    return new BrowserWithCamera(browser, folder);
  }

  /** Holds what a page shows before the camera: a video of one picture. */
  async see(shown: Locator): Promise<void> {
    const picture = await shown.screenshot({ type: 'jpeg', quality: 90 });
    await writeFile(join(this.#folder, VIDEO), picture);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await rm(this.#folder, { recursive: true });
  }
}

const VIDEO = 'camera.mjpeg';

interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: readonly number[];
}

/** Returns the text of the code that a page shows, as a hand-held reader types it. */
export async function readerText(shown: Locator): Promise<string> {
  const { width, height, data } = await shown.evaluate(pixelsOf, [...(await shown.screenshot())]);
  return decodeQR({ width, height, data: Uint8Array.from(data) });
}

/** Returns the pixels of a picture. It runs in a page, where a picture can be decoded. */
async function pixelsOf(_element: Element, picture: readonly number[]): Promise<Pixels> {
  const bitmap = await createImageBitmap(new Blob([Uint8Array.from(picture)], { type: 'image/png' }));
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  context?.drawImage(bitmap, 0, 0);
  const { data = [] } = context?.getImageData(0, 0, width, height) ?? {};
  return { width, height, data: [...data] };
}
