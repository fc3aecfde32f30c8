import { DomainError, DraftList, type Json, parseStrictJson } from '@fapiao-ledger/chaincode/core';
import { z } from 'zod';
import type { TaxpayerCaller } from '../callers.js';
import type { LaneKey } from '../issuing/early-judge.js';
import type { Issuer } from '../issuing/issuer.js';
import { type Issued, issuedAnswer } from '../issuing/outcome.js';
import { type Begun, pipeline } from '../issuing/pipeline.js';
import type { Problem } from '../problem.js';
import type { Statements } from '../statements.js';
import type { BodyLine } from './lines.js';
import { read, textOf } from './read-call.js';
import { draftList } from './schemas/documents.js';
import { instant, keyEpoch, requestId, signature } from './schemas/text.js';

/** Most drafts in one bulk request. */
const BULK_DRAFTS_MAX = 10_000;
/** Two full pages: one is on the ledger's table while the next one gathers. */
const UNDER_WAY_MAX = 1_000;

const named = { requestId, replaces: requestId.optional() };
const seal = z.object({ keyEpoch, notAfter: instant, signature });

/** Whether a line lacks a statement that it needs is seen when it is asked for. */
const bulkLine = z.strictObject({
  ...named,
  ...seal.partial().shape,
  invoices: z.array(z.unknown()).min(1).max(500),
});

/** A line as the API's document shows it; its drafts are judged by the core. */
export function bulkLineShown(isSignatureOptional: boolean): z.ZodType {
  const shape = isSignatureOptional ? seal.partial().shape : seal.shape;
  return z.strictObject({ ...named, ...shape, invoices: draftList }).meta({
    id: 'BulkLine',
    description: 'One line: a signed request of its own, issued whole or not at all.',
  });
}

export interface Bulk {
  readonly issuer: Issuer;
  readonly statements: Statements;
  readonly caller: TaxpayerCaller;
  readonly key: LaneKey;
  /** As the request's header names it. */
  readonly ledger: string | undefined;
  readonly lines: AsyncIterable<BodyLine>;
  readonly problemOf: (error: unknown) => Problem;
}

/** Issues line by line; one line of answer a request, in order. What was begun ends, whoever is there to hear of it. */
export async function* issueInBulk(bulk: Bulk): AsyncGenerator<string> {
  let drafts = 0;
  let isOver = false;
  const take = (count: number): void => {
    drafts += count;
    isOver = drafts > BULK_DRAFTS_MAX;
    if (isOver) throw tooMany();
  };
  const begin = (item: BodyLine | { readonly broken: unknown }): Begun<string> | undefined => {
    if (isOver) return undefined;
    if ('broken' in item) {
      isOver = true;
      return { weight: 1, answer: Promise.resolve(answerLine({ problem: bulk.problemOf(item.broken) })) };
    }
    const { line } = item;
    let id: string | undefined;
    const refusal = (error: unknown): string =>
      answerLine({ line, requestId: id, problem: bulk.problemOf(error) });
    try {
      // Each line counts, also one that cannot be read: no request goes on for ever.
      take(1);
      const text = textOf(bytesOf(item));
      const body = parseStrictJson(text);
      id = requestIdIn(body);
      const request = read(bulkLine, body) as z.infer<typeof bulkLine>;
      take(request.invoices.length - 1);
      const answer = issued(bulk, request).then((told) => answerLine({ line, ...told }), refusal);
      return { weight: request.invoices.length, answer };
    } catch (error) {
      return { weight: 1, answer: Promise.resolve(refusal(error)) };
    }
  };
  yield* pipeline(untilBroken(bulk.lines), begin, UNDER_WAY_MAX);
}

const PLACES = {
  ledger: '/Fapiao-Ledger',
  keyEpoch: '/keyEpoch',
  notAfter: '/notAfter',
  signature: '/signature',
} as const;

async function issued(
  { issuer, statements, caller, key, ledger }: Bulk,
  line: z.infer<typeof bulkLine>,
): Promise<Issued> {
  const { invoices, replaces, requestId: id, ...given } = line;
  const drafts = invoices as readonly Json[];
  const names = { requestId: id, ...(replaces === undefined ? {} : { replaces }) };
  const request = { ...names, operation: 'issue', actor: caller.code, body: { drafts } } as const;
  const statement = await statements.complete(request, caller, { ledger, ...given }, PLACES);
  return issuedAnswer(await issuer.issue(key, { ...statement, drafts: new DraftList(drafts) }));
}

/** A body that stops coming, or was cut off, is one last item. */
async function* untilBroken(
  lines: AsyncIterable<BodyLine>,
): AsyncGenerator<BodyLine | { readonly broken: unknown }> {
  try {
    yield* lines;
  } catch (broken) {
    if (broken instanceof DomainError) yield { broken };
  }
}

/** @throws {DomainError} BODY_TOO_LARGE */
function bytesOf({ bytes }: BodyLine): Uint8Array {
  if (bytes !== undefined) return bytes;
  throw new DomainError('BODY_TOO_LARGE', 'the line is longer than a request may be');
}

function tooMany(): DomainError {
  const message = `a bulk request has at most ${BULK_DRAFTS_MAX} drafts; this line and all after it are not read`;
  return new DomainError('BODY_TOO_LARGE', message);
}

function requestIdIn(body: Json): string | undefined {
  const { requestId: id } = Object(body) as { readonly requestId?: unknown };
  return typeof id === 'string' ? id : undefined;
}

function answerLine(answer: unknown): string {
  return `${JSON.stringify(answer)}\n`;
}
