import { sign } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { GatewayClient } from '@fapiao-ledger/client';
import { type NameOpening, VerificationError } from '@fapiao-ledger/core';
import type { TrustFile } from '@fapiao-ledger/pki';
import { type ReceiptSigner, requireValid, signReceipt, verifyReceipt } from '@fapiao-ledger/receipt';
import { writeAtomically } from '../files/private-file.js';
import type { Identity } from '../identity/identity-file.js';
import { phrase } from '../words/phrase.js';
import { askProof } from './ask-proof.js';

export interface WrittenReceipt {
  readonly number: string;
  readonly file: string;
  readonly bytes: number;
  /** `self`: drawn and signed on this machine. `platform`: signed by the platform's operator. */
  readonly signedBy: 'self' | 'platform';
}

export interface WriterParts {
  readonly client: GatewayClient;
  readonly identity: Identity;
  /** Openings of names, by commitment. */
  readonly openings: ReadonlyMap<string, NameOpening>;
  readonly trust: TrustFile;
  readonly now: () => Date;
}

/** Writes receipts into a folder: signed here by the seller or an operator, else by the platform. */
export class ReceiptWriter {
  readonly #parts: WriterParts;

  constructor(parts: WriterParts) {
    this.#parts = parts;
  }

  /**
   * @throws {VerificationError} RECEIPT_ATTESTATION when the organizations of the trust file do not vouch for the
   *   gateway's answer, or it is about another invoice. Then nothing is signed or written, and no buyer is disclosed
   */
  async write(number: string, file: string): Promise<WrittenReceipt> {
    const { client, identity, openings, trust, now } = this.#parts;
    const { attestation, evidence, question } = await askProof(client, number, trust, now);
    const { buyer, seller } = evidence.attestation.invoice;
    const commitment = buyer.type === 'PERSON' ? buyer.nameCommitment : undefined;
    const opening = commitment === undefined ? undefined : openings.get(commitment);
    const isOwn = identity.role === 'operator' || identity.code === seller.code;
    const source = opening === undefined ? { attestation } : { attestation, opening };
    const pdf = isOwn
      ? await signReceipt(source, signerOf(identity), question)
      : await this.#fromPlatform(number, opening);
    await writeAtomically(file, pdf);
    return { number, file, bytes: pdf.length, signedBy: isOwn ? 'self' : 'platform' };
  }

  /** Verifies a receipt that the gateway drew before it is stored under the invoice's number. */
  async #fromPlatform(number: string, opening: NameOpening | undefined): Promise<Uint8Array> {
    const { client, trust, now } = this.#parts;
    const body = opening === undefined ? undefined : { opening: { name: opening.name, salt: opening.salt } };
    const pdf = await client.readFile(`/invoices/${number}/receipt.pdf`, body);
    const { attestation } = requireValid(verifyReceipt(pdf, trust, now()));
    if (attestation.invoice.number === number) return pdf;
    const message = phrase('the gateway sent the receipt of {sent} instead of {number}', {
      sent: attestation.invoice.number,
      number,
    });
    throw new VerificationError('RECEIPT_ATTESTATION', message);
  }
}

function signerOf({ certificate, key }: Identity): Omit<ReceiptSigner, 'chain'> {
  return { certificate, sign: (bytes) => sign('sha256', bytes, { key, dsaEncoding: 'der' }) };
}

/** The receipts of a folder, by number and file. */
export interface ReceiptFiles {
  readonly missing: readonly (readonly [number: string, file: string])[];
  /** Written by an earlier run: a receipt is written whole or not at all. */
  readonly kept: readonly (readonly [number: string, file: string])[];
}

/** Returns which receipts are to be written into a folder. @param isForced whether those are too that are there */
export function receiptFiles(folder: string, numbers: readonly string[], isForced: boolean): ReceiptFiles {
  const files = numbers.map((number) => [number, join(folder, `${number}.pdf`)] as const);
  const isThere = ([, file]: readonly [string, string]): boolean => !isForced && existsSync(file);
  return { missing: files.filter((file) => !isThere(file)), kept: files.filter(isThere) };
}
