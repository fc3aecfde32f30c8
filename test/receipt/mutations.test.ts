import { renderReceipt, signUnsigned, verifyReceipt } from '@fapiao-ledger/receipt';
import { beforeAll, expect, test } from 'vitest';
import { AttestingNetwork, NOW } from '../support/attested.ts';
import { sampleInvoice } from '../support/invoices.ts';

/**
 * Every byte counts. By default every 97th is tried; `TEST_EXHAUSTIVE=1 npx vitest run
 * test/receipt/mutations.test.ts` tries all of them.
 */
const STRIDE = process.env.TEST_EXHAUSTIVE === '1' ? 1 : 97;
const TIMEOUT_MS = 60 * 60_000;

let network: AttestingNetwork;
let genuine: Buffer;
let hole: { start: number; end: number };

beforeAll(async () => {
  network = await AttestingNetwork.create();
  const unsigned = renderReceipt(network.attest(sampleInvoice(2)));
  hole = unsigned.hole;
  genuine = await signUnsigned(unsigned, network.signer);
});

test(
  'no receipt with one byte changed is accepted',
  () => {
    for (let offset = 0; offset < genuine.length; offset += STRIDE) {
      const pdf = Buffer.from(genuine);
      pdf[offset] = (genuine[offset] as number) ^ (1 << (offset % 8));
      expect(verifyReceipt(pdf, network.trust, NOW).valid, `byte ${offset}`).toBe(false);
    }
  },
  TIMEOUT_MS,
);

test(
  'no other spelling of the signature’s hex is accepted',
  () => {
    for (let offset = hole.start; offset < hole.end; offset += STRIDE) {
      for (const digit of '05afAF ') {
        if (genuine[offset] === digit.charCodeAt(0)) continue;
        const pdf = Buffer.from(genuine);
        pdf.write(digit, offset, 'latin1');
        expect(verifyReceipt(pdf, network.trust, NOW).valid, `${digit} at ${offset}`).toBe(false);
      }
    }
  },
  TIMEOUT_MS,
);

test(
  'no receipt with one byte removed or doubled is accepted',
  () => {
    for (let offset = 0; offset < genuine.length; offset += 7 * STRIDE) {
      const removed = Buffer.concat([genuine.subarray(0, offset), genuine.subarray(offset + 1)]);
      const doubled = Buffer.concat([genuine.subarray(0, offset + 1), genuine.subarray(offset)]);
      expect(verifyReceipt(removed, network.trust, NOW).valid, `without byte ${offset}`).toBe(false);
      expect(verifyReceipt(doubled, network.trust, NOW).valid, `byte ${offset} twice`).toBe(false);
    }
  },
  TIMEOUT_MS,
);

test(
  'no byte outside the signature’s hex can be changed even by a signer of receipts',
  async () => {
    const { bytes, hole } = renderReceipt(network.attest(sampleInvoice(2)));
    for (let offset = 0; offset < bytes.length; offset += 3 * STRIDE) {
      if (offset >= hole.start && offset < hole.end) continue;
      const changed = Buffer.from(bytes);
      changed[offset] = (bytes[offset] as number) ^ (1 << (offset % 8));
      const pdf = await signUnsigned({ bytes: changed, hole }, network.signer);
      expect(verifyReceipt(pdf, network.trust, NOW).valid, `byte ${offset}`).toBe(false);
    }
  },
  TIMEOUT_MS,
);
