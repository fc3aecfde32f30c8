import { canonicalJson, type InvoiceViewJson, isJsonObject, type Json } from '@fapiao-ledger/core';
import type { TrustFile } from '@fapiao-ledger/pki/proofs';
import type { ReceiptSource } from '@fapiao-ledger/receipt';
import { PortalError } from '../../../shared/portal-error.ts';

/** What the organizations of the ledger have signed about an invoice. */
export interface Proven {
  readonly asOf: string;
  /** MSP ids of the organizations whose peers signed. */
  readonly endorsedBy: readonly string[];
  /** Whether the signed state is the one that the page shows. */
  readonly isShown: boolean;
}

interface Shown extends Pick<InvoiceViewJson, 'invoice' | 'status'> {
  readonly trust: TrustFile;
  /** Ledger that is pinned with the identity. */
  readonly ledger: string;
  readonly now: Date;
}

/** Oldest answer that is accepted: a gateway could repeat the evidence of an earlier state. */
const AGE_MAX_MS = 300_000;

/**
 * Checks the evidence of an invoice with the reader that verifies receipts, in this browser.
 * @throws {PortalError} ledger-other when the trust file is of another ledger
 * @throws {VerificationError} when the evidence does not hold
 */
export async function prove(
  source: ReceiptSource,
  { invoice, status, trust, ledger, now }: Shown,
): Promise<Proven> {
  if (trust.ledger !== ledger) throw new PortalError('ledger-other');
  const { proveSource } = await import('@fapiao-ledger/receipt/prove');
  const since = new Date(now.getTime() - AGE_MAX_MS);
  const { attestation, endorsements } = proveSource(source, { number: invoice.number, trust, now, since });
  return {
    asOf: attestation.asOf,
    endorsedBy: [...new Set(endorsements.map(({ mspId }) => mspId))],
    isShown: isSame(attestation.invoice, invoice) && isSame(attestation.status, status),
  };
}

function isSame(one: unknown, other: unknown): boolean {
  return canonicalJson(one as Json) === canonicalJson(other as Json);
}

const TRUST = 'fapiao-trust';

/** Returns the trust file that the officer has chosen in this browser, and that is of a ledger. */
export function keptTrust(ledger: string): TrustFile | undefined {
  const kept = trustIn(localStorage.getItem(TRUST) ?? '');
  return kept?.ledger === ledger ? kept : undefined;
}

/** Keeps a trust file for the checks in this browser. @throws {PortalError} ledger-unreadable, ledger-other */
export function keepTrust(text: string, ledger: string): TrustFile {
  const trust = trustIn(text);
  if (trust === undefined) throw new PortalError('ledger-unreadable');
  if (trust.ledger !== ledger) throw new PortalError('ledger-other');
  localStorage.setItem(TRUST, text);
  return trust;
}

/** Its fields are read when it is used: the reader of proofs refuses what is no trust file. */
function trustIn(text: string): TrustFile | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return isJsonObject(value) && 'authorities' in value ? (value as unknown as TrustFile) : undefined;
  } catch {
    // Not JSON, so no trust file.
    return undefined;
  }
}
