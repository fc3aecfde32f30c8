import type { GatewayClient } from '@fapiao-ledger/client';
import { CLOCK_SKEW_MAX_SECONDS } from '@fapiao-ledger/core';
import type { TrustFile } from '@fapiao-ledger/pki';
import type { Evidence, ReceiptSource } from '@fapiao-ledger/receipt';
import { proveSource, type Question } from '@fapiao-ledger/receipt';

export interface Proof {
  readonly attestation: ReceiptSource['attestation'];
  readonly evidence: Evidence;
  /** What was asked: `signReceipt` compares the answer with it. */
  readonly question: Question;
}

/**
 * Returns what the ledger says of an invoice now. A gateway relays the answer; its organizations vouch for it.
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
  // The clock of an endorser may be behind this one by so much.
  const since = new Date(now().getTime() - CLOCK_SKEW_MAX_SECONDS * 1_000);
  const { attestation } = await client.read<ReceiptSource>(`/invoices/${number}/proof`);
  const question = { number, trust, now: now(), since };
  return { attestation, evidence: proveSource({ attestation }, question), question };
}
