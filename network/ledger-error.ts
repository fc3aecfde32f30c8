import { type ErrorCode, FapiaoError } from '@fapiao-ledger/core';

export type LedgerStage = 'open' | 'evaluate' | 'endorse' | 'submit' | 'commit-status' | 'commit';

export type LedgerCode = Extract<ErrorCode, `LEDGER_${string}`>;

/** Whether nothing has changed and a later attempt may succeed. */
const RETRYABLE: Readonly<Record<LedgerCode, boolean>> = {
  LEDGER_CONFLICT: true,
  LEDGER_BUSY: true,
  LEDGER_UNAVAILABLE: true,
  LEDGER_ENDORSEMENT: false,
  LEDGER_REFUSED: false,
  LEDGER_READ_ONLY: false,
  LEDGER_SECOND_WRITER: false,
  LEDGER_DAMAGED: false,
  LEDGER_ROLLED_BACK: false,
  LEDGER_OUTCOME_UNKNOWN: false,
};

/**
 * The ledger itself failed, not a rule of the contract. `retryable` says whether the same request under the same
 * request id may succeed later. An unknown outcome must not be retried without a query.
 */
export class LedgerError extends FapiaoError {
  declare readonly code: LedgerCode;
  readonly stage: LedgerStage;
  readonly transactionId: string | undefined;
  /** One entry per endorser or orderer that gave a reason. */
  readonly details: readonly string[];

  constructor(
    code: LedgerCode,
    message: string,
    options: {
      stage: LedgerStage;
      transactionId?: string | undefined;
      details?: readonly string[];
      cause?: unknown;
    },
  ) {
    super(code, message, options);
    this.stage = options.stage;
    this.transactionId = options.transactionId;
    this.details = options.details ?? [];
  }

  get retryable(): boolean {
    return RETRYABLE[this.code];
  }
}
