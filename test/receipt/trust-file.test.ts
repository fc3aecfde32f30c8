import { parseTrustFile, type TrustFile } from '@fapiao-ledger/pki';
import { verifyReceipt } from '@fapiao-ledger/receipt';
import { beforeAll, expect, test } from 'vitest';
import { AttestingNetwork, NOW, signed } from '../support/attested.ts';
import { sampleInvoice } from '../support/invoices.ts';

let network: AttestingNetwork;
let trust: TrustFile;
beforeAll(async () => {
  network = await AttestingNetwork.create();
  trust = network.trust;
});

test('a trust file is read as it is written', () => {
  expect(parseTrustFile(JSON.parse(JSON.stringify(trust)))).toEqual(trust);
  const revoked = ['ab'.repeat(32)];
  expect(parseTrustFile({ ...trust, revoked })).toEqual({ ...trust, revoked });
});

type Change = (trust: TrustFile, network: AttestingNetwork) => unknown;

test.each<[string, Change, string]>([
  ['is no object', () => [], ''],
  ['is of another version', (file) => ({ ...file, version: 2 }), '/version'],
  ['has no channel', ({ channel: _channel, ...file }) => file, '/channel'],
  ['has an unknown field', (file) => ({ ...file, note: 'x' }), '/note'],
  ['has no authorities', (file) => ({ ...file, authorities: [] }), '/policy/all'],
  [
    'has an authority that is no certificate',
    (file) => ({ ...file, authorities: [...file.authorities, { mspId: 'X', certificate: 'PEM' }] }),
    '/authorities/3/certificate',
  ],
  ['says nothing of taxpayers', ({ taxpayerAuthorities: _none, ...file }) => file, '/taxpayerAuthorities'],
  [
    'has an authority of taxpayers that is no certificate',
    (file) => ({ ...file, taxpayerAuthorities: [{ mspId: 'X', certificate: 'PEM' }] }),
    '/taxpayerAuthorities/0/certificate',
  ],
  [
    'demands the endorsement of taxpayers',
    ({ authorities, ...file }) => ({
      ...file,
      authorities: authorities.filter(({ mspId }) => mspId !== 'PlatformMSP'),
    }),
    '/policy/any',
  ],
  [
    'trusts a member as if it were an authority',
    (file, { operator }) => ({
      ...file,
      authorities: [...file.authorities, operator].map(({ mspId, certificate }) => ({ mspId, certificate })),
    }),
    '/authorities/3/certificate',
  ],
  [
    'demands an organization without an authority',
    (file) => ({ ...file, policy: { all: ['NobodyMSP'], any: [] } }),
    '/policy/all',
  ],
  ['demands no endorsement at all', (file) => ({ ...file, policy: { all: [], any: [] } }), '/policy/all'],
  ['revokes by something else than a hash', (file) => ({ ...file, revoked: ['operator'] }), '/revoked'],
])('a trust file that %s is refused, naming the place', (_, change, path) => {
  expect(() => parseTrustFile(change(trust, network))).toThrow(
    expect.objectContaining({ faults: expect.arrayContaining([expect.objectContaining({ path })]) }),
  );
});

test('verifying refuses a broken trust file instead of believing less or more', async () => {
  const pdf = await signed(network.attest(sampleInvoice(1)), network.signer);
  const broken = { ...trust, policy: { all: [], any: [] } };
  expect(() => verifyReceipt(pdf, broken, NOW)).toThrow(expect.objectContaining({ code: 'FIELD_VALUE' }));
});

test('an organization may have an old authority beside a new one', async () => {
  const renewed = await AttestingNetwork.create();
  const both = { ...trust, authorities: [...renewed.trust.authorities, ...trust.authorities] };
  for (const { attest, signer } of [network, renewed].map((one) => ({
    attest: () => one.attest(sampleInvoice(1)),
    signer: one.signer,
  }))) {
    expect(verifyReceipt(await signed(attest(), signer), both, NOW).valid).toBe(true);
  }
});
