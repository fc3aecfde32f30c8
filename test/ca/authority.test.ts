import { spawnSync } from 'node:child_process';
import { createPrivateKey, verify, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isLowS } from '@fapiao-ledger/core';
import {
  type CertificateAuthority,
  createAuthority,
  loadAuthority,
  saveAuthority,
  validFor,
} from '@fapiao-ledger/network/ca';
import { generateKeyPair, publicKeyOf, readCertificate, signLowS } from '@fapiao-ledger/pki';
import { createCsr } from '@fapiao-ledger/pki/csr';
import { beforeAll, describe, expect, test } from 'vitest';

const FROM = new Date('2026-01-01T00:00:00Z');
const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

let authority: CertificateAuthority;
beforeAll(async () => {
  authority = await createAuthority({
    mspId: 'TaxBureauMSP',
    organization: '税务局',
    validity: validFor(3650, FROM),
  });
});

function officer(): { commonName: string; ou: 'client'; validity: ReturnType<typeof validFor> } {
  return { commonName: 'officer-1', ou: 'client', validity: validFor(365, FROM) };
}

function temporary(): string {
  return mkdtempSync(join(tmpdir(), 'fapiao-ca-'));
}

describe('a certificate of an organization', () => {
  test('names its owner, its kind of node and its attributes', async () => {
    const attributes = { role: 'officer', 'taxpayer.id': '91440300MA5DA1XXXX' };
    const { certificate } = await authority.enrollWithNewKey({ ...officer(), attributes });
    expect(readCertificate(certificate)).toMatchObject({
      subject: { organization: '税务局', units: ['client'], commonName: 'officer-1' },
      attributes,
      validity: validFor(365, FROM),
    });
  });

  test('is signed by the root, low-S, and never with the same serial number', async () => {
    const issued = await Promise.all(Array.from({ length: 16 }, () => authority.enrollWithNewKey(officer())));
    const root = new X509Certificate(authority.certificate);
    for (const { certificate } of issued) {
      const leaf = new X509Certificate(certificate);
      expect(leaf.checkIssued(root) && leaf.verify(root.publicKey)).toBe(true);
      expect(isLowS(signatureOf(leaf.raw))).toBe(true);
    }
    expect(new Set(issued.map((each) => readCertificate(each.certificate).serialNumber)).size).toBe(16);
  });

  test('may sign transactions and documents, but not certificates', async () => {
    const { certificate, privateKey } = await authority.enrollWithNewKey(officer());
    const leaf = new X509Certificate(certificate);
    expect(leaf.ca).toBe(false);
    expect(leaf.keyUsage).toBeUndefined();
    const signature = signLowS(createPrivateKey(privateKey), Buffer.from('bytes'));
    expect(verify('sha256', Buffer.from('bytes'), leaf.publicKey, signature)).toBe(true);
  });

  test('for TLS carries host names and addresses', async () => {
    const sans = ['localhost', 'peer.example', '127.0.0.1', '::1'];
    const { certificate } = await authority.enrollWithNewKey({
      commonName: 'peer',
      ou: 'peer',
      validity: validFor(30, FROM),
      purpose: 'tls',
      sans,
    });
    const leaf = new X509Certificate(certificate);
    expect(leaf.checkHost('peer.example')).toBe('peer.example');
    expect(leaf.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(leaf.checkIP('::1')).toBe('::1');
    expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']);
  });

  test.skipIf(!hasOpenssl)('is accepted by OpenSSL for signing documents (needs openssl)', async () => {
    const folder = temporary();
    const leaf = await authority.enrollWithNewKey({ ...officer(), attributes: { role: 'officer' } });
    writeFileSync(join(folder, 'ca.pem'), authority.certificate);
    writeFileSync(join(folder, 'leaf.pem'), leaf.certificate);
    const at = String(FROM.getTime() / 1000 + 60);
    const chain = [
      'verify',
      '-x509_strict',
      '-purpose',
      'smimesign',
      '-attime',
      at,
      '-CAfile',
      'ca.pem',
      'leaf.pem',
    ];
    const outcome = spawnSync('openssl', chain, { cwd: folder, encoding: 'utf8' });
    expect(outcome.stdout + outcome.stderr).toBe('leaf.pem: OK\n');
    const text = spawnSync('openssl', ['x509', '-in', 'leaf.pem', '-noout', '-text'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(text.stdout).toContain('Digital Signature, Non Repudiation');
    expect(text.stdout).toContain('{"attrs":{"role":"officer"}}');
  });
});

describe('a certificate request', () => {
  test('is certified without its private key', async () => {
    const { privateKey } = generateKeyPair();
    const csr = await createCsr({ commonName: 'merchant', privateKey });
    const certificate = await authority.enroll({ ...officer(), csr });
    expect(readCertificate(certificate).publicKey).toBe(publicKeyOf(privateKey));
  });

  test('does not choose its own name', async () => {
    const csr = await createCsr({ commonName: 'the bureau itself', ...generateKeyPair() });
    const certificate = await authority.enroll({ ...officer(), csr });
    expect(readCertificate(certificate).subject.commonName).toBe('officer-1');
  });

  test('is refused when it is not signed by the key it carries', async () => {
    const csr = await createCsr({ commonName: 'merchant', ...generateKeyPair() });
    const bytes = Buffer.from(csr.replace(/-----[^-]+-----|\s/g, ''), 'base64');
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
    const forged = `-----BEGIN CERTIFICATE REQUEST-----\n${bytes.toString('base64')}\n-----END CERTIFICATE REQUEST-----`;
    await expect(authority.enroll({ ...officer(), csr: forged })).rejects.toMatchObject({
      code: 'CREDENTIAL_INVALID',
    });
  });
});

describe('an authority refuses', () => {
  const refused: [string, () => Promise<unknown>, string][] = [
    ['text that is no request', () => authority.enroll({ ...officer(), csr: 'hello' }), 'CREDENTIAL_INVALID'],
    [
      'text that is no key',
      () => authority.enroll({ ...officer(), publicKey: 'hello' }),
      'CREDENTIAL_INVALID',
    ],
    [
      'a validity that outlives its own',
      () => authority.enrollWithNewKey({ ...officer(), validity: validFor(4000, FROM) }),
      'CREDENTIAL_INVALID',
    ],
    [
      'a validity that ends before it begins',
      () => authority.enrollWithNewKey({ ...officer(), validity: validFor(-1, FROM) }),
      'CREDENTIAL_INVALID',
    ],
    ['an empty name', () => authority.enrollWithNewKey({ ...officer(), commonName: '' }), 'TEXT_INVALID'],
    [
      'a name with control characters',
      () => authority.enrollWithNewKey({ ...officer(), commonName: 'a\nb' }),
      'TEXT_INVALID',
    ],
  ];
  test.each(refused)('%s', async (_what, attempt, code) => {
    await expect(attempt()).rejects.toMatchObject({ code });
  });
});

describe('an authority on disk', () => {
  test('is the same after saving and loading, its files for the owner only', async () => {
    const folder = join(temporary(), 'bureau');
    await saveAuthority(folder, authority);
    expect(statSync(join(folder, 'ca-key.pem')).mode & 0o777).toBe(0o600);
    expect((await loadAuthority(folder)).toPem()).toEqual(authority.toPem());
  });

  test('is never overwritten', async () => {
    const folder = join(temporary(), 'bureau');
    await saveAuthority(folder, authority);
    const before = readFileSync(join(folder, 'ca-key.pem'), 'utf8');
    const other = await createAuthority({
      mspId: 'OtherMSP',
      organization: 'other',
      validity: validFor(1, FROM),
    });
    await expect(saveAuthority(folder, other)).rejects.toThrow();
    expect(readFileSync(join(folder, 'ca-key.pem'), 'utf8')).toBe(before);
  });

  test('is refused when the key belongs to another actor', async () => {
    const folder = join(temporary(), 'bureau');
    await saveAuthority(folder, authority);
    writeFileSync(join(folder, 'ca-key.pem'), generateKeyPair().privateKey);
    await expect(loadAuthority(folder)).rejects.toMatchObject({ code: 'CREDENTIAL_INVALID' });
  });

  test('is refused when it is not there', async () => {
    await expect(loadAuthority(join(temporary(), 'none'))).rejects.toMatchObject({
      code: 'CREDENTIAL_INVALID',
    });
  });
});

/**
 * Returns the signature. The last element of a certificate is a BIT STRING that begins with one octet, the padding
 * count.
 */
function signatureOf(certificate: Buffer): Buffer {
  for (let length = 68; length <= 72; length += 1) {
    const at = certificate.length - length;
    if (certificate[at] === 0x30 && certificate[at + 1] === length - 2 && certificate[at - 3] === 0x03) {
      return certificate.subarray(at);
    }
  }
  throw new Error('no signature found');
}
