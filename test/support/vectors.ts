import { readFileSync } from 'node:fs';

/** Returns the cases of `test/vectors/<name>.json`: plain JSON, so that another language can run them too. */
export function readVectors<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), 'utf8')) as T;
}
