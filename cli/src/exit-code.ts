import { type ErrorKind, FapiaoError } from '@fapiao-ledger/core';
import { CommanderError } from 'commander';
import { UsageError } from './usage-error.js';

/** Exit codes, on which scripts branch. `fapiao --help` lists them. */
export const EXIT = {
  ok: 0,
  validation: 2,
  domain: 3,
  ledger: 4,
  verification: 5,
  usage: 64,
  bug: 70,
} as const;

const OF_KIND: Readonly<Record<ErrorKind, number>> = {
  validation: EXIT.validation,
  forbidden: EXIT.domain,
  missing: EXIT.domain,
  conflict: EXIT.domain,
  ledger: EXIT.ledger,
  verification: EXIT.verification,
};

/** An error that no code of ours throws on purpose is a bug. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof FapiaoError) return OF_KIND[error.kind];
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  return error instanceof UsageError ? EXIT.usage : EXIT.bug;
}
