import { DomainError, type IssueAnswer, type Json } from '@fapiao-ledger/core';
import { unpackError } from '@fapiao-ledger/network/error-transfer';
import { z } from 'zod';
import { nameOf, type TaxpayerCaller } from '../access/callers.js';
import type { Statements } from '../access/statements.js';
import type { DraftThreads } from '../issuing/draft-threads.js';
import { IncomingDrafts } from '../issuing/incoming-request.js';
import type { Issuer } from '../issuing/issuer.js';
import type { LaneKey } from '../issuing/lane-key.js';
import { issuedAnswer } from '../issuing/outcome.js';
import { type Begun, pipeline } from '../issuing/pipeline.js';
import type { BulkRequest } from '../issuing/read-drafts.js';
import type { BodyLine } from './body/read-lines.js';
import type { Call } from './route.js';
import { draftList } from './schemas/documents.js';
import { instant, keyEpoch, paymentReference, requestId, signature } from './schemas/text.js';

/** Most drafts in one bulk request. */
const BULK_DRAFTS_MAX = 10_000;
/** Two full pages: the next one is collected while the ledger commits the first. */
const UNDER_WAY_MAX = 1_000;

const named = { requestId, replaces: requestId.optional() };
const seal = z.object({ keyEpoch, notAfter: instant, signature });

/** Returns the schema of a line for the OpenAPI document. Its drafts are judged by the core. */
export function bulkLineShown(isSignatureOptional: boolean): z.ZodType {
  const shape = isSignatureOptional ? seal.partial().shape : seal.shape;
  return z
    .strictObject({ ...named, ...shape, payment: paymentReference.optional(), invoices: draftList })
    .meta({
      id: 'BulkLine',
      description: 'A line is a separate signed request. Either all of its drafts are issued or none.',
    });
}

export interface Bulk {
  readonly issuer: Issuer;
  readonly statements: Statements;
  readonly caller: TaxpayerCaller;
  readonly key: LaneKey;
  /** The ledger that the request's header names. */
  readonly ledger: string | undefined;
  readonly threads: DraftThreads;
  readonly lines: AsyncIterable<BodyLine>;
  readonly problemOf: Call<never, never, never, never, never>['problemOf'];
  readonly requireCredit: () => void;
}

/** Issues line by line, with a line of answer per request, in order. Begun requests are finished, also without the caller. */
export async function* issueInBulk(bulk: Bulk): AsyncGenerator<string> {
  const drafts = new DraftCount();
  const begin = (item: ReadLine): Begun<string> | undefined => {
    if (drafts.areTooMany) return undefined;
    const refusal = (error: unknown): string => refused(bulk, item, error);
    const { request } = item;
    const weight = request?.drafts.count ?? 1;
    try {
      drafts.take(weight);
      if (request === undefined) return { weight, answer: Promise.resolve(refusal(item.error)) };
      const answer = issued(bulk, request).then(
        (outcome) => answerLine({ line: item.line, ...outcome }),
        refusal,
      );
      return { weight, answer };
    } catch (error) {
      return { weight: 1, answer: Promise.resolve(refusal(error)) };
    }
  };
  yield* pipeline(readEach(bulk), begin, UNDER_WAY_MAX);
}

/** A line that was read, or its error. The error of an interrupted body has no line number. */
interface ReadLine {
  readonly line?: number;
  readonly requestId?: string | undefined;
  readonly request?: BulkRequest;
  readonly error?: unknown;
  /** Length of the line. */
  readonly bytes: number;
}

/** Counts drafts, at least one per line, so that no body is endless. */
class DraftCount {
  #drafts = 0;

  get areTooMany(): boolean {
    return this.#drafts > BULK_DRAFTS_MAX;
  }

  /** @throws {DomainError} BODY_TOO_LARGE */
  take(count: number): void {
    this.#drafts += count;
    if (!this.areTooMany) return;
    const message = `a bulk request has at most ${BULK_DRAFTS_MAX} drafts; this line and all after it are not read`;
    throw new DomainError('BODY_TOO_LARGE', message);
  }
}

/** Yields the lines in order. The error of an interrupted body is the last item. */
async function* readEach(bulk: Bulk): AsyncGenerator<ReadLine> {
  try {
    for await (const line of bulk.lines) yield await readOne(bulk, line);
  } catch (error) {
    if (error instanceof DomainError) yield { error, bytes: 0 };
  }
}

async function readOne(
  { threads, caller, requireCredit }: Bulk,
  { line, bytes }: BodyLine,
): Promise<ReadLine> {
  requireCredit();
  if (bytes === undefined) {
    const error = new DomainError('BODY_TOO_LARGE', 'the line is longer than the largest request');
    return { line, error, bytes: 0 };
  }
  try {
    const read = await threads.line(bytes, caller.code);
    if (!('error' in read)) return { line, requestId: read.requestId, request: read, bytes: bytes.length };
    return { line, requestId: read.requestId, error: unpackError(read.error), bytes: bytes.length };
  } catch (error) {
    return { line, error, bytes: bytes.length };
  }
}

function refused(bulk: Bulk, { line, requestId, bytes }: ReadLine, error: unknown): string {
  return answerLine({ line, requestId, problem: bulk.problemOf(error, bytes) });
}

const PLACES = {
  ledger: '/Fapiao-Ledger',
  keyEpoch: '/keyEpoch',
  notAfter: '/notAfter',
  signature: '/signature',
} as const;

async function issued(
  { issuer, statements, caller, key, ledger }: Bulk,
  line: BulkRequest,
): Promise<IssueAnswer> {
  const { drafts: read, replaces, requestId, payment, ...parts } = line;
  const paid = payment === undefined ? {} : { payment };
  const drafts = new IncomingDrafts(read);
  const request = {
    requestId,
    ...(replaces === undefined ? {} : { replaces }),
    operation: 'issue',
    actor: caller.code,
    // Parsed only when a custodian signs.
    get body() {
      return { drafts: drafts.values, ...paid } as Json;
    },
  } as const;
  const statement = await statements.complete(request, caller, { ledger, ...parts }, PLACES);
  return issuedAnswer(await issuer.issue(key, { ...statement, ...paid, drafts }, nameOf(caller)));
}

function answerLine(answer: unknown): string {
  return `${JSON.stringify(answer)}\n`;
}
