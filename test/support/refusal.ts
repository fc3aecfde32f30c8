import { type ErrorCode, FapiaoError, type Fault, ValidationError } from '@fapiao-ledger/core';

/** Returns the refusal of a call that must fail. Fails itself when the call succeeds or has a bug. */
export async function refusal(
  call: Promise<unknown>,
): Promise<{ readonly code: ErrorCode; readonly message: string; readonly faults: readonly Fault[] }> {
  const error = await call.then(
    (value) => new Error(`expected a refusal, got ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  if (!(error instanceof FapiaoError)) throw error;
  return {
    code: error.code,
    message: error.message,
    faults: error instanceof ValidationError ? error.faults : [],
  };
}

/** Ignores a refusal. Anything else is a fault of the test. */
export function ignoreRefusal(error: unknown): void {
  if ((error as { code?: string }).code === undefined) throw error;
}
