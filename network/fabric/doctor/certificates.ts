import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Paths } from '../paths.js';

/** A certificate in the folder of a network. */
export interface KeptCertificate {
  /** Path relative to the folder, or absolute outside of it. */
  readonly file: string;
  readonly pem: string;
}

const CERTIFICATE = '-----BEGIN CERTIFICATE-----';

/** Returns every certificate of the organizations and nodes; each copy in the folder counts. */
export function keptCertificates(paths: Paths): readonly KeptCertificate[] {
  return ['organizations', 'nodes']
    .flatMap((part) => pemFiles(join(paths.home, part)))
    .flatMap((file) => {
      const pem = readFileSync(file, 'utf8');
      return pem.startsWith(CERTIFICATE) ? [{ file: relative(paths.home, file), pem }] : [];
    });
}

function pemFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    // Ledgers are large, and hold no certificates of ours.
    if (entry.isDirectory()) return ['data', 'raft', 'snapshots'].includes(entry.name) ? [] : pemFiles(path);
    return entry.name.endsWith('.pem') ? [path] : [];
  });
}
