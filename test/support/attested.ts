import {
  ATTESTATION_KIND,
  type AttestationJson,
  canonicalJson,
  type InvoiceJson,
  type InvoiceStatusJson,
  initialStatus,
} from '@fapiao-ledger/core';
import {
  type CertificateAuthority,
  createAuthority,
  type Enrolment,
  validFor,
} from '@fapiao-ledger/network/ca';
import type { TrustFile } from '@fapiao-ledger/pki';
import { type Identity, identityFromPem } from '@fapiao-ledger/pki';
import { type ReceiptSigner, type ReceiptSource, renderReceipt, signUnsigned } from '@fapiao-ledger/receipt';
import { msp, peer } from '@hyperledger/fabric-protos';

export const CHANNEL = 'fapiao';
const CHAINCODE = 'fapiao';
export const AS_OF = '2026-03-01T08:30:00Z';
/** Time of verification, soon after the attestation. */
export const NOW = new Date('2026-03-01T08:31:00Z');
export const VALIDITY = validFor(20 * 365, new Date('2026-01-01T00:00:00Z'));

/** Fields of an attestation that differ from those of an honest ledger. */
export interface AttestOptions {
  readonly status?: InvoiceStatusJson;
  readonly asOf?: string;
  readonly channel?: string;
  readonly kind?: string;
  readonly chaincode?: string;
  readonly responseStatus?: number;
  readonly endorsers?: readonly Identity[];
  readonly opening?: ReceiptSource['opening'];
  readonly checkPage?: string;
}

/** The part of a ledger that attesting needs: three organizations, their peers, and the signers of receipts. */
export class AttestingNetwork {
  readonly bureau: CertificateAuthority;
  readonly platform: CertificateAuthority;
  readonly auditor: CertificateAuthority;
  /** Authority by which the platform certifies taxpayers. */
  readonly taxpayers: CertificateAuthority;
  readonly peers: readonly Identity[];
  readonly operator: Identity;

  private constructor(
    authorities: readonly CertificateAuthority[],
    peers: readonly Identity[],
    operator: Identity,
  ) {
    [this.bureau, this.platform, this.auditor, this.taxpayers] = authorities as [
      CertificateAuthority,
      CertificateAuthority,
      CertificateAuthority,
      CertificateAuthority,
    ];
    this.peers = peers;
    this.operator = operator;
  }

  static async create(): Promise<AttestingNetwork> {
    const [bureau, platform, auditor, taxpayers] = await Promise.all([
      createAuthority({ mspId: 'TaxBureauMSP', organization: '示范税务局', validity: VALIDITY }),
      createAuthority({ mspId: 'PlatformMSP', organization: '示范开票平台', validity: VALIDITY }),
      createAuthority({ mspId: 'AuditorMSP', organization: '示范审计机构', validity: VALIDITY }),
      createAuthority({ mspId: 'PlatformMSP', organization: '示范开票平台 纳税人', validity: VALIDITY }),
    ]);
    const peers = [await enrol(bureau, { ou: 'peer' }), await enrol(platform, { ou: 'peer' })];
    return new AttestingNetwork(
      [bureau, platform, auditor, taxpayers],
      peers,
      await enrol(platform, OPERATOR),
    );
  }

  /** The trust file of this network. */
  get trust(): TrustFile {
    const published = ({ mspId, certificate }: CertificateAuthority) => ({ mspId, certificate });
    return {
      version: 1,
      channel: CHANNEL,
      ledger: '1e'.repeat(32),
      chaincode: CHAINCODE,
      authorities: [this.bureau, this.platform, this.auditor].map(published),
      taxpayerAuthorities: [this.taxpayers].map(published),
      policy: { all: ['TaxBureauMSP'], any: ['PlatformMSP'] },
    };
  }

  /** The platform's operator, who signs most receipts. */
  get signer(): ReceiptSigner {
    return signerOf(this.operator, this.platform);
  }

  attest(invoice: InvoiceJson, options: AttestOptions = {}): ReceiptSource {
    const attestation: AttestationJson = {
      kind: (options.kind ?? ATTESTATION_KIND) as typeof ATTESTATION_KIND,
      channel: options.channel ?? CHANNEL,
      asOf: options.asOf ?? AS_OF,
      invoice,
      status: options.status ?? initialStatus(invoice),
      ...(options.checkPage === undefined ? {} : { checkPage: options.checkPage }),
    };
    return this.endorse(canonicalJson(attestation), options);
  }

  /** Endorses any answer. */
  endorse(answer: string, options: AttestOptions = {}): ReceiptSource {
    const payload = responsePayload(answer, options.chaincode, options.responseStatus);
    const endorsements = (options.endorsers ?? this.peers).map((identity) =>
      endorsementOf(payload, identity),
    );
    const source = { attestation: { payload: base64(payload), endorsements } };
    return options.opening === undefined ? source : { ...source, opening: options.opening };
  }
}

export const OPERATOR = { ou: 'client', attributes: { role: 'operator' } } as const;

export function signerOf(identity: Identity, authority: CertificateAuthority): ReceiptSigner {
  return {
    certificate: identity.certificate,
    chain: [authority.certificate],
    sign: (bytes) => identity.sign(bytes),
  };
}

/** Returns a receipt of any source, proved or not, by any signer, as a forger's own program would write it. */
export async function signed(source: ReceiptSource, signer: ReceiptSigner): Promise<Buffer> {
  return await signUnsigned(renderReceipt(source), signer);
}

type Enrollee = Pick<Enrolment, 'ou'> & Partial<Pick<Enrolment, 'attributes' | 'validity' | 'commonName'>>;

/** Makes a key with its certificate. */
export async function enrol(authority: CertificateAuthority, enrollee: Enrollee): Promise<Identity> {
  const { certificate, privateKey } = await authority.enrollWithNewKey({
    commonName: `${enrollee.ou}0.${authority.mspId}`,
    validity: VALIDITY,
    ...enrollee,
  });
  return identityFromPem(authority.mspId, certificate, privateKey);
}

export function responsePayload(answer: string, chaincode = CHAINCODE, status = 200): Uint8Array {
  const response = new peer.Response();
  response.setStatus(status);
  response.setPayload(Buffer.from(answer, 'utf8'));
  const chaincodeId = new peer.ChaincodeID();
  chaincodeId.setName(chaincode);
  chaincodeId.setVersion('1.0');
  const action = new peer.ChaincodeAction();
  action.setResults(Buffer.from('read-write set'));
  action.setResponse(response);
  action.setChaincodeId(chaincodeId);
  const payload = new peer.ProposalResponsePayload();
  payload.setProposalHash(Buffer.alloc(32, 7));
  payload.setExtension$(action.serializeBinary());
  return payload.serializeBinary();
}

function endorsementOf(payload: Uint8Array, identity: Identity): { endorser: string; signature: string } {
  const serialized = new msp.SerializedIdentity();
  serialized.setMspid(identity.mspId);
  serialized.setIdBytes(Buffer.from(identity.certificate, 'utf8'));
  const endorser = serialized.serializeBinary();
  const signature = identity.sign(Buffer.concat([payload, endorser]));
  return { endorser: base64(endorser), signature: base64(signature) };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
