/** Writes the pictures of the guides: plays the story in both languages, and keeps what each party saw. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openBrowser } from '../support/chromium.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const LANGUAGES = ['en', 'zh-CN'] as const;
/** What the guides show. */
const PICTURES = [
  'merchant-overview',
  'merchant-issue',
  'merchant-sign',
  'merchant-reversed',
  'person-code',
  'person-held',
  'person-hand-in',
  'person-booked',
  'company-code',
  'company-book',
  'bureau-search',
  'bureau-frozen',
] as const;
const BYTES_MAX = 60 * 1024;
const QUALITY = 0.72;

const folder = mkdtempSync(join(tmpdir(), 'fapiao-pictures-'));
const browser = await openBrowser();
try {
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const env = { ...process.env, SCREENSHOTS: folder, FONTCONFIG_FILE: fontsIn(folder) };
  const args = [vitest, 'run', '--config', 'vitest.portal.config.ts', 'test/portal/story.test.ts'];
  execFileSync(process.execPath, args, { cwd: ROOT, env, stdio: 'inherit' });
  const page = await browser.newPage();
  for (const language of LANGUAGES) await keepAll(page, language);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}

async function keepAll(page: Page, language: (typeof LANGUAGES)[number]): Promise<void> {
  const target = join(ROOT, 'docs', 'guides', 'pictures', language);
  mkdirSync(target, { recursive: true });
  for (const name of PICTURES) {
    const seen = readFileSync(join(folder, `${language}-${name}.png`));
    const picture = Buffer.from(await page.evaluate(webpOf, { png: [...seen], quality: QUALITY }));
    if (picture.length > BYTES_MAX) throw new Error(`${name} has ${picture.length} bytes`);
    writeFileSync(join(target, `${name}.webp`), picture);
  }
}

/** Returns a picture as WebP, a third of the bytes of a PNG. It runs in a browser, which can encode it. */
async function webpOf(of: { readonly png: readonly number[]; readonly quality: number }): Promise<number[]> {
  const bitmap = await createImageBitmap(new Blob([Uint8Array.from(of.png)], { type: 'image/png' }));
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: of.quality });
  return [...new Uint8Array(await blob.arrayBuffer())];
}

/** Returns a configuration of fonts by which Chinese texts have glyphs on a machine without such fonts. */
function fontsIn(at: string): string {
  const file = join(at, 'fonts.conf');
  const fonts = join(ROOT, 'node_modules', '@expo-google-fonts');
  const families = ['Noto Sans', 'Noto Sans SC'].map((name) => `<family>${name}</family>`).join('');
  const alias = (name: string): string =>
    `<alias binding="strong"><family>${name}</family><prefer>${families}</prefer></alias>`;
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>
<dir>${join(fonts, 'noto-sans')}</dir><dir>${join(fonts, 'noto-sans-sc')}</dir>
<cachedir>${join(at, 'fonts')}</cachedir>${alias('system-ui')}${alias('sans-serif')}</fontconfig>`,
  );
  return file;
}
