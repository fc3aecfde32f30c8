const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is no folder',
  EACCES: 'access is denied',
  EPERM: 'access is denied',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
};

/** Why the system refused to read or write, in words. */
export function reasonOf(error: unknown): string {
  return REASONS[systemCodeOf(error) ?? ''] ?? messageOf(error);
}

/** Whether the operating system refused, rather than a program. */
export function isOfSystem(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

import { messageOf, systemCodeOf } from '@fapiao-ledger/core';
