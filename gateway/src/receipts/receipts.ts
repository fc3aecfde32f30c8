import { availableParallelism } from 'node:os';
import { DomainError, InvariantError, type NameOpening } from '@fapiao-ledger/core';
import { unpackError } from '@fapiao-ledger/network/error-transfer';
import { certificateFromPem, hasIssued, type Identity, type TrustFile } from '@fapiao-ledger/pki';
import type { ReceiptReport } from '@fapiao-ledger/receipt';
import { signUnsigned } from '@fapiao-ledger/receipt/sign-unsigned';
import type { Invoices } from '../invoices.js';
import { ThreadPool } from '../threads/thread-pool.js';
import type { ReceiptAnswer, ReceiptTask } from './receipt-tasks.js';

/** One slow receipt must not keep all others waiting; more threads than that cost memory and win little. */
const DRAWING_THREADS = { min: 2, max: 4 };
/** Anybody may ask for checks: they have threads of their own, and no part in those that draw receipts. */
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
export class Receipts {
  readonly #invoices: Invoices;
  readonly #signer: Identity | undefined;
  readonly #trust: TrustFile;
  readonly #drawing: ThreadPool<ReceiptTask, ReceiptAnswer>;
  readonly #checking: ThreadPool<ReceiptTask, ReceiptAnswer>;

  /** @param signer the operator; without one receipts are checked here, and written elsewhere */
  constructor(invoices: Invoices, signer: Identity | undefined, trust: TrustFile) {
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
    this.#drawing = new ThreadPool({
      ...common,
      threadsMax: Math.min(max, Math.max(min, availableParallelism() - 1)),
      waitingMax: DRAWINGS_WAITING_MAX,
      taskTimeoutMs: DRAWING_TIMEOUT_MS,
    });
    this.#checking = new ThreadPool({
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
    const answer = await this.#drawing.run({ render: source, number });
    if (!('drawn' in answer)) throw failureOf(answer);
    const { bytes, hole } = answer.drawn;
    return await signUnsigned(
      { bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), hole },
      {
        certificate: signer.certificate,
        chain: [issuerOf(signer, this.#trust)],
        sign: (attributes) => signer.sign(attributes),
      },
    );
  }

  /** What a file proves, by the trust file that everybody gets. @throws {DomainError} GATEWAY_BUSY */
  async check(file: Uint8Array): Promise<ReceiptReport> {
    const answer = await this.#checking.run({ verify: file });
    if (!('report' in answer)) throw failureOf(answer);
    return answer.report;
  }

  /** After the last answer: what runs still is given up. */
  async close(): Promise<void> {
    await Promise.all([this.#drawing.close(), this.#checking.close()]);
  }
}

function failureOf(answer: ReceiptAnswer): Error {
  return 'error' in answer
    ? unpackError(answer.error)
    : new InvariantError('a thread answered what it was not asked');
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
