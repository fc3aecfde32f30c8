import { X509Certificate } from 'node:crypto';
import { DomainError, InvariantError, type NameOpening } from '@fapiao-ledger/chaincode/core';
import type { ReceiptReport, TrustFile } from '@fapiao-ledger/cli/receipt';
import type { Identity } from '@fapiao-ledger/network/ledger-client';
import type { Invoices } from './invoices.js';

/** Writes and checks receipts. Fonts and PDF code are loaded with the first of them, not at start. */
export class Receipts {
  readonly #invoices: Invoices;
  readonly #signer: Identity | undefined;
  readonly #trust: TrustFile;

  /** @param signer the operator; without one receipts are checked here, and written elsewhere */
  constructor(invoices: Invoices, signer: Identity | undefined, trust: TrustFile) {
    this.#invoices = invoices;
    this.#signer = signer;
    this.#trust = trust;
  }

  /**
   * The receipt of an invoice as it is now, signed by the platform.
   * @throws {DomainError} NOT_SERVED_HERE, INVOICE_NOT_FOUND
   * @throws {ValidationError} RECEIPT_GLYPH
   */
  async write(number: string, opening?: NameOpening): Promise<Uint8Array> {
    const signer = this.#signer;
    if (signer === undefined)
      throw new DomainError('NOT_SERVED_HERE', 'receipts are signed by a platform: ask its gateway');
    const evidence = await this.#invoices.evidence(number);
    const source = opening === undefined ? evidence : { ...evidence, opening };
    const { signReceipt } = await import('@fapiao-ledger/cli/receipt');
    const { certificate } = signer;
    return await signReceipt(source, {
      certificate,
      chain: [issuerOf(signer, this.#trust)],
      sign: (bytes) => signer.sign(bytes),
    });
  }

  /** What a file proves, by the trust file that everybody gets. */
  async check(file: Uint8Array): Promise<ReceiptReport> {
    const { verifyReceipt } = await import('@fapiao-ledger/cli/receipt');
    return verifyReceipt(file, this.#trust);
  }
}

/** The one authority that issued the certificate: a renewed one of the same organisation is no part of its path. */
function issuerOf({ mspId, certificate }: Identity, { authorities }: TrustFile): string {
  const leaf = new X509Certificate(certificate);
  const issuer = authorities.find((authority) => {
    const root = new X509Certificate(authority.certificate);
    return authority.mspId === mspId && leaf.checkIssued(root) && leaf.verify(root.publicKey);
  });
  if (issuer !== undefined) return issuer.certificate;
  throw new InvariantError('no authority of the network issued the certificate that signs receipts');
}
