import { type RedFormJson, redFormDigest } from '@fapiao-ledger/core';

/** Returns a form that awaits its buyer, and the digest of its terms. */
export function redForm(): { form: RedFormJson; digest: string } {
  const form: RedFormJson = {
    number: '26440000000000000001',
    sequence: 1,
    reason: '01',
    startedBy: 'SELLER',
    lines: [{ line: 1, net: '100.00', tax: '13.00' }],
    totals: { net: '100.00', tax: '13.00', gross: '113.00' },
    state: 'AWAITS_BUYER',
    startedAt: '2026-11-27T08:00:00Z',
    seller: '91440300708461136T',
    signers: ['91440300708461136T'],
    expiresAt: '2026-11-30T08:00:00Z',
    changedAt: '2026-11-27T08:00:00Z',
  };
  return { form, digest: redFormDigest(form) };
}
