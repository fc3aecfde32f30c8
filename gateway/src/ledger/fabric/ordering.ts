import { setTimeout as delay } from 'node:timers/promises';
import { LedgerError } from '@fapiao-ledger/network/ledger-client';
import { FabricFailure, ledgerErrorOf } from './failure.js';
import type { Pacer } from './pacer.js';
import type { Outcome, TransactionOutcomes } from './transaction-outcomes.js';
import type { EndorsedTransaction } from './transport.js';

export interface OrderingOptions {
  /** How long to wait for a block before the outcome is unknown. */
  readonly commitMs: number;
  /** When to send again after an attempt that may not have reached an orderer; later each time. */
  readonly unreachedMs?: number;
  /** An orderer that is killed forgets what it has taken and not yet written: when to send again though one took it. */
  readonly forgottenMs?: number;
}

const DEFAULTS = { unreachedMs: 250, forgottenMs: 3000 };
const GROWTH_MAX = 4;

type Sent = 'submit' | 'commit-status';

/**
 * Brings endorsed transactions into blocks. While no block carries one it is sent again, which is safe:
 * it keeps its id, and of two envelopes with one id every peer finds the second invalid.
 */
export class Ordering {
  readonly #outcomes: Pick<TransactionOutcomes, 'watch'>;
  readonly #pacer: Pacer;
  readonly #options: Required<OrderingOptions>;

  constructor(outcomes: Pick<TransactionOutcomes, 'watch'>, pacer: Pacer, options: OrderingOptions) {
    this.#outcomes = outcomes;
    this.#pacer = pacer;
    this.#options = { ...DEFAULTS, ...options };
  }

  /** @throws {LedgerError} LEDGER_OUTCOME_UNKNOWN, or why no orderer would take it */
  async commit(transaction: EndorsedTransaction): Promise<Outcome> {
    const { transactionId } = transaction.answer;
    const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
    const over = new AbortController();
    let stage: Sent = 'submit';
    const unwatch = this.#outcomes.watch(transactionId, resolve);
    const timer = setTimeout(() => reject(unknownOutcome(stage, transactionId)), this.#options.commitMs);
    const taken = (): void => {
      stage = 'commit-status';
    };
    this.#sendUntil(over.signal, transaction, taken).catch(reject);
    try {
      return await promise;
    } finally {
      over.abort();
      clearTimeout(timer);
      unwatch();
    }
  }

  /** Only a first attempt that was refused is known to have done nothing; after it, a refusal tells nothing. */
  async #sendUntil(over: AbortSignal, transaction: EndorsedTransaction, taken: () => void): Promise<void> {
    for (let attempt = 0; !over.aborted; attempt += 1) {
      const isTaken = await this.#send(transaction, attempt === 0);
      if (isTaken) taken();
      const pause = isTaken ? this.#options.forgottenMs : this.#options.unreachedMs;
      const growth = Math.min(2 ** attempt, GROWTH_MAX);
      await delay(pause * growth, undefined, { signal: over }).catch(() => undefined);
    }
  }

  /** @returns whether an orderer has confirmed that it took the transaction */
  async #send(transaction: EndorsedTransaction, isFirst: boolean): Promise<boolean> {
    try {
      await this.#pacer.run(() => transaction.send());
      return true;
    } catch (error) {
      if (!(error instanceof FabricFailure)) throw error;
      if (isFirst && error.kind !== 'unreachable')
        throw ledgerErrorOf('submit', error, transaction.answer.transactionId);
      return false;
    }
  }
}

function unknownOutcome(stage: Sent, transactionId: string): LedgerError {
  const what =
    stage === 'submit' ? 'no orderer confirmed it, and no block carries it' : 'no block carries it';
  return new LedgerError('LEDGER_OUTCOME_UNKNOWN', `the transaction was sent; ${what} yet`, {
    stage,
    transactionId,
  });
}
