import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Path of Chromium on this machine, if it is installed. */
export const CHROMIUM = PLACES.find((path) => existsSync(path));

export async function openBrowser(): Promise<Browser> {
  if (CHROMIUM === undefined) throw new Error('this machine has no Chromium');
  return await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
}
