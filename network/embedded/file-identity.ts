import { type BigIntStats, statSync } from 'node:fs';

/** Identity of a file on this machine: a name can come to mean another file, this pair of numbers cannot. */
export interface FileIdentity {
  readonly path: string;
  readonly dev: bigint;
  readonly ino: bigint;
}

/** Returns the identity. @throws the system's error when there is no such file */
export function identify(path: string): FileIdentity {
  const { dev, ino } = statSync(path, { bigint: true });
  return { path, dev, ino };
}

/** Returns whether the path still names that file: not after it was removed, moved away or replaced. */
export function isInPlace({ path, dev, ino }: FileIdentity): boolean {
  const stats: BigIntStats | undefined = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats !== undefined && stats.dev === dev && stats.ino === ino;
}
