import {
  type CheckName,
  type ReceiptReport,
  type ReceiptSigner,
  type ReceiptSource,
  renderReceipt,
  signUnsigned,
  verifyReceipt,
} from '@fapiao-ledger/receipt';
import { type AttestingNetwork, NOW } from './attested.ts';
import { PdfSurgery } from './pdf-surgery.ts';

/** Returns a report's objections to a receipt: the class, and every check that failed. */
export interface Verdict {
  readonly valid: boolean;
  readonly code: ReceiptReport['code'];
  readonly failed: readonly CheckName[];
}

export function verdictOf(report: ReceiptReport): Verdict {
  const failed = report.checks.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name);
  return { valid: report.valid, code: report.code, failed };
}

/**
 * A forger with every means except the ledger's keys: changes the file at will and has it signed again by an operator
 * who may sign receipts.
 */
export async function forge(
  network: AttestingNetwork,
  source: ReceiptSource,
  change: (pdf: PdfSurgery) => void,
  signer: ReceiptSigner = network.signer,
): Promise<Verdict> {
  const surgery = new PdfSurgery(renderReceipt(source).bytes);
  change(surgery);
  return verdictOf(verifyReceipt(await signUnsigned(surgery.assemble(), signer), network.trust, NOW));
}

/** Returns the other one of the two ECDSA signatures that verify. */
export function withHighS(signature: Uint8Array): Uint8Array {
  const order = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
  const bytes = Buffer.from(signature);
  const rLength = bytes[3] as number;
  const r = bytes.subarray(2, 4 + rLength);
  const s = BigInt(`0x${bytes.toString('hex', 6 + rLength)}`);
  const high = Buffer.from((order - s).toString(16).padStart(64, '0'), 'hex');
  const body = Buffer.concat([r, Buffer.of(2, 33, 0), high]);
  return Buffer.concat([Buffer.of(0x30, body.length), body]);
}
