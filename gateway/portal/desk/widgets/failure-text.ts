import { FapiaoError, type Fault, ValidationError } from '@fapiao-ledger/core';
import { PortalError } from '../../shared/portal-error.ts';
import { OtherTerms } from '../../shared/signing/terms.ts';
import type { DeskWords } from '../words/index.ts';

/** A failure as a person reads it. */
export interface FailureText {
  readonly title: string;
  readonly cure?: string;
  /** Code of the project, for the documentation and for support. */
  readonly code?: string;
  /** What the gateway says of this case, in English. */
  readonly detail?: string;
  readonly faults?: readonly Fault[];
}

/** Returns the words for an error: what happened, what to do, and the code. */
export function failureText(error: unknown, words: DeskWords): FailureText {
  if (error instanceof PortalError) return { title: words.shared.faults[error.fault] };
  if (error instanceof OtherTerms) return { title: words.shared.faults['terms-altered'] };
  if (!(error instanceof FapiaoError)) return { title: words.error.unexpected, detail: String(error) };
  const { code, message } = error;
  const faults = error instanceof ValidationError ? { faults: error.faults } : {};
  return { ...words.errors[code], code, detail: message, ...faults };
}
