import { sign, X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type NameOpening, VerificationError } from '@fapiao-ledger/chaincode/core';
import type { GatewayClient } from '../client/gateway-client.js';
import { writeAtomically } from '../files/private-file.js';
import type { Identity } from '../identity/identity-file.js';
import { readEvidence } from '../receipt/evidence.js';
import { type ReceiptSigner, type ReceiptSource, signReceipt, type TrustFile } from '../receipt/index.js';
import { UsageError } from '../usage-error.js';

export interface WrittenReceipt {
  readonly number: string;
  readonly file: string;
  readonly bytes: number;
  /** `self`: drawn and signed here. `platform`: signed by the platform's operator. */
  readonly signedBy: 'self' | 'platform';
}

/** Writes receipts into a folder: signed here by the seller or an operator, else by the platform. */
export class ReceiptWriter {
  readonly #client: GatewayClient;
  readonly #identity: Identity;
  readonly #openings: ReadonlyMap<string, NameOpening>;
  readonly #chain: readonly string[];

  private constructor(
    client: GatewayClient,
    identity: Identity,
    openings: ReadonlyMap<string, NameOpening>,
    chain: readonly string[],
  ) {
    this.#client = client;
    this.#identity = identity;
    this.#openings = openings;
    this.#chain = chain;
  }

  static async create(
    client: GatewayClient,
    identity: Identity,
    openings: ReadonlyMap<string, NameOpening>,
  ): Promise<ReceiptWriter> {
    const { authorities } = await client.read<Pick<TrustFile, 'authorities'>>('/network');
    const leaf = new X509Certificate(identity.certificate);
    const issuers = authorities.filter(
      ({ mspId, certificate }) => mspId === identity.mspId && isIssuer(certificate, leaf),
    );
    return new ReceiptWriter(
      client,
      identity,
      openings,
      issuers.slice(0, 1).map(({ certificate }) => certificate),
    );
  }

  /**
   * @throws {VerificationError} RECEIPT_ATTESTATION when the gateway's answer cannot be read, or is about another
   *   invoice: nobody signs, or hands to one customer, what was another's
   */
  async write(number: string, file: string): Promise<WrittenReceipt> {
    const proof = await this.#client.read<ReceiptSource>(`/invoices/${number}/proof`);
    const { number: attested, buyer, seller } = readEvidence(proof).attestation.invoice;
    if (attested !== number) {
      const message = `asked about ${number}, the gateway answered about ${attested}`;
      throw new VerificationError('RECEIPT_ATTESTATION', message);
    }
    const commitment = buyer.type === 'PERSON' ? buyer.nameCommitment : undefined;
    const opening = commitment === undefined ? undefined : this.#openings.get(commitment);
    const isOwn = this.#identity.role === 'operator' || this.#identity.code === seller.code;
    const pdf = isOwn
      ? await signReceipt({ ...proof, ...(opening === undefined ? {} : { opening }) }, this.#signer())
      : await this.#fromPlatform(number, opening);
    await writeAtomically(file, pdf);
    return { number, file, bytes: pdf.length, signedBy: isOwn ? 'self' : 'platform' };
  }

  #signer(): ReceiptSigner {
    const { certificate, key } = this.#identity;
    const chain = this.#chain;
    return { certificate, chain, sign: (bytes) => sign('sha256', bytes, { key, dsaEncoding: 'der' }) };
  }

  async #fromPlatform(number: string, opening: NameOpening | undefined): Promise<Buffer> {
    const body = opening === undefined ? undefined : { opening: { name: opening.name, salt: opening.salt } };
    return await this.#client.readFile(`/invoices/${number}/receipt.pdf`, body);
  }
}

/** @throws {UsageError} naming the receipts that are there already */
export function receiptFiles(
  folder: string,
  numbers: readonly string[],
  isForced: boolean,
): ReadonlyMap<string, string> {
  const files = new Map(numbers.map((number) => [number, join(folder, `${number}.pdf`)]));
  const present = [...files.values()].filter((file) => existsSync(file));
  if (present.length === 0 || isForced) return files;
  throw new UsageError(`${present.join(', ')} would be overwritten: another folder, or --force`);
}

function isIssuer(authority: string, leaf: X509Certificate): boolean {
  const certificate = new X509Certificate(authority);
  return leaf.checkIssued(certificate) && leaf.verify(certificate.publicKey);
}
