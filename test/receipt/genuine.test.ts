import {
  fen,
  formatYuan,
  initialStatus,
  nameCommitment,
  parseYuan,
  RULE_SET_2026,
  ruleSetHash,
} from '@fapiao-ledger/core';
import { type ReceiptSource, requireValid, verifyReceipt } from '@fapiao-ledger/receipt';
import { beforeAll, describe, expect, test } from 'vitest';
import { AttestingNetwork, enrol, NOW, signed, signerOf } from '../support/attested.ts';
import { BUYER_CODE, SELLER_CODE, sampleInvoice, sampleLine } from '../support/invoices.ts';
import { PdfSurgery } from '../support/pdf-surgery.ts';
import { verdictOf, withHighS } from '../support/receipts.ts';

const OPENING = { name: '欧阳示范', salt: '5f'.repeat(16) };
const ACCEPTED = { valid: true, code: undefined, failed: [] };

let network: AttestingNetwork;
beforeAll(async () => {
  network = await AttestingNetwork.create();
});

async function verdict(source: ReceiptSource): Promise<unknown> {
  return verdictOf(verifyReceipt(await signed(source, network.signer), network.trust, NOW));
}

describe('a genuine receipt is accepted', () => {
  test.each([1, 2, 7, 21, 22, 23, 24, 40, 41, 300, 2000])('with %i lines', async (lineCount) => {
    expect(await verdict(network.attest(sampleInvoice(lineCount)))).toEqual(ACCEPTED);
  });

  test('in every state', async () => {
    const invoice = sampleInvoice(3);
    const open = initialStatus(invoice);
    const lock = { company: BUYER_CODE, lockedAt: '2026-03-01T08:10:00Z', expiresAt: '2026-03-31T08:10:00Z' };
    const redemptions = [{ company: BUYER_CODE, amount: '10.00', at: '2026-03-01T08:20:00Z' }];
    const frozen = { at: '2026-03-01T08:25:00Z' };
    for (const status of [
      open,
      { ...open, state: 'LOCKED', lock } as const,
      { ...open, redemptions } as const,
      { ...open, state: 'REDEEMED', rest: '0.00', redemptions } as const,
      { ...open, state: 'RED', rest: '0.00' } as const,
      { ...open, state: 'FROZEN', lock, frozen } as const,
    ]) {
      expect(await verdict(network.attest(invoice, { status })), status.state).toEqual(ACCEPTED);
    }
  });

  test('of the 2018 profile, of a special invoice, and with names that XML or PDF would have to escape', async () => {
    const name = 'A&B <x> "y" \\ (z) %';
    for (const change of [
      { profile: 'SHENZHEN_2018', number: '14403182911012345678' },
      { type: 'SPECIAL' },
      { buyer: { type: 'BODY', name } },
      { seller: { code: SELLER_CODE, name } },
    ] as const) {
      expect(await verdict(network.attest(sampleInvoice(2, change)))).toEqual(ACCEPTED);
    }
  });

  test('made out to a person, named or not', async () => {
    const buyer = { type: 'PERSON', nameCommitment: nameCommitment(OPENING) } as const;
    const invoice = sampleInvoice(1, { buyer });
    expect(await verdict(network.attest(invoice))).toEqual(ACCEPTED);
    expect(await verdict(network.attest(invoice, { opening: OPENING }))).toEqual(ACCEPTED);
    expect(await verdict(network.attest(sampleInvoice(1, { buyer: { type: 'PERSON' } })))).toEqual(ACCEPTED);
  });

  test('of a rule set that is not built in: its tolerances are left to the endorsers, and that is said', async () => {
    const totalsOf = async (ruleSet: { version: string; hash: string }, tax: string): Promise<unknown> => {
      const lines = [{ ...sampleLine(0), tax }];
      const source = network.attest(sampleInvoice(1, { lines, ruleSet }));
      const report = verifyReceipt(await signed(source, network.signer), network.trust, NOW);
      const { outcome, reason } = report.checks.find(({ name }) => name === 'totals') ?? {};
      return { valid: report.valid, outcome, reason };
    };
    const later = { version: '2031.2', hash: 'c'.repeat(64) };
    const drifted = formatYuan(fen(2n * parseYuan(sampleLine(0).tax)));
    expect(await totalsOf(later, drifted)).toEqual({
      valid: true,
      outcome: 'deferred',
      reason: expect.stringContaining('rule set 2031.2'),
    });
    expect(await totalsOf(later, '999999.00')).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining('TAX_BEYOND_NET'),
    });
    const builtIn = { version: RULE_SET_2026.version, hash: ruleSetHash(RULE_SET_2026) };
    expect(await totalsOf(builtIn, sampleLine(0).tax)).toEqual({ valid: true, outcome: 'passed' });
    expect(await totalsOf(builtIn, drifted)).toMatchObject({ valid: false, outcome: 'failed' });
  });

  test('signed by the seller itself', async () => {
    const attributes = { role: 'taxpayer', 'taxpayer.id': SELLER_CODE };
    const seller = await enrol(network.taxpayers, { ou: 'client', attributes });
    const pdf = await signed(network.attest(sampleInvoice(1)), signerOf(seller, network.taxpayers));
    expect(verdictOf(verifyReceipt(pdf, network.trust, NOW))).toEqual(ACCEPTED);
  });

  test('when its signer hands in signatures with a high s, which are normalized', async () => {
    const high = { ...network.signer, sign: (bytes: Uint8Array) => withHighS(network.operator.sign(bytes)) };
    const pdf = await signed(network.attest(sampleInvoice(1)), high);
    expect(verdictOf(verifyReceipt(pdf, network.trust, NOW))).toEqual(ACCEPTED);
  });
});

test('a valid report names the proved facts, the endorsers and the signer', async () => {
  const invoice = sampleInvoice(2);
  const pdf = await signed(network.attest(invoice), network.signer);
  const facts = requireValid(verifyReceipt(pdf, network.trust, NOW));
  expect(facts.attestation.invoice).toEqual(invoice);
  expect(facts.endorsedBy).toEqual(['TaxBureauMSP', 'PlatformMSP']);
  expect(facts.signer).toMatchObject({ mspId: 'PlatformMSP', role: 'operator' });
});

test('the attached invoice is the canonical data, and the proof names the endorsers', async () => {
  const invoice = sampleInvoice(2);
  const source = network.attest(invoice);
  const surgery = new PdfSurgery(await signed(source, network.signer));
  const [proof, data] = surgery
    .find(/^\d+ 0 obj\n<<\n\/Type \/EmbeddedFile/)
    .map((id) => surgery.stream(id).toString());
  expect(JSON.parse(proof as string)).toEqual(source);
  expect(JSON.parse(data as string)).toEqual(invoice);
});
