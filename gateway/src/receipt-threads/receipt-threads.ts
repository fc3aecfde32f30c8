import { availableParallelism } from 'node:os';
import { DomainError, InvariantError, type NameOpening } from '@fapiao-ledger/core';
import { certificateFromPem, hasIssued, type Identity, type TrustFile } from '@fapiao-ledger/pki';
import type { ReceiptReport } from '@fapiao-ledger/receipt';
import { signUnsigned } from '@fapiao-ledger/receipt/sign-unsigned';
import type { InvoiceReader } from '../invoices/invoice-reader.js';
import { OperationThreads } from '../threads/operations.js';
import type { ReceiptOperations } from './receipt-worker.js';

/** At least two threads, so that a slow receipt does not block all others. More than four gain little for their memory. */
const DRAWING_THREADS = { min: 2, max: 4 };
/** Checks are public, so they have separate threads and cannot block the drawing of receipts. */
const CHECKING_THREADS = 2;
/** Most tasks that wait for either kind of thread. */
const DRAWINGS_WAITING_MAX = 32;
const CHECKS_WAITING_MAX = 16;
/** A receipt of 2,000 lines takes 0.5 s of a core and starting a thread 0.5 s. The rest is margin for a busy machine. */
const DRAWING_TIMEOUT_MS = 30_000;
/** Less margin for strangers, because a file that takes this long blocks one of two threads for all checks. */
const CHECK_TIMEOUT_MS = 10_000;
/**
 * Three times the need of the worst known file. The margin is a protection: when V8 cannot end a thread in time that
 * reaches its limit, it ends the process. The reader bounds the unpacked size of a file.
 */
const HEAP_MB = 2_048;
const IDLE_MS = 60_000;

/** Writes and checks receipts in threads, because both would block the main thread noticeably. */
export class ReceiptThreads {
  readonly #invoices: InvoiceReader;
  readonly #signer: Identity | undefined;
  readonly #trust: TrustFile;
  readonly #drawing: OperationThreads<ReceiptOperations>;
  readonly #checking: OperationThreads<ReceiptOperations>;

  /** @param signer the operator; without it receipts are only checked here */
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
   * Returns the receipt of an invoice in its current state, signed by the platform.
   * @throws {DomainError} NOT_SERVED_HERE, INVOICE_NOT_FOUND, GATEWAY_BUSY
   * @throws {ValidationError} RECEIPT_GLYPH
   * @throws {VerificationError} RECEIPT_ATTESTATION when the endorsements do not satisfy the trust file
   */
  async write(number: string, opening?: NameOpening): Promise<Uint8Array> {
    const signer = this.#signer;
    if (signer === undefined)
      throw new DomainError('NOT_SERVED_HERE', 'receipts are signed by a platform; use its gateway');
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

  /** Checks a receipt with the published trust file. @throws {DomainError} GATEWAY_BUSY */
  async check(file: Uint8Array): Promise<ReceiptReport> {
    return await this.#checking.run('verify', file);
  }

  /** Ends the threads and abandons running tasks. Call it after the last answer. */
  async close(): Promise<void> {
    await Promise.all([this.#drawing.close(), this.#checking.close()]);
  }
}

/** Returns the authority that issued the certificate, which is not a renewed one of the same organization. */
function issuerOf({ mspId, certificate }: Identity, { authorities }: TrustFile): string {
  const leaf = certificateFromPem(certificate);
  const issuer = authorities.find(
    (authority) => authority.mspId === mspId && hasIssued(certificateFromPem(authority.certificate), leaf),
  );
  if (issuer !== undefined) return issuer.certificate;
  throw new InvariantError('no authority of the network issued the certificate that signs receipts');
}
