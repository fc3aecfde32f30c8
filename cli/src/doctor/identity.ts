import { X509Certificate } from 'node:crypto';
import { type Attributes, type IdentityFile, parseMemberCertificate } from '@fapiao-ledger/core';
import type { TrustFile } from '@fapiao-ledger/pki';
import { readIdentityFile } from '../identity/identity-file.js';
import { problemOf } from '../problem.js';
import { checkAuthority } from './authority.js';
import { type Finding, failed, ok, warning } from './finding.js';

export const DAY_MS = 86_400_000;
/** Days before the end of a certificate at which its owner is reminded. */
export const REMINDERS = [7, 30, 90] as const;

/** The cure keeps the key, because the register has it. */
function certify(file: string): string {
  const request = `${file.replace(/\.json$/, '')}.csr`;
  return `Keep the key. Send its request, ${request}, to the tax bureau, then fapiao identity install ${file} CERTIFICATE.pem.`;
}

/** Returns the findings about an identity file: one per check, or a single one when the file cannot be read. */
export async function checkIdentity(
  file: string | undefined,
  now: Date,
  trust: TrustFile | undefined,
): Promise<readonly Finding[]> {
  if (file === undefined) {
    const cure =
      'Name one with --identity FILE, FAPIAO_IDENTITY or fapiao login; fapiao identity new makes one.';
    return [warning('identity', 'no identity is named: only public commands work', cure)];
  }
  const read = await readIdentityFile(file).catch((error: unknown) => problemOf(error).detail);
  if (typeof read === 'string')
    return [failed('identity', read, 'Repair the file, or name another with --identity.')];
  if (read.content.keyEpoch !== undefined)
    return [
      ok(
        'identity',
        `${file} holds a further key of ${read.content.code ?? 'a taxpayer'}, for its owner only`,
      ),
    ];
  if (read.content.certificate === '')
    return [failed('identity', `${file} holds a key without a certificate`, certify(file))];
  const certificate = readCertificate(read.content.certificate);
  if (certificate === undefined)
    return [failed('identity', `${file} has no certificate that can be read`, certify(file))];
  const member = memberIn(certificate);
  if (typeof member === 'string') return [failed('identity', `${file}: ${member}`, certify(file))];
  if (!certificate.checkPrivateKey(read.key)) {
    return [
      failed(
        'identity',
        `${file} has a certificate for another key`,
        'Install the certificate that was made for its request.',
      ),
    ];
  }
  const authority = trust === undefined ? [] : [checkAuthority(read.content, member.certificate, trust)];
  return [
    ok('identity', `${file} holds a key and its certificate, for its owner only`),
    checkExpiry(certificate, now, certify(file)),
    checkRole(read.content, member.attributes),
    ...authority,
  ];
}

function readCertificate(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

/** Returns the certificate and its attributes, or the reason why it cannot be read. */
function memberIn(certificate: X509Certificate): ReturnType<typeof parseMemberCertificate> | string {
  try {
    return parseMemberCertificate(certificate.raw);
  } catch (error) {
    return problemOf(error).detail;
  }
}

function checkExpiry(certificate: X509Certificate, now: Date, cure: string): Finding {
  const [from, to] = [new Date(certificate.validFrom), new Date(certificate.validTo)];
  const day = (date: Date): string => date.toISOString().slice(0, 10);
  if (now > to) return failed('expiry', `your certificate expired on ${day(to)}`, cure);
  if (now < from) {
    return failed(
      'expiry',
      `your certificate is valid from ${from.toISOString()}`,
      'Wait, or set this machine’s clock.',
    );
  }
  const days = Math.floor((to.getTime() - now.getTime()) / DAY_MS);
  const reminder = REMINDERS.find((each) => days < each);
  return reminder === undefined
    ? ok('expiry', `your certificate is valid until ${day(to)}`)
    : warning('expiry', `your certificate ends in ${days} days (fewer than ${reminder})`, cure);
}

/** Compares role and code with the certificate, which is where the ledger reads them. */
function checkRole({ role, code }: IdentityFile, attributes: Attributes): Finding {
  const naming = role === 'officer' ? 'officer.id' : 'taxpayer.id';
  const cure = `Ask the bureau to certify you again with the attributes role=${role}${code === undefined ? '' : ` and ${naming}=${code}`}.`;
  if (attributes.role === undefined) return failed('role', 'your certificate has no role attribute', cure);
  if (attributes.role !== role) {
    return failed('role', `your certificate has the role ${attributes.role}, the file says ${role}`, cure);
  }
  if (attributes[naming] !== code) {
    const subject = attributes[naming] ?? 'no code';
    return failed('role', `your certificate names ${subject}, the file names ${code ?? 'no code'}`, cure);
  }
  return ok('role', `your certificate makes you ${role}${code === undefined ? '' : ` ${code}`}`);
}
