import { X509Certificate } from 'node:crypto';
import { createAuthority, validFromNow } from '@fapiao-ledger/network/ca';
import { generateKeyPair, identityFileText, publicKeyFromPem } from '@fapiao-ledger/pki';
import { publicKeyOfCsr } from '@fapiao-ledger/pki/csr';
import { expect, test } from 'vitest';
import { certificateRequest } from '../../gateway/portal/shared/identity/certificate-request.ts';
import { newKey } from '../../gateway/portal/shared/identity/key.ts';
import { ledgerOfTrust } from '../../gateway/portal/shared/identity/pinned-ledger.ts';
import {
  identityFromCertificate,
  identityFromFile,
} from '../../gateway/portal/shared/identity/portal-identity.ts';

const LEDGER = { id: 'ab'.repeat(32), contract: 'fapiao', channel: 'fapiao' };
const CODE = '91440300708461136T';

async function certified(publicKey: string, attributes = { role: 'taxpayer', 'taxpayer.id': CODE }) {
  const authority = await createAuthority({
    mspId: 'PlatformMSP',
    commonName: 'authority',
    organization: 'Platform',
    validity: validFromNow(3_000),
  });
  return await authority.enroll({
    commonName: CODE,
    ou: 'client',
    validity: validFromNow(300),
    attributes,
    publicKey,
  });
}

test('a key made here cannot be read out, and its certificate request is signed by it', async () => {
  const key = await newKey();
  await expect(crypto.subtle.exportKey('pkcs8', key.key)).rejects.toThrow();
  const pem = await publicKeyOfCsr(await certificateRequest(key, CODE));
  const der = publicKeyFromPem(pem).export({ type: 'spki', format: 'der' });
  expect(der.toString('base64')).toBe(key.publicKey);
  const certificate = await certified(pem);
  const identity = await identityFromCertificate(key.key, certificate, 'PlatformMSP', LEDGER, Date.now());
  expect(identity).toMatchObject({ id: CODE, code: CODE, role: 'taxpayer', ledger: LEDGER });
  const other = await newKey();
  await expect(
    identityFromCertificate(other.key, certificate, 'PlatformMSP', LEDGER, Date.now()),
  ).rejects.toMatchObject({ fault: 'identity-other-key' });
});

test('an identity file becomes an identity whose key cannot be read out', async () => {
  const { publicKey, privateKey } = generateKeyPair();
  const certificate = await certified(publicKey);
  const file = {
    version: 1,
    mspId: 'PlatformMSP',
    code: CODE,
    role: 'taxpayer',
    certificate,
    privateKey,
  } as const;
  const identity = await identityFromFile(identityFileText(file), LEDGER, Date.now());
  expect(identity.key.extractable).toBe(false);
  await expect(crypto.subtle.exportKey('jwk', identity.key)).rejects.toThrow();
  const late = new Date(new X509Certificate(certificate).validTo).getTime();
  const faultOf = async (text: string, now = Date.now()): Promise<unknown> =>
    await identityFromFile(text, LEDGER, now).catch((error: unknown) => error);
  expect(await faultOf(identityFileText(file), late)).toMatchObject({ fault: 'identity-expired' });
  expect(await faultOf(identityFileText({ ...file, certificate: '' }))).toMatchObject({
    fault: 'identity-uncertified',
  });
  expect(await faultOf('{}')).toMatchObject({ fault: 'identity-unreadable' });
  expect(await faultOf(identityFileText({ ...file, privateKey: 'none' }))).toMatchObject({
    fault: 'identity-unreadable',
  });
  const foreign = { ...file, privateKey: generateKeyPair().privateKey };
  expect(await faultOf(identityFileText(foreign))).toMatchObject({ fault: 'identity-other-key' });
});

test('a trust file names the ledger, and nothing else does', () => {
  expect(ledgerOfTrust({ ledger: LEDGER.id, chaincode: 'fapiao', channel: 'fapiao' })).toEqual(LEDGER);
  for (const trust of [undefined, {}, { ledger: 'x', chaincode: 'fapiao', channel: 'fapiao' }])
    expect(() => ledgerOfTrust(trust)).toThrow();
});
