import { setTimeout as delay } from 'node:timers/promises';
import { LedgerError } from '../../ledger-client.js';
import { FabricFailure, ledgerErrorOf } from './failure.js';
import type { Pacer } from './pacer.js';
import type { Outcome, TransactionOutcomes } from './transaction-outcomes.js';
import type { EndorsedTransaction } from './transport.js';

export interface OrderingOptions {
  /** How long to wait for a block. Then the outcome is unknown. */
  readonly commitMs: number;
  /** Pause after an attempt that may not have reached an orderer. It grows with each attempt. */
  readonly unreachedMs?: number;
  /** Pause after an orderer accepted the transaction. A killed orderer loses what it has not yet written. */
  readonly forgottenMs?: number;
}

const DEFAULTS = { unreachedMs: 250, forgottenMs: 3000 };
const GROWTH_MAX = 4;

type Sent = 'submit' | 'commit-status';

/**
 * Sends endorsed transactions until a block has them. Sending again is safe: the transaction keeps its id, and every
 * peer marks the second envelope with the same id as invalid.
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

  /** Returns the outcome of a transaction. @throws {LedgerError} LEDGER_OUTCOME_UNKNOWN, or the refusal of the orderers */
  async commit(transaction: EndorsedTransaction): Promise<Outcome> {
    const { transactionId } = transaction;
    const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
    const over = new AbortController();
    let stage: Sent = 'submit';
    const unwatch = this.#outcomes.watch(transactionId, resolve);
    const timer = setTimeout(() => reject(unknownOutcome(stage, transactionId)), this.#options.commitMs);
    const confirm = (): void => {
      stage = 'commit-status';
    };
    this.#sendUntil(over.signal, transaction, confirm).catch(reject);
    try {
      return await promise;
    } finally {
      over.abort();
      clearTimeout(timer);
      unwatch();
    }
  }

  /** Sends until the signal aborts. Only a refusal of the first attempt proves that nothing was ordered. */
  async #sendUntil(over: AbortSignal, transaction: EndorsedTransaction, confirm: () => void): Promise<void> {
    for (let attempt = 0; !over.aborted; attempt += 1) {
      const isAccepted = await this.#send(transaction, attempt === 0);
      if (isAccepted) confirm();
      const pause = isAccepted ? this.#options.forgottenMs : this.#options.unreachedMs;
      const growth = Math.min(2 ** attempt, GROWTH_MAX);
      await delay(pause * growth, undefined, { signal: over }).catch(() => undefined);
    }
  }

  /** Sends a transaction. @returns whether an orderer has confirmed that it accepted it */
  async #send(transaction: EndorsedTransaction, isFirst: boolean): Promise<boolean> {
    try {
      await this.#pacer.run(() => transaction.send());
      return true;
    } catch (error) {
      if (!(error instanceof FabricFailure)) throw error;
      if (isFirst && error.kind !== 'unreachable')
        throw ledgerErrorOf('submit', error, transaction.transactionId);
      return false;
    }
  }
}

function unknownOutcome(stage: Sent, transactionId: string): LedgerError {
  const what = stage === 'submit' ? 'no orderer confirmed it, and no block has it' : 'no block has it';
  return new LedgerError('LEDGER_OUTCOME_UNKNOWN', `the transaction was sent; ${what} yet`, {
    stage,
    transactionId,
  });
}
