import { CLOCK_SKEW_MAX_SECONDS } from '@fapiao-ledger/chaincode/core';
import type { GatewayClient } from '../client/gateway-client.js';
import type { Evidence } from '../receipt/evidence.js';
import type { ReceiptSource } from '../receipt/source.js';
import { proveSource, type Question } from '../receipt/verify/prove.js';
import type { TrustFile } from '../receipt/verify/trust-file.js';

export interface Proof {
  readonly attestation: ReceiptSource['attestation'];
  readonly evidence: Evidence;
  /** What was asked: `signReceipt` compares the answer with it. */
  readonly question: Question;
}

/**
 * Returns what the ledger says of an invoice now. A gateway relays the answer; its organisations vouch for it.
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
