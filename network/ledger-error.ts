import { type ErrorCode, FapiaoError } from '@fapiao-ledger/core';

export type LedgerStage = 'open' | 'evaluate' | 'endorse' | 'submit' | 'commit-status' | 'commit';

export type LedgerCode = Extract<ErrorCode, `LEDGER_${string}`>;

/** Whether nothing has happened and a moment later it may go well. */
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
 * The ledger itself failed (not the contract's rules). `retryable` says whether sending the same
 * request again, under the same request id, can succeed; an unknown outcome is never retryable blindly.
 */
export class LedgerError extends FapiaoError {
  declare readonly code: LedgerCode;
  readonly stage: LedgerStage;
  readonly transactionId: string | undefined;
  /** One entry an endorser or orderer, when they gave a reason. */
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
