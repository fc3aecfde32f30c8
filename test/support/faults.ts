import { type ErrorCode, FapiaoError, ValidationError } from '@fapiao-ledger/core';

/** Returns the faults of a call as "CODE /pointer", in order; empty when there are none. */
export function faultsOf(run: () => unknown): readonly string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof ValidationError) return error.faults.map(({ code, path }) => `${code} ${path}`);
    throw error;
  }
  return [];
}

/** Returns the code of the error that a call throws; undefined when it throws none. Other errors pass through. */
export function codeOf(run: () => unknown): ErrorCode | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof FapiaoError) return error.code;
    throw error;
  }
  return undefined;
}

/** Runs a loop that meets very many expected errors, without the cost of their stack traces. */
export function withoutStacks<T>(run: () => T): T {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return run();
  } finally {
    Error.stackTraceLimit = limit;
  }
}
