import { createPrivateKey } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GatewayClient } from '@fapiao-ledger/client';
import { initialStatus, nameCommitment } from '@fapiao-ledger/core';
import { type ReceiptSource, signReceipt, verifyReceipt } from '@fapiao-ledger/receipt';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ReceiptWriter } from '../../cli/src/receipt-files/write-receipts.ts';
import { AttestingNetwork, NOW, OPERATOR, signed, VALIDITY } from '../support/attested.ts';
import { sampleInvoice } from '../support/invoices.ts';

/** A gateway between the writer and the ledger, with answers of its own. */
const OWN = sampleInvoice(3);
const OTHER = sampleInvoice(3, { number: '26442000000012345679' });
const OPENING = { name: '欧阳示范', salt: 'ab'.repeat(16) };
const PERSONAL = sampleInvoice(1, {
  number: OTHER.number,
  buyer: { type: 'PERSON', nameCommitment: nameCommitment(OPENING) },
});

let network: AttestingNetwork;
let foreign: AttestingNetwork;
let folder: string;
let file: string;
/** The writer's question for a receipt of the platform. */
let sent: unknown[];

beforeAll(async () => {
  network = await AttestingNetwork.create();
  foreign = await AttestingNetwork.create();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fapiao-receipts-'));
  file = join(folder, 'receipt.pdf');
  sent = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Answers {
  readonly proof: unknown;
  readonly pdf?: Buffer;
}

/** A writer with the trust file of the network, whose gateway gives the set answer. */
async function writerWith(
  answers: Answers,
  role: 'operator' | 'company' = 'operator',
): Promise<ReceiptWriter> {
  const read = async (): Promise<unknown> => answers.proof;
  const readFile = async (_path: string, body: unknown): Promise<Buffer | undefined> => {
    sent.push(body);
    return answers.pdf;
  };
  const enrollee = { ...OPERATOR, commonName: role, validity: VALIDITY };
  const { certificate, privateKey } = await network.platform.enrollWithNewKey(enrollee);
  const key = createPrivateKey(privateKey);
  const identity = { file: '', mspId: 'PlatformMSP', code: undefined, role, certificate, key };
  const client = { read, readFile } as unknown as GatewayClient;
  const openings = new Map([[nameCommitment(OPENING), OPENING]]);
  return new ReceiptWriter({ client, identity, openings, trust: network.trust, now: () => NOW });
}

test('a receipt is signed for the invoice that was asked for, and is valid', async () => {
  const writer = await writerWith({ proof: network.attest(OWN) });
  expect(await writer.write(OWN.number, file)).toMatchObject({ file, signedBy: 'self' });
  expect(verifyReceipt(readFileSync(file), network.trust, NOW).valid).toBe(true);
});

const WRONG_SUM = { ...OWN, totals: { ...OWN.totals, gross: '9.99' } };
const FALSE_BUYER = { ...OWN, buyer: { ...OWN.buyer, name: '虚构有限公司' } };

const LIES: Readonly<Record<string, () => unknown>> = {
  'about another invoice': () => network.attest(OTHER),
  'without an endorsement': () => network.attest(FALSE_BUYER, { endorsers: [] }),
  'that only one organization endorsed': () =>
    network.attest(FALSE_BUYER, { endorsers: network.peers.slice(1) }),
  'that its own peers endorsed': () => foreign.attest(FALSE_BUYER),
  'with endorsements taken from a true one': () => ({
    attestation: {
      payload: network.attest(FALSE_BUYER).attestation.payload,
      endorsements: network.attest(OWN).attestation.endorsements,
    },
  }),
  'of another channel': () => network.attest(OWN, { channel: 'other' }),
  'of another chaincode': () => network.attest(OWN, { chaincode: 'other' }),
  'whose sums are wrong': () => network.attest(WRONG_SUM),
  'that was true six minutes ago': () => network.attest(OWN, { asOf: '2026-03-01T08:25:00Z' }),
  'as of tomorrow': () => network.attest(OWN, { asOf: '2026-03-02T08:30:00Z' }),
  'that is no answer': () => ({}),
  'of null': () => ({ attestation: null }),
  'with something beside the endorsements': () => ({
    attestation: { ...network.attest(OWN).attestation, note: 'paid' },
  }),
};

describe.each(['operator', 'company'] as const)('an %s is told a lie', (role) => {
  test.each(Object.keys(LIES))('%s: nothing is signed, written, or sent', async (name) => {
    const pdf = await signed(network.attest(OWN), network.signer);
    const writer = await writerWith({ proof: LIES[name]?.(), pdf }, role);
    const written = writer.write(OWN.number, file);
    await expect(written).rejects.toMatchObject({
      name: 'VerificationError',
      code: expect.stringMatching(/^RECEIPT_/),
    });
    expect({ isThere: existsSync(file), sent }).toEqual({ isThere: false, sent: [] });
  });
});

test('a key is not used whose certificate no verifier would accept', async () => {
  const signer = foreign.signer;
  let isUsed = false;
  const sign = (bytes: Uint8Array): Uint8Array | Promise<Uint8Array> => {
    isUsed = true;
    return signer.sign(bytes);
  };
  const question = { number: OWN.number, trust: network.trust, now: NOW };
  const receipt = signReceipt(network.attest(OWN), { certificate: signer.certificate, sign }, question);
  await expect(receipt).rejects.toMatchObject({ code: 'RECEIPT_CERTIFICATE' });
  expect(isUsed).toBe(false);
});

describe('a receipt that the platform signed', () => {
  const pdfOf = (source: ReceiptSource, by = network): Promise<Buffer> => signed(source, by.signer);

  test('is written when it is valid and that of the invoice', async () => {
    const writer = await writerWith(
      { proof: network.attest(OWN), pdf: await pdfOf(network.attest(OWN)) },
      'company',
    );
    expect(await writer.write(OWN.number, file)).toMatchObject({ signedBy: 'platform' });
  });

  test.each<[string, () => Promise<Buffer>]>([
    ['is that of another invoice', () => pdfOf(network.attest(OTHER))],
    ['no peer endorsed', () => pdfOf(network.attest(FALSE_BUYER, { endorsers: [] }))],
    ['is signed by another network', () => pdfOf(network.attest(OWN), foreign)],
    ['is no PDF', async () => Buffer.from('receipt')],
  ])('is not written when it %s', async (_, pdf) => {
    const writer = await writerWith({ proof: network.attest(OWN), pdf: await pdf() }, 'company');
    await expect(writer.write(OWN.number, file)).rejects.toMatchObject({ name: 'VerificationError' });
    expect(existsSync(file)).toBe(false);
  });

  test('is asked for with the name of its own buyer, never with that of another', async () => {
    const status = initialStatus(PERSONAL);
    const personal = network.attest(PERSONAL, { status });
    const writer = await writerWith({ proof: personal, pdf: Buffer.from('x') }, 'company');
    await expect(writer.write(PERSONAL.number, file)).rejects.toThrow();
    expect(sent).toEqual([{ opening: OPENING }]);
    await expect(writer.write(OWN.number, file)).rejects.toThrow();
    expect(sent).toHaveLength(1);
  });
});
