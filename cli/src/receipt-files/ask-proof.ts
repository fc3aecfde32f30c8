import type { GatewayClient } from '@fapiao-ledger/client';
import { CLOCK_SKEW_MAX_SECONDS } from '@fapiao-ledger/core';
import type { TrustFile } from '@fapiao-ledger/pki';
import type { Evidence, ReceiptSource } from '@fapiao-ledger/receipt';
import { proveSource, type Question } from '@fapiao-ledger/receipt';

export interface Proof {
  readonly attestation: ReceiptSource['attestation'];
  readonly evidence: Evidence;
  /** The question, with which `signReceipt` compares the answer. */
  readonly question: Question;
}

/**
 * Returns the ledger's present answer about an invoice. A gateway relays the answer; the ledger's organizations vouch
 * for it.
 *
 * @throws as `GatewayClient.read`
 * @throws as `proveSource`
 */
export async function askProof(
  client: GatewayClient,
  number: string,
  trust: TrustFile,
  now: () => Date,
): Promise<Proof> {
  // An endorser's clock may be behind this one by that much.
  const since = new Date(now().getTime() - CLOCK_SKEW_MAX_SECONDS * 1_000);
  const { attestation } = await client.read<ReceiptSource>(`/invoices/${number}/proof`);
  const question = { number, trust, now: now(), since };
  return { attestation, evidence: proveSource({ attestation }, question), question };
}
