import { X509Certificate } from 'node:crypto';
import { certificatePem, DomainError, ValidationError } from '@fapiao-ledger/core';
import type { Validity } from '@fapiao-ledger/pki';
import { generateKeyPair, privateKeyFromPem, publicKeyFromPem, publicKeyOf } from '@fapiao-ledger/pki';
import { publicKeyOfCsr } from '@fapiao-ledger/pki/csr';
import { x509 } from '@fapiao-ledger/pki/webcrypto';
import { type CertificatePurpose, issueCertificate } from './certificate.js';

/** Fabric's node OU: the kind of actor that a certificate stands for. */
export type NodeOu = 'client' | 'peer' | 'admin' | 'orderer';

/** The key to certify: given as such, or by a request, which proves that its owner has the private key. */
export type Applicant = { readonly publicKey: string } | { readonly csr: string };

export type Enrolment = Applicant & {
  readonly commonName: string;
  readonly ou: NodeOu;
  readonly validity: Validity;
  /** Fabric attributes, such as `role` and `taxpayer.id`. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** `signing` (the default) for transactions and documents, `tls` for connections. */
  readonly purpose?: Exclude<CertificatePurpose, 'authority'>;
  /** DNS names and IP addresses of a TLS end. */
  readonly sans?: readonly string[];
};

export interface AuthorityRequest {
  readonly mspId: string;
  readonly organization: string;
  readonly validity: Validity;
  /** Common name of the root certificate; the organization's name and `CA` when absent. */
  readonly commonName?: string;
}

/** All of an authority as text. Its holder can issue in the organization's name. */
export interface AuthorityPem {
  readonly mspId: string;
  readonly organization: string;
  readonly certificate: string;
  readonly privateKey: string;
}

/** Makes a root of trust for one organization: a new P-256 key and a self-signed certificate. */
export async function createAuthority(request: AuthorityRequest): Promise<CertificateAuthority> {
  const { mspId, organization, validity, commonName = `${organization} CA` } = request;
  checkNames({ '/organization': organization, '/commonName': commonName });
  const { privateKey, publicKey } = generateKeyPair();
  const certificate = await issueCertificate(
    {
      subject: { organization, units: [], commonName },
      validity: checkedValidity(validity),
      publicKey: publicKeyFromPem(publicKey),
      purpose: 'authority',
      attributes: {},
      sans: [],
    },
    { privateKey: privateKeyFromPem(privateKey) },
  );
  return new CertificateAuthority({
    mspId,
    organization,
    certificate: certificatePem(new Uint8Array(certificate.rawData)),
    privateKey,
  });
}

/** Issues the certificates of one organization. */
export class CertificateAuthority {
  readonly #pem: AuthorityPem;
  readonly #certificate: x509.X509Certificate;

  /** @throws {DomainError} CREDENTIAL_INVALID when key and certificate do not belong together */
  constructor(pem: AuthorityPem) {
    const certificate = parseCertificate(pem.certificate);
    if (!certificate.ca || !certificate.checkPrivateKey(privateKeyFromPem(pem.privateKey))) {
      throw new DomainError(
        'CREDENTIAL_INVALID',
        `the certificate and the key are not those of ${pem.mspId}'s CA`,
      );
    }
    this.#pem = pem;
    this.#certificate = new x509.X509Certificate(pem.certificate);
  }

  get mspId(): string {
    return this.#pem.mspId;
  }

  get organization(): string {
    return this.#pem.organization;
  }

  /** PEM of the root certificate, which verifiers must trust. */
  get certificate(): string {
    return this.#pem.certificate;
  }

  /** Returns the authority with its private key. It must be stored where only its operator can read it. */
  toPem(): AuthorityPem {
    return this.#pem;
  }

  /**
   * Certifies a key.
   *
   * @returns the certificate in PEM
   * @throws {DomainError} CREDENTIAL_INVALID for a bad key or request, or a validity beyond the root's
   * @throws {ValidationError} TEXT_INVALID for a name that does not fit a certificate
   */
  async enroll(enrolment: Enrolment): Promise<string> {
    checkNames({ '/commonName': enrolment.commonName });
    const certificate = await issueCertificate(
      {
        subject: {
          organization: this.organization,
          units: [enrolment.ou],
          commonName: enrolment.commonName,
        },
        validity: this.#withinOwn(checkedValidity(enrolment.validity)),
        publicKey: publicKeyFromPem(await applicantKey(enrolment)),
        purpose: enrolment.purpose ?? 'signing',
        attributes: enrolment.attributes ?? {},
        sans: enrolment.sans ?? [],
      },
      { certificate: this.#certificate, privateKey: privateKeyFromPem(this.#pem.privateKey) },
    );
    return certificatePem(new Uint8Array(certificate.rawData));
  }

  /** Makes a key and certifies it, for actors whose key this machine keeps. */
  async enrollWithNewKey(
    enrolment: Omit<Enrolment, 'publicKey' | 'csr'>,
  ): Promise<{ certificate: string; privateKey: string }> {
    const { privateKey } = generateKeyPair();
    const certificate = await this.enroll({ ...enrolment, publicKey: publicKeyOf(privateKey) });
    return { certificate, privateKey };
  }

  #withinOwn(validity: Validity): Validity {
    const { notBefore, notAfter } = this.#certificate;
    if (validity.from < notBefore || validity.to > notAfter) {
      throw new DomainError('CREDENTIAL_INVALID', 'a certificate may be valid only while its authority is');
    }
    return validity;
  }
}

async function applicantKey(applicant: Applicant): Promise<string> {
  return 'csr' in applicant ? publicKeyOfCsr(applicant.csr) : applicant.publicKey;
}

function parseCertificate(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (cause) {
    throw new DomainError('CREDENTIAL_INVALID', 'the text is not a certificate in PEM', { cause });
  }
}

function checkedValidity(validity: Validity): Validity {
  const toSecond = (date: Date): Date => new Date(Math.floor(date.getTime() / 1000) * 1000);
  const checked = { from: toSecond(validity.from), to: toSecond(validity.to) };
  if (!(checked.from < checked.to)) {
    throw new DomainError('CREDENTIAL_INVALID', 'the validity of a certificate ends before it begins');
  }
  return checked;
}

/** Refuses names that X.520 (64 characters) or Fabric's tools (no control characters) do not accept. */
function checkNames(names: Readonly<Record<string, string>>): void {
  const faults = Object.entries(names)
    .filter(([, name]) => !/^[^\p{Cc}]{1,64}$/u.test(name))
    .map(([path]) => ({ code: 'TEXT_INVALID' as const, path, message: 'a name has 1 to 64 characters' }));
  if (faults.length > 0) throw new ValidationError(faults);
}
