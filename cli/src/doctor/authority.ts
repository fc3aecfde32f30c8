import { type Certificate, type IdentityFile, isLowS } from '@fapiao-ledger/core';
import { certificateFromPem, fingerprintOf, hasIssued, type TrustFile } from '@fapiao-ledger/pki';
import { phrase } from '../words/phrase.js';
import { type Finding, failed, ok } from './finding.js';

interface Authority {
  readonly mspId: string;
  readonly root: Certificate;
  readonly certifies: 'members' | 'taxpayers';
}

/** Roles that only an authority of taxpayers certifies. */
const TAXPAYER_ROLES: readonly string[] = ['taxpayer', 'delegate'];

/** Checks what gateways and verifiers check: issuer, signature and revocation of the certificate. */
export function checkAuthority(
  { mspId, role }: IdentityFile,
  certificate: Certificate,
  trust: TrustFile,
): Finding {
  const issuers = authoritiesOf(trust).filter(({ root }) => hasIssued(root, certificate));
  const issuer = issuers.find((each) => each.mspId === mspId) ?? issuers[0];
  if (issuer === undefined) {
    const cure = phrase(
      'Enrol with the authority of {mspId} in this network, or use the gateway of the network that certified you.',
      { mspId },
    );
    return failed('authority', phrase(`no authority of the gateway’s network issued your certificate`), cure);
  }
  return (
    revoked(trust, certificate, issuer) ??
    altered(certificate) ??
    misplaced(mspId, role, issuer) ??
    ok(
      'authority',
      phrase('your certificate comes from {mspId}’s authority for {certifies}', {
        mspId,
        certifies: issuer.certifies,
      }),
    )
  );
}

function authoritiesOf({ authorities, taxpayerAuthorities }: TrustFile): readonly Authority[] {
  const read = (certifies: Authority['certifies']) => (each: TrustFile['authorities'][number]) => ({
    mspId: each.mspId,
    root: certificateFromPem(each.certificate),
    certifies,
  });
  return [...authorities.map(read('members')), ...taxpayerAuthorities.map(read('taxpayers'))];
}

function revoked(
  { revoked: listed = [] }: TrustFile,
  certificate: Certificate,
  { mspId, root }: Authority,
): Finding | undefined {
  const isListed = (each: Certificate): boolean => listed.includes(fingerprintOf(each));
  const cure = phrase('Have the authority of {mspId} certify another key, and the tax bureau register it.', {
    mspId,
  });
  if (isListed(certificate)) return failed('authority', phrase('your certificate is revoked'), cure);
  return isListed(root)
    ? failed('authority', phrase('the authority of {mspId} is revoked', { mspId }), cure)
    : undefined;
}

/** An authority signs with a low S. An attacker can compute the high one, whose fingerprint evades a revocation. */
function altered({ signature }: Certificate): Finding | undefined {
  if (isLowS(signature)) return undefined;
  const cure = phrase('Install the certificate as the authority issued it: fapiao identity install.');
  return failed(
    'authority',
    phrase('the signature in your certificate has a high S, which is refused'),
    cure,
  );
}

function misplaced(mspId: string, role: string, issuer: Authority): Finding | undefined {
  if (issuer.mspId !== mspId) {
    const cure = phrase('Use the identity that {mspId} certified, or make one with --msp {issuer}.', {
      mspId,
      issuer: issuer.mspId,
    });
    return failed(
      'authority',
      phrase('you act for {mspId}, but {issuer} issued your certificate', { mspId, issuer: issuer.mspId }),
      cure,
    );
  }
  const purpose = TAXPAYER_ROLES.includes(role) ? 'taxpayers' : 'members';
  if (issuer.certifies === purpose) return undefined;
  const cure = phrase('Have the authority of {mspId} for {purpose} certify your key.', { mspId, purpose });
  const finding = phrase(
    'your role is {role}, but the authority of {mspId} for {certifies} issued your certificate',
    { role, mspId, certifies: issuer.certifies },
  );
  return failed('authority', finding, cure);
}
