import type { KeyObject } from 'node:crypto';
import { isLowS } from '@fapiao-ledger/core';
import type { Subject, Validity } from '@fapiao-ledger/pki';
import { cryptoKeys, cryptoPublicKey, ECDSA_SHA256, x509 } from '@fapiao-ledger/pki/webcrypto';

/** Fabric's attribute extension: its value is the JSON text `{"attrs":{name: value}}`, not DER. */
export const ATTRIBUTES_OID = '1.2.3.4.5.6.7.8.1';

const DAY_MS = 86_400_000;

/** Returns a validity of `days` days from `from`. */
export function validFor(days: number, from: Date): Validity {
  return { from, to: new Date(from.getTime() + days * DAY_MS) };
}

const SLOW_CLOCK_MS = 300_000;

/** Returns a validity for immediate use: it begins 300 s before `now`, because other clocks may be slow. */
export function validFromNow(days: number, now = new Date()): Validity {
  return validFor(days, new Date(now.getTime() - SLOW_CLOCK_MS));
}

/**
 * The permitted use of a certificate:
 * - `authority`: to sign certificates;
 * - `signing`: to sign transactions and documents. It has no extended key usage, because Fabric's MSP, OpenSSL and PDF
 *   readers each want another one and take the absence of any as permission;
 * - `tls`: as the server or client end of a TLS connection.
 */
export type CertificatePurpose = 'authority' | 'signing' | 'tls';

export interface CertificateContent {
  readonly subject: Subject;
  readonly validity: Validity;
  readonly publicKey: KeyObject;
  readonly purpose: CertificatePurpose;
  readonly attributes: Readonly<Record<string, string>>;
  /** DNS names and IP addresses. */
  readonly sans: readonly string[];
}

export interface Issuer {
  /** Issuer; undefined for a root, which issues itself. */
  readonly certificate?: x509.X509Certificate;
  readonly privateKey: KeyObject;
}

/** Signs a certificate with a random serial number of 128 bits; the signature is low-S. */
export async function issueCertificate(
  content: CertificateContent,
  issuer: Issuer,
): Promise<x509.X509Certificate> {
  const subject = distinguishedName(content.subject);
  const parameters = {
    subject,
    issuer: issuer.certificate?.subjectName ?? subject,
    notBefore: content.validity.from,
    notAfter: content.validity.to,
    publicKey: cryptoPublicKey(content.publicKey),
    signingKey: cryptoKeys(issuer.privateKey).privateKey,
    signingAlgorithm: ECDSA_SHA256,
    extensions: await extensionsOf(content, issuer),
  };
  // Fabric rewrites a certificate with a high-S signature before it hashes it, so that the identity on
  // the ledger would differ from the file. Half of all signatures are low: sign until one is.
  for (;;) {
    const certificate = await x509.X509CertificateGenerator.create(parameters);
    if (isLowS(new Uint8Array(certificate.signature))) return certificate;
  }
}

function distinguishedName(subject: Subject): x509.Name {
  return new x509.Name([
    { O: [subject.organization] },
    ...subject.units.map((unit) => ({ OU: [unit] })),
    { CN: [subject.commonName] },
  ]);
}

async function extensionsOf(content: CertificateContent, issuer: Issuer): Promise<x509.Extension[]> {
  const authorityKey = issuer.certificate?.publicKey ?? cryptoPublicKey(content.publicKey);
  const extensions: x509.Extension[] = [
    new x509.BasicConstraintsExtension(content.purpose === 'authority', undefined, true),
    ...usagesOf(content.purpose),
    await x509.SubjectKeyIdentifierExtension.create(cryptoPublicKey(content.publicKey)),
    await x509.AuthorityKeyIdentifierExtension.create(authorityKey),
  ];
  if (content.sans.length > 0) extensions.push(alternativeNames(content.sans));
  if (Object.keys(content.attributes).length > 0) extensions.push(attributeExtension(content.attributes));
  return extensions;
}

function usagesOf(purpose: CertificatePurpose): x509.Extension[] {
  const { KeyUsageFlags: Flag, ExtendedKeyUsage: Extended } = x509;
  switch (purpose) {
    case 'authority':
      return [new x509.KeyUsagesExtension(Flag.keyCertSign | Flag.cRLSign, true)];
    case 'signing':
      return [new x509.KeyUsagesExtension(Flag.digitalSignature | Flag.nonRepudiation, true)];
    case 'tls':
      return [
        new x509.KeyUsagesExtension(Flag.digitalSignature | Flag.keyAgreement, true),
        new x509.ExtendedKeyUsageExtension([Extended.serverAuth, Extended.clientAuth]),
      ];
  }
}

function alternativeNames(names: readonly string[]): x509.Extension {
  const isAddress = (name: string): boolean => /^[0-9.]+$/.test(name) || name.includes(':');
  return new x509.SubjectAlternativeNameExtension(
    names.map((value) => ({ type: isAddress(value) ? 'ip' : 'dns', value })),
  );
}

function attributeExtension(attributes: Readonly<Record<string, string>>): x509.Extension {
  return new x509.Extension(ATTRIBUTES_OID, false, Buffer.from(JSON.stringify({ attrs: attributes })));
}
