import type { EndorsedAnswer } from '@fapiao-ledger/network/ledger-client';
import type { ReceiptSource } from '@fapiao-ledger/receipt';

/** Returns an endorsed answer as JSON, which a verifier checks with the authorities' certificates alone. */
export function attestationJson({
  payload,
  endorsements,
}: EndorsedAnswer): Pick<ReceiptSource, 'attestation'> {
  return {
    attestation: {
      payload: base64(payload),
      endorsements: endorsements.map(({ endorser, signature }) => ({
        endorser: base64(endorser),
        signature: base64(signature),
      })),
    },
  };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
