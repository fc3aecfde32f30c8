import { errorText } from '@fapiao-ledger/client/errors';
import { FapiaoError, type Fault, ValidationError } from '@fapiao-ledger/core';
import { CommanderError } from 'commander';
import { exitCodeOf } from './exit-code.js';
import { usageDetail } from './usage-detail.js';
import { UsageError } from './usage-error.js';
import { language } from './words/language.js';

/** A problem for programs: the form of the gateway's problems (RFC 9457), with the exit code as status. */
export interface ProblemJson {
  /** Code of `docs/errors.md`, or USAGE, or BUG. */
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly faults?: readonly Fault[];
  /** Document that has the faults, as the user named it. */
  readonly document?: string;
  /** Id under which the same command repeats the request safely when its outcome is unknown. */
  readonly requestId?: string;
  readonly exitCode: number;
}

/** What an error carries beside its own fields. */
interface Circumstances {
  requestId?: string;
  document?: string;
}

/** Notes the request id of an error, so that the user can quote it. */
export function withRequestId(error: unknown, requestId: string): unknown {
  return error instanceof Error ? Object.assign(error, { requestId } satisfies Circumstances) : error;
}

/** Reads or uses a document that the user named, and names it in the faults. */
export async function about<T>(document: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ValidationError) (error as Circumstances).document ??= document;
    throw error;
  }
}

/** What went wrong with one of several invoices. */
export interface Problematic {
  readonly number: string;
  readonly problem: ProblemJson;
}

/** Returns a handler that tells an error beside the successes; the worst exit code stays. */
export function besides(session: { exitCode: number }, number: string): (error: unknown) => Problematic {
  return (error) => {
    session.exitCode = Math.max(session.exitCode, exitCodeOf(error));
    return { number, problem: problemOf(error) };
  };
}

export function problemOf(error: unknown): ProblemJson {
  const exitCode = exitCodeOf(error);
  const { requestId, document } = (error instanceof Error ? error : {}) as Circumstances;
  const faults = error instanceof ValidationError ? { faults: error.faults } : {};
  return {
    ...headOf(error),
    ...faults,
    ...(document === undefined ? {} : { document }),
    ...(requestId === undefined ? {} : { requestId }),
    exitCode,
  };
}

function headOf(error: unknown): Pick<ProblemJson, 'code' | 'title' | 'detail'> {
  if (error instanceof FapiaoError) {
    return { code: error.code, title: errorText(error.code, language()).title, detail: error.message };
  }
  const detail = error instanceof Error ? error.message : String(error);
  if (error instanceof UsageError || error instanceof CommanderError) {
    return { code: 'USAGE', title: errorText('USAGE', language()).title, detail: usageDetail(detail) };
  }
  return { code: 'BUG', title: errorText('BUG', language()).title, detail };
}
