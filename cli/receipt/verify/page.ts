import type { Evidence } from '../evidence.js';
import type { ReceiptVersion } from '../receipt-version.js';
import type { ReceiptSource } from '../source.js';
import { showsAll } from '../versions.js';
import { refuseUnless } from './report.js';

/** Draws the receipt again from its data, in its own version. Only the signature's hex may differ. */
export function checkPage(
  file: Buffer,
  version: ReceiptVersion,
  source: ReceiptSource,
  evidence: Evidence,
): true {
  refuseUnless(
    showsAll(version, evidence),
    `version "${version.producer}" has no place for the reversals and the use that the answer names`,
  );
  const { bytes, hole } = version.render(source, evidence);
  file.copy(bytes, hole.start, hole.start, hole.end);
  const length = Math.max(file.length, bytes.length);
  const isEqual = file.equals(bytes);
  refuseUnless(
    isEqual,
    `drawn again from its data, the receipt differs at byte ${firstDifference(file, bytes)} of ${length}`,
  );
  return true;
}

function firstDifference(a: Buffer, b: Buffer): number {
  let index = 0;
  while (index < a.length && a[index] === b[index]) index += 1;
  return index;
}
