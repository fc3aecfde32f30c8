import { type PlainPhrase, phrase } from '../words/phrase.js';

const REASONS: Readonly<Record<string, PlainPhrase>> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is not a folder',
  EACCES: 'access is denied',
  EPERM: 'access is denied',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
};

/** Returns the operating system's reason in words. */
export function reasonOf(error: unknown): string {
  const reason = REASONS[systemCodeOf(error) ?? ''];
  return reason === undefined ? messageOf(error) : phrase(reason);
}

/** Returns whether the error comes from the operating system. */
export function isOfSystem(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

import { messageOf, systemCodeOf } from '@fapiao-ledger/core';
