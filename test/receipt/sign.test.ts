import { generateKeyPairSync, sign } from 'node:crypto';
import { type ReceiptSource, requireValid, verifyReceipt } from '@fapiao-ledger/receipt';
import { beforeAll, describe, expect, test } from 'vitest';
import { AttestingNetwork, NOW, signed } from '../support/attested.ts';
import { sampleInvoice } from '../support/invoices.ts';

let network: AttestingNetwork;
let source: ReceiptSource;
beforeAll(async () => {
  network = await AttestingNetwork.create();
  source = network.attest(sampleInvoice(1));
});

const INVALID = expect.objectContaining({ code: 'CREDENTIAL_INVALID' });

describe('signing refuses', () => {
  test('a key that is not the certificate’s', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const signer = { ...network.signer, sign: (bytes: Uint8Array) => sign('sha256', bytes, privateKey) };
    await expect(signed(source, signer)).rejects.toThrow(INVALID);
  });

  test('a certificate or a chain that is none', async () => {
    await expect(signed(source, { ...network.signer, certificate: 'PEM' })).rejects.toThrow(INVALID);
    await expect(signed(source, { ...network.signer, chain: ['PEM'] })).rejects.toThrow(INVALID);
  });

  test('what the signer returns when it is no signature', async () => {
    const signer = { ...network.signer, sign: () => Buffer.from('signature') };
    await expect(signed(source, signer)).rejects.toThrow(INVALID);
  });

  test('a chain that does not fit the receipt', async () => {
    const chain = Array.from({ length: 8 }, () => network.platform.certificate);
    await expect(signed(source, { ...network.signer, chain })).rejects.toThrow(INVALID);
  });
});

test('a signer may take its time, as one in a hardware module does', async () => {
  const slow = {
    ...network.signer,
    sign: async (bytes: Uint8Array) => Promise.resolve(network.operator.sign(bytes)),
  };
  expect(verifyReceipt(await signed(source, slow), network.trust, NOW).valid).toBe(true);
});

test('two signings differ in nothing but the signature’s hex', async () => {
  const [first, second] = [await signed(source, network.signer), await signed(source, network.signer)];
  const start = first.indexOf('/Contents <') + '/Contents <'.length;
  const end = first.indexOf('>', start);
  expect(first.equals(second)).toBe(false);
  second.copy(first, start, start, end);
  expect(first.equals(second)).toBe(true);
});

test('requireValid throws the class and the reason of the first failure', async () => {
  const pdf = await signed(source, network.signer);
  pdf[pdf.length - 1000] = (pdf[pdf.length - 1000] as number) ^ 1;
  expect(() => requireValid(verifyReceipt(pdf, network.trust, NOW))).toThrow(
    expect.objectContaining({
      name: 'VerificationError',
      code: expect.stringMatching(/^RECEIPT_/),
      message: expect.stringMatching(/^[a-z-]+: ./),
    }),
  );
});
