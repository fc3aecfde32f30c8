import { canonicalJson } from '@fapiao-ledger/core';
import type { CertificateAuthority } from '@fapiao-ledger/network/ca';
import type { TrustFile } from '@fapiao-ledger/pki';
import { type ReceiptSource, requireValid, verifyReceipt } from '@fapiao-ledger/receipt';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signed, signerOf } from '../support/attested.ts';
import { BUYER, draftOf, SELLER } from '../support/draft.ts';
import { embeddedWorld, type World } from '../support/embedded-world.ts';
import type { Participant } from '../support/signed-calls.ts';

/** Receipts of a real ledger: what its peers endorse is what receipts are drawn from. */
let world: World;
let seller: Participant;
let company: Participant;
let number: string;

beforeAll(async () => {
  world = await embeddedWorld();
  seller = await world.register(SELLER, 'GENERAL');
  company = await world.register(BUYER, 'GENERAL');
  await world.openLane(seller, { credit: '100000.00' });
  const { invoices } = await world.issue(seller, [draftOf()]);
  number = invoices[0]?.number as string;
});
afterAll(() => world.close());

test('a receipt follows its invoice through its life, and each one stays valid for its own time', async () => {
  const receipts = [await receipt()];
  await world.lock(company, company.code, number);
  receipts.push(await receipt());
  await world.redeem(company, number, '13.00');
  receipts.push(await receipt());
  await world.freeze(number, '待核查');
  receipts.push(await receipt());
  const facts = receipts.map((pdf) => requireValid(verifyReceipt(pdf, trust(), now())));
  const states = facts.map(({ attestation: { status } }) => [status.state, status.rest]);
  expect(states).toEqual([
    ['OPEN', '113.00'],
    ['LOCKED', '113.00'],
    ['OPEN', '100.00'],
    ['FROZEN', '100.00'],
  ]);
  for (const { attestation, endorsedBy } of facts) {
    expect(attestation.invoice.number).toBe(number);
    expect(endorsedBy.toSorted()).toEqual(['PlatformMSP', 'TaxBureauMSP']);
  }
});

test('the seller signs its own receipts with the key it is registered with', async () => {
  const pdf = await signed(await attest(), signerOf(seller.identity, world.authorities.taxpayers));
  expect(requireValid(verifyReceipt(pdf, trust(), now())).signer).toMatchObject({ role: 'taxpayer' });
  const stranger = await signed(await attest(), signerOf(company.identity, world.authorities.taxpayers));
  expect(verifyReceipt(stranger, trust(), now())).toMatchObject({
    valid: false,
    code: 'RECEIPT_CERTIFICATE',
  });
});

test('an endorsed answer of another function makes no receipt', async () => {
  const source = await endorse('ReadInvoice');
  const signer = signerOf(world.operator, world.authorities.platform);
  await expect(signed(source, signer)).rejects.toThrow(
    expect.objectContaining({ code: 'RECEIPT_ATTESTATION' }),
  );
});

async function receipt(): Promise<Buffer> {
  return await signed(await attest(), signerOf(world.operator, world.authorities.platform));
}

const attest = (): Promise<ReceiptSource> => endorse('Attest');

async function endorse(name: string): Promise<ReceiptSource> {
  const args = [canonicalJson({ number })];
  const { payload, endorsements } = await world.client.endorse(world.operator, {
    contract: 'invoice',
    function: name,
    args,
  });
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
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

function now(): Date {
  return new Date(world.clock.now());
}

function trust(): TrustFile {
  const { bureau, platform, taxpayers } = world.authorities;
  const published = ({ mspId, certificate }: CertificateAuthority) => ({ mspId, certificate });
  return {
    version: 1,
    channel: world.client.channel,
    ledger: '1e'.repeat(32),
    chaincode: 'fapiao',
    authorities: [bureau, platform].map(published),
    taxpayerAuthorities: [taxpayers].map(published),
    policy: { all: ['TaxBureauMSP'], any: ['PlatformMSP'] },
  };
}
