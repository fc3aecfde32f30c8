import type { NameOpening } from '@fapiao-ledger/chaincode/core';
import type { ReceiptReport, TrustFile } from '@fapiao-ledger/cli/receipt';
import type { Identity } from '@fapiao-ledger/network/ledger-client';
import type { Invoices } from './invoices.js';

/** Writes and checks receipts. Fonts and PDF code are loaded with the first of them, not at start. */
export class Receipts {
  readonly #invoices: Invoices;
  readonly #signer: Identity;
  readonly #trust: TrustFile;

  constructor(invoices: Invoices, signer: Identity, trust: TrustFile) {
    this.#invoices = invoices;
    this.#signer = signer;
    this.#trust = trust;
  }

  /**
   * The receipt of an invoice as it is now, signed by the platform.
   * @throws {DomainError} INVOICE_NOT_FOUND
   * @throws {ValidationError} RECEIPT_GLYPH
   */
  async write(number: string, opening?: NameOpening): Promise<Uint8Array> {
    const evidence = await this.#invoices.evidence(number);
    const source = opening === undefined ? evidence : { ...evidence, opening };
    const { signReceipt } = await import('@fapiao-ledger/cli/receipt');
    const { mspId, certificate } = this.#signer;
    const chain = this.#trust.authorities.filter((authority) => authority.mspId === mspId);
    return await signReceipt(source, {
      certificate,
      chain: chain.map((authority) => authority.certificate),
      sign: (bytes) => this.#signer.sign(bytes),
    });
  }

  /** What a file proves, by the trust file that everybody gets. */
  async check(file: Uint8Array): Promise<ReceiptReport> {
    const { verifyReceipt } = await import('@fapiao-ledger/cli/receipt');
    return verifyReceipt(file, this.#trust);
  }
}
