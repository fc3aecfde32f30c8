import type { Stats } from 'node:fs';

const READABLE_BY_OTHERS = 0o077;

/** Returns whether users other than the owner may read a file. Windows has no such mode. */
export function isReadableByOthers({ mode }: Pick<Stats, 'mode'>): boolean {
  return process.platform !== 'win32' && (mode & READABLE_BY_OTHERS) !== 0;
}
