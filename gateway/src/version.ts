import { readFileSync } from 'node:fs';

/** Version of the gateway, as in package.json. */
export const VERSION = (
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
).version;
