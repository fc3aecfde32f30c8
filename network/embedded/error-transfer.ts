/** Sends errors between threads, because structured cloning keeps neither their class nor their fields. */
import {
  DomainError,
  type ErrorCode,
  FapiaoError,
  type Fault,
  InvariantError,
  ValidationError,
} from '@fapiao-ledger/core';
import { type LedgerCode, LedgerError, type LedgerStage } from '../ledger-error.js';

export type TransferredError =
  | { readonly kind: 'validation'; readonly faults: readonly Fault[] }
  | { readonly kind: 'domain'; readonly code: ErrorCode; readonly message: string }
  | {
      readonly kind: 'ledger';
      readonly code: LedgerCode;
      readonly message: string;
      readonly stage: LedgerStage;
      readonly transactionId: string | undefined;
      readonly details: readonly string[];
      readonly cause: string;
    }
  | { readonly kind: 'other'; readonly message: string };

export function packError(error: unknown): TransferredError {
  if (error instanceof ValidationError) return { kind: 'validation', faults: error.faults };
  if (error instanceof LedgerError) {
    const { code, message, stage, transactionId, details, cause } = error;
    return { kind: 'ledger', code, message, stage, transactionId, details, cause: describe(cause) };
  }
  if (error instanceof FapiaoError) return { kind: 'domain', code: error.code, message: error.message };
  return { kind: 'other', message: describe(error) };
}

export function unpackError(packed: TransferredError): Error {
  switch (packed.kind) {
    case 'validation':
      return new ValidationError(packed.faults);
    case 'domain':
      return new DomainError(packed.code, packed.message);
    case 'ledger':
      return new LedgerError(packed.code, packed.message, packed);
    case 'other':
      return new InvariantError(packed.message);
  }
}

function describe(error: unknown): string {
  if (error instanceof Error) return error.stack ?? error.message;
  return typeof error === 'string' ? error : '';
}
