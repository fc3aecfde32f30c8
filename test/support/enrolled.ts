import { type CertificateAuthority, validFor } from '@fapiao-ledger/network/ca';
import { type Identity, identityFromPem } from '@fapiao-ledger/pki';

/** A certificate and its key, of an organization. */
export interface Enrolled {
  readonly mspId: string;
  readonly certificate: string;
  readonly privateKey: string;
}

export function identityOf({ mspId, certificate, privateKey }: Enrolled): Identity {
  return identityFromPem(mspId, certificate, privateKey);
}

/** Enrolls a member of an organization, with a certificate that began a day ago. */
export async function enrol(
  authority: CertificateAuthority,
  commonName: string,
  attributes: Readonly<Record<string, string>>,
  now: Date,
): Promise<Enrolled> {
  const validity = validFor(365, new Date(now.getTime() - 86_400_000));
  const enrolled = await authority.enrollWithNewKey({ commonName, ou: 'client', attributes, validity });
  return { mspId: authority.mspId, ...enrolled };
}
