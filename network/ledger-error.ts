import { type ErrorCode, FapiaoError } from '@fapiao-ledger/chaincode/core';

export type LedgerStage = 'open' | 'evaluate' | 'endorse' | 'submit' | 'commit-status' | 'commit';

/**
 * The ledger itself failed (not the contract's rules). `retryable` says whether sending the same
 * request again, under the same request id, can succeed; an unknown outcome is never retryable blindly.
 */
export class LedgerError extends FapiaoError {
  readonly stage: LedgerStage;
  readonly transactionId: string | undefined;
  /** One entry an endorser or orderer, when they gave a reason. */
  readonly details: readonly string[];

  constructor(
    code: Extract<ErrorCode, `LEDGER_${string}`>,
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
    return (
      this.code === 'LEDGER_CONFLICT' || this.code === 'LEDGER_BUSY' || this.code === 'LEDGER_UNAVAILABLE'
    );
  }
}
