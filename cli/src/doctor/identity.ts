import { X509Certificate } from 'node:crypto';
import { type Attributes, type IdentityFile, parseMemberCertificate } from '@fapiao-ledger/core';
import type { TrustFile } from '@fapiao-ledger/pki';
import { readIdentityFile } from '../identity/identity-file.js';
import { beijingTime } from '../output/beijing.js';
import { problemOf } from '../problem.js';
import { codeText } from '../words/label.js';
import { phrase } from '../words/phrase.js';
import { checkAuthority } from './authority.js';
import { type Finding, failed, ok, warning } from './finding.js';

export const DAY_MS = 86_400_000;
/** Days before the end of a certificate at which its owner is reminded. */
export const REMINDERS = [7, 30, 90] as const;

/** The cure keeps the key, because the register has it. */
function certify(file: string): string {
  const request = `${file.replace(/\.json$/, '')}.csr`;
  return phrase(
    'Keep the key. Send its request, {request}, to the tax bureau, then fapiao identity install {file} CERTIFICATE.pem.',
    { request, file },
  );
}

/** Returns the findings about an identity file: one per check, or a single one when the file cannot be read. */
export async function checkIdentity(
  file: string | undefined,
  now: Date,
  trust: TrustFile | undefined,
): Promise<readonly Finding[]> {
  if (file === undefined) {
    const cure = phrase(
      'Name one with --identity FILE, FAPIAO_IDENTITY or fapiao login; fapiao identity new makes one.',
    );
    return [warning('identity', phrase('no identity is named: only public commands work'), cure)];
  }
  const read = await readIdentityFile(file).catch((error: unknown) => problemOf(error).detail);
  if (typeof read === 'string')
    return [failed('identity', read, phrase('Repair the file, or name another with --identity.'))];
  if (read.content.keyEpoch !== undefined)
    return [
      ok(
        'identity',
        phrase('{file} holds a further key of {code}, for its owner only', {
          file,
          code: read.content.code ?? phrase('a taxpayer'),
        }),
      ),
    ];
  if (read.content.certificate === '')
    return [failed('identity', phrase('{file} holds a key without a certificate', { file }), certify(file))];
  const certificate = readCertificate(read.content.certificate);
  if (certificate === undefined)
    return [
      failed('identity', phrase('{file} has no certificate that can be read', { file }), certify(file)),
    ];
  const member = memberIn(certificate);
  if (typeof member === 'string') return [failed('identity', `${file}: ${member}`, certify(file))];
  if (!certificate.checkPrivateKey(read.key)) {
    return [
      failed(
        'identity',
        phrase('{file} has a certificate for another key', { file }),
        phrase('Install the certificate that was made for its request.'),
      ),
    ];
  }
  const authority = trust === undefined ? [] : [checkAuthority(read.content, member.certificate, trust)];
  return [
    ok('identity', phrase('{file} holds a key and its certificate, for its owner only', { file })),
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
  const day = (date: Date): string => beijingTime(date.toISOString()).slice(0, 10);
  if (now > to) return failed('expiry', phrase('your certificate expired on {to}', { to: day(to) }), cure);
  if (now < from) {
    return failed(
      'expiry',
      phrase('your certificate is valid from {from}', { from: beijingTime(from.toISOString()) }),
      phrase('Wait, or set this machine’s clock.'),
    );
  }
  const days = Math.floor((to.getTime() - now.getTime()) / DAY_MS);
  const reminder = REMINDERS.find((each) => days < each);
  return reminder === undefined
    ? ok('expiry', phrase('your certificate is valid until {to}', { to: day(to) }))
    : warning(
        'expiry',
        phrase('your certificate ends in {days} days (fewer than {reminder})', { days, reminder }),
        cure,
      );
}

/** Compares role and code with the certificate, which is where the ledger reads them. */
function checkRole({ role, code }: IdentityFile, attributes: Attributes): Finding {
  const naming = role === 'officer' ? 'officer.id' : 'taxpayer.id';
  const wanted = [`role=${role}`, ...(code === undefined ? [] : [`${naming}=${code}`])].join(', ');
  const cure = phrase('Ask the bureau to certify you again with these attributes: {wanted}.', { wanted });
  if (attributes.role === undefined)
    return failed('role', phrase('your certificate has no role attribute'), cure);
  if (attributes.role !== role) {
    const words = { certified: attributes.role, role };
    return failed(
      'role',
      phrase('your certificate has the role {certified}, the file says {role}', words),
      cure,
    );
  }
  if (attributes[naming] !== code) {
    const words = { certified: attributes[naming] ?? phrase('no code'), code: code ?? phrase('no code') };
    return failed('role', phrase('your certificate names {certified}, the file names {code}', words), cure);
  }
  const named = [codeText(role), code].filter((text) => text !== undefined).join(' ');
  return ok('role', phrase('your certificate makes you {named}', { named }));
}
