import { availableParallelism } from 'node:os';
import { DomainError, InvariantError, type NameOpening } from '@fapiao-ledger/core';
import { certificateFromPem, hasIssued, type Identity, type TrustFile } from '@fapiao-ledger/pki';
import type { ReceiptReport } from '@fapiao-ledger/receipt';
import { signUnsigned } from '@fapiao-ledger/receipt/sign-unsigned';
import type { InvoiceReader } from '../invoices/invoice-reader.js';
import { OperationThreads } from '../threads/operations.js';
import type { ReceiptOperations } from './receipt-worker.js';

/** One slow receipt must not keep all others waiting; more threads than that cost memory and win little. */
const DRAWING_THREADS = { min: 2, max: 4 };
/** Checks are public: they have threads of their own, and no part in those that draw receipts. */
const CHECKING_THREADS = 2;
/** Tasks that may wait for either kind of thread. */
const DRAWINGS_WAITING_MAX = 32;
const CHECKS_WAITING_MAX = 16;
/** A receipt of 2,000 lines takes half a second of one core, starting a thread for it another half: much room for a busy machine. */
const DRAWING_TIMEOUT_MS = 30_000;
/** Less room for strangers: who sends files that take so long keeps two threads, and others that check. */
const CHECK_TIMEOUT_MS = 10_000;
/**
 * Three times what the worst file found so far takes. Room enough is what protects: where V8 cannot end a thread
 * in time that reaches its limit, it ends the process. What a file may unpack to is bounded by its reader.
 */
const HEAP_MB = 2_048;
const IDLE_MS = 60_000;

/** Writes and checks receipts, in threads of their own: both take long enough for others to notice. */
export class ReceiptThreads {
  readonly #invoices: InvoiceReader;
  readonly #signer: Identity | undefined;
  readonly #trust: TrustFile;
  readonly #drawing: OperationThreads<ReceiptOperations>;
  readonly #checking: OperationThreads<ReceiptOperations>;

  /** @param signer the operator; without one receipts are checked here, and written elsewhere */
  constructor(invoices: InvoiceReader, signer: Identity | undefined, trust: TrustFile) {
    this.#invoices = invoices;
    this.#signer = signer;
    this.#trust = trust;
    const common = {
      module: new URL('./receipt-worker.js', import.meta.url),
      data: trust,
      heapMb: HEAP_MB,
      idleMs: IDLE_MS,
      busyMessage: 'too many receipts wait to be drawn or checked',
    };
    const { min, max } = DRAWING_THREADS;
    this.#drawing = new OperationThreads({
      ...common,
      threadsMax: Math.min(max, Math.max(min, availableParallelism() - 1)),
      waitingMax: DRAWINGS_WAITING_MAX,
      taskTimeoutMs: DRAWING_TIMEOUT_MS,
    });
    this.#checking = new OperationThreads({
      ...common,
      threadsMax: CHECKING_THREADS,
      waitingMax: CHECKS_WAITING_MAX,
      taskTimeoutMs: CHECK_TIMEOUT_MS,
    });
  }

  /**
   * The receipt of an invoice as it is now, signed by the platform.
   * @throws {DomainError} NOT_SERVED_HERE, INVOICE_NOT_FOUND, GATEWAY_BUSY
   * @throws {ValidationError} RECEIPT_GLYPH
   * @throws {VerificationError} RECEIPT_ATTESTATION when the organizations of the trust file do not vouch for the answer
   */
  async write(number: string, opening?: NameOpening): Promise<Uint8Array> {
    const signer = this.#signer;
    if (signer === undefined)
      throw new DomainError('NOT_SERVED_HERE', 'receipts are signed by a platform: ask its gateway');
    const evidence = await this.#invoices.evidence(number);
    const source = opening === undefined ? evidence : { ...evidence, opening };
    const { bytes, hole } = await this.#drawing.run('draw', { source, number });
    return await signUnsigned(
      { bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), hole },
      {
        certificate: signer.certificate,
        chain: [issuerOf(signer, this.#trust)],
        sign: (attributes) => signer.sign(attributes),
      },
    );
  }

  /** What a file proves, by the trust file that is published. @throws {DomainError} GATEWAY_BUSY */
  async check(file: Uint8Array): Promise<ReceiptReport> {
    return await this.#checking.run('verify', file);
  }

  /** After the last answer: what runs still is given up. */
  async close(): Promise<void> {
    await Promise.all([this.#drawing.close(), this.#checking.close()]);
  }
}

/** The one authority that issued the certificate: a renewed one of the same organization is no part of its path. */
function issuerOf({ mspId, certificate }: Identity, { authorities }: TrustFile): string {
  const leaf = certificateFromPem(certificate);
  const issuer = authorities.find(
    (authority) => authority.mspId === mspId && hasIssued(certificateFromPem(authority.certificate), leaf),
  );
  if (issuer !== undefined) return issuer.certificate;
  throw new InvariantError('no authority of the network issued the certificate that signs receipts');
}
