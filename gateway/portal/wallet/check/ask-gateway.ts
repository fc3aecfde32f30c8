import { type Facts, queryOf } from './facts.ts';
import type { LiveState } from './verdict.ts';

/** The moment of an answer. */
interface Position {
  readonly asOf: string;
  readonly height: string;
}

interface Named {
  readonly code: string;
  readonly name: string;
}

/** Answer of `GET /v1/verify`. */
export type Verdict = Position &
  Partial<LiveState> & {
    readonly answer: 'MATCH' | 'MISMATCH' | 'NOT_FOUND';
    readonly mismatched?: readonly ('date' | 'net' | 'gross')[];
    readonly seller?: Named;
    readonly gross?: string;
  };

/** Answer of `POST /v1/verify`. */
export interface Report extends Position {
  readonly valid: boolean;
  readonly checks: readonly { readonly code: string; readonly outcome: string }[];
  readonly facts?: {
    readonly attestation: {
      readonly invoice: {
        readonly number: string;
        readonly date: string;
        readonly seller: Named;
        readonly totals: { readonly net: string; readonly gross: string };
      };
    };
    readonly endorsedBy: readonly string[];
    readonly signer: { readonly commonName: string; readonly mspId: string };
  };
  readonly live?: LiveState;
}

/** What came of a check. */
export type Answer =
  | { readonly kind: 'verdict'; readonly facts: Facts; readonly verdict: Verdict }
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'failure'; readonly code: string };

/** Checks facts. It never throws: a failure is an answer. */
export async function checkFacts(facts: Facts): Promise<Answer> {
  return await answerOf(fetch(`/v1/verify?${queryOf(facts)}`), (verdict: Verdict) => ({
    kind: 'verdict',
    facts,
    verdict,
  }));
}

/** Checks a receipt. The first bytes decide whether it is a PDF, because many systems give a dropped file no type. */
export async function checkReceipt(receipt: File): Promise<Answer> {
  if (!(await isPdf(receipt))) return { kind: 'failure', code: 'notPdf' };
  const request = fetch('/v1/verify', {
    method: 'POST',
    body: receipt,
    headers: { 'content-type': 'application/pdf' },
  });
  return await answerOf(request, (report: Report) => ({ kind: 'report', report }));
}

async function answerOf<T>(request: Promise<Response>, read: (answer: T) => Answer): Promise<Answer> {
  try {
    const response = await request;
    const answer = (await response.json()) as T & { readonly code?: string };
    return response.ok ? read(answer) : { kind: 'failure', code: answer.code ?? 'unreachable' };
  } catch {
    return { kind: 'failure', code: 'unreachable' };
  }
}

/** A folder cannot be read, and is no PDF. */
async function isPdf(receipt: File): Promise<boolean> {
  const start = await receipt
    .slice(0, 5)
    .text()
    .catch(() => '');
  return start === '%PDF-';
}
