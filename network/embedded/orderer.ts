import { DomainError } from '@fapiao-ledger/core';
import { LedgerError } from '../ledger-error.js';
import type { Clock } from './clock.js';
import type { CommittedBlock, Committer } from './committer.js';
import type { Examined, Examiner } from './examiner.js';
import { checkValidAt, type MspManager } from './msp.js';
import type { Queued, TransactionQueue } from './transaction-queue.js';
import { Code, codeName, type ValidationCode } from './validation-code.js';

/** Size limit of an envelope, which is also that of a block of a Fabric network. */
const ENVELOPE_BYTES_MAX = 10 * 1024 * 1024;

/** Number of waiting envelopes beyond which the ledger refuses more as busy. */
const WAITING_MAX = 10_000;

/** Faults for which a network's orderers refuse an envelope. With any other fault it goes into a block, marked invalid. */
const REFUSED_AT_THE_DOOR: readonly ValidationCode[] = [
  Code.NIL_ENVELOPE,
  Code.BAD_PAYLOAD,
  Code.BAD_COMMON_HEADER,
  Code.BAD_CREATOR_SIGNATURE,
  Code.UNSUPPORTED_TX_PAYLOAD,
  Code.INVALID_OTHER_REASON,
];

/** Place and validation code of a committed transaction. */
export interface Outcome {
  readonly blockNumber: number;
  readonly validationCode: string;
}

export interface Waiting extends Queued {
  readonly examined: Examined;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: Error) => void;
}

export interface OrdererParts {
  readonly channel: string;
  readonly clock: Clock;
  readonly msps: MspManager;
  readonly examiner: Examiner;
  readonly committer: Committer;
  readonly queue: TransactionQueue<Waiting>;
  readonly onBlock: (block: CommittedBlock) => void;
}

/** Puts envelopes into blocks, and returns to each sender the place of its envelope. */
export class Orderer {
  readonly #parts: OrdererParts;
  readonly #loop: Promise<void>;
  #entering = 0;
  #fault: Error | undefined;
  #closing = false;

  constructor(parts: OrdererParts) {
    this.#parts = parts;
    this.#loop = this.#run();
  }

  /** False after a disk fault, and after another process has written: the ledger then only reads. */
  get writable(): boolean {
    return this.#fault === undefined;
  }

  /**
   * Orders an envelope and waits until it is committed.
   *
   * @throws {DomainError} CREDENTIAL_INVALID when the creator may not send; nothing was ordered
   * @throws {LedgerError} LEDGER_REFUSED, LEDGER_BUSY, LEDGER_READ_ONLY or LEDGER_SECOND_WRITER when nothing was
   *   ordered; LEDGER_OUTCOME_UNKNOWN when the disk failed, or another process wrote, while the block was written
   */
  async order(envelope: Uint8Array): Promise<Outcome> {
    this.#checkOpen();
    this.#entering += 1;
    try {
      const examined = await this.#admit(envelope);
      this.#checkOpen();
      return await new Promise((resolve, reject) => {
        this.#parts.queue.push({ examined, size: envelope.length, resolve, reject });
      });
    } finally {
      this.#entering -= 1;
    }
  }

  /** Commits the waiting envelopes, and stops. */
  async close(): Promise<void> {
    this.#closing = true;
    this.#parts.queue.close();
    await this.#loop;
  }

  #checkOpen(): void {
    if (this.#fault !== undefined) throw readOnly(this.#fault);
    if (this.#closing)
      throw new LedgerError('LEDGER_UNAVAILABLE', 'the ledger is closing', { stage: 'submit' });
    if (this.#entering >= WAITING_MAX) {
      throw new LedgerError('LEDGER_BUSY', 'too many transactions wait for a block', { stage: 'submit' });
    }
  }

  async #admit(envelope: Uint8Array): Promise<Examined> {
    if (envelope.length > ENVELOPE_BYTES_MAX)
      throw refused(`an envelope has at most ${ENVELOPE_BYTES_MAX} bytes`, '');
    const examined = await this.#parts.examiner.examine(envelope);
    const { head, code, txId, reason } = examined;
    if (code === Code.BAD_CREATOR_SIGNATURE)
      throw new DomainError('CREDENTIAL_INVALID', `the transaction is ${reason}`);
    if (head === undefined || REFUSED_AT_THE_DOOR.includes(code))
      throw refused(`${codeName(code)}: ${reason}`, txId);
    if (head.channel !== this.#parts.channel) throw refused(`there is no channel ${head.channel}`, txId);
    checkValidAt(this.#parts.msps.identify(head.creator), this.#parts.clock.now());
    return examined;
  }

  async #run(): Promise<void> {
    for (;;) {
      const batch = await this.#parts.queue.take();
      if (batch === undefined) return;
      if (this.#fault === undefined) await this.#commit(batch);
      else for (const waiting of batch) waiting.reject(readOnly(this.#fault));
    }
  }

  async #commit(batch: readonly Waiting[]): Promise<void> {
    try {
      const block = await this.#parts.committer.commit(batch.map(({ examined }) => examined));
      batch.forEach(({ resolve }, position) => {
        resolve({ blockNumber: block.number, validationCode: codeName(block.codes[position] as number) });
      });
      this.#parts.onBlock(block);
    } catch (error) {
      // The content of the disk is unknown now, and a second sync could succeed without having written.
      this.#fault = error instanceof Error ? error : new Error(String(error));
      for (const waiting of batch) waiting.reject(failure(waiting.examined.txId, this.#fault));
    }
  }
}

function refused(message: string, transactionId: string): LedgerError {
  return new LedgerError('LEDGER_REFUSED', message, { stage: 'submit', transactionId });
}

/** Returns the error for the senders of a block that was not committed. */
function failure(transactionId: string, fault: Error): LedgerError {
  if (isSecondWriter(fault) && fault.stage === 'submit') return readOnly(fault);
  return new LedgerError('LEDGER_OUTCOME_UNKNOWN', `the block may not be on the disk: ${fault.message}`, {
    stage: 'commit',
    transactionId,
    cause: fault,
  });
}

function isSecondWriter(fault: Error): fault is LedgerError {
  return fault instanceof LedgerError && fault.code === 'LEDGER_SECOND_WRITER';
}

/** Returns the error for later senders, whose envelopes were not written. */
function readOnly(cause: Error): LedgerError {
  if (isSecondWriter(cause))
    return new LedgerError(cause.code, `the ledger accepts no more writes: ${cause.message}`, {
      stage: 'submit',
      cause,
    });
  return new LedgerError('LEDGER_READ_ONLY', 'the ledger accepts no writes after a disk fault', {
    stage: 'submit',
    cause,
  });
}
