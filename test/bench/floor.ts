import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bench, row } from './row.ts';
import { perSecond } from './timing.ts';

/** What a block of some transactions weighs. */
const BLOCK_BYTES = 16_384;
const SECONDS = 1;

/** What this machine can do at all, on one thread: no ledger signs, verifies or syncs faster. */
export const benchFloor: Bench = async () => [
  row('floor/P-256 sign and verify', signaturesPerSecond(), 'pairs/s'),
  row(`floor/append ${BLOCK_BYTES / 1024} KiB and fdatasync`, syncsPerSecond(), '/s'),
];

export function signaturesPerSecond(): number {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const message = Buffer.alloc(1_000, 'x');
  return perSecond(SECONDS, () => {
    if (!verify('sha256', message, publicKey, sign('sha256', message, privateKey)))
      throw new Error('a signature does not verify');
  });
}

export function syncsPerSecond(): number {
  const folder = mkdtempSync(join(tmpdir(), 'fapiao-bench-'));
  const file = openSync(join(folder, 'blocks'), 'a');
  const block = Buffer.alloc(BLOCK_BYTES, 'x');
  try {
    return perSecond(SECONDS, () => {
      writeSync(file, block);
      fdatasyncSync(file);
    });
  } finally {
    closeSync(file);
    rmSync(folder, { recursive: true });
  }
}
