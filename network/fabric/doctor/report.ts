import { pathToFileURL } from 'node:url';
import { messageOf } from '@fapiao-ledger/core';
import { SetupError } from '../setup-error.js';
import type { Finding } from './finding.js';
import type { Signer } from './subject.js';

const SIGNS = { ok: '✓', warning: '!', failed: '✗' } as const;

/** Returns one line per check, and below it the cure. */
export function reportText(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ check }) => check.length));
  return findings
    .map(({ check, verdict, finding, cure }) => {
      const line = `${SIGNS[verdict]} ${check.padEnd(width)}  ${finding}`;
      return cure === '' ? line : `${line}\n${' '.repeat(width + 4)}→ ${cure}`;
    })
    .join('\n');
}

/**
 * Loads the function `sign(bytes)` of an ES module.
 * @throws {SetupError} when there is none
 */
export async function loadSigner(file: string): Promise<Signer> {
  const cure = 'Name a JavaScript module that exports sign(bytes), as your gateway uses it.';
  const module = await import(pathToFileURL(file).href).catch((cause: unknown) => {
    throw new SetupError(`${file} cannot be loaded: ${messageOf(cause)}`, cure, { cause });
  });
  const { sign } = module as { sign?: unknown };
  if (typeof sign !== 'function') throw new SetupError(`${file} exports no function sign`, cure);
  return sign as Signer;
}
