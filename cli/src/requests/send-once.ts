import { randomUUID } from 'node:crypto';
import { FapiaoError, type Json, type Operation } from '@fapiao-ledger/chaincode/core';
import { followsLostAttempt } from '../client/retry.js';
import type { Reporter } from '../output/reporter.js';
import { withRequestId } from '../problem.js';
import { type OpenRequest, type RequestJournal, requestDigest } from './journal.js';

export interface Asked<Terms extends Json> {
  readonly operation: Operation;
  /** What the user wants, as written: equal content is the same request while its outcome is unknown. */
  readonly content: Json;
  /** As given by the user. */
  readonly requestId: string | undefined;
  /** What the user left open, settled once: a repetition says what the first attempt said. */
  readonly settle: () => Promise<Terms>;
}

interface Means {
  readonly journal: RequestJournal;
  readonly reporter: Reporter;
}

/**
 * Sends a request under one id, however often it takes: the id given, that of an abandoned request
 * with the same content, or a fresh one. The id is on disk and told to the user before anything is
 * sent, and forgotten only when the outcome is known.
 */
export async function sendOnce<Terms extends Json, T>(
  { journal, reporter }: Means,
  asked: Asked<Terms>,
  send: (requestId: string, terms: Terms) => Promise<T>,
): Promise<T> {
  const digest = requestDigest(asked.content);
  const earlier = await earlierRequest(journal, asked, digest);
  const request = earlier ?? (await newRequest(asked, digest));
  const { requestId } = request;
  if (earlier === undefined) reporter.note(`request id ${requestId}`);
  else reporter.warn(`sent at ${earlier.sentAt} without an answer: repeating request ${requestId}`);
  await journal.open({ ...request, pid: process.pid });
  try {
    const answer = await send(requestId, request.terms as Terms);
    await journal.close(requestId);
    return answer;
  } catch (error) {
    if (isRefusal(error) && earlier === undefined && !followsLostAttempt(error))
      await journal.close(requestId);
    else await journal.open(request);
    if (isUnknown(error))
      reporter.warn('whether it happened is not known; the same command repeats it safely');
    throw withRequestId(error, requestId);
  }
}

async function earlierRequest(
  journal: RequestJournal,
  { operation, requestId }: Asked<Json>,
  digest: string,
): Promise<OpenRequest | undefined> {
  if (requestId === undefined) return await journal.findAbandoned(operation, digest);
  const known = await journal.findById(requestId);
  return known?.digest === digest ? known : undefined;
}

async function newRequest(asked: Asked<Json>, digest: string): Promise<OpenRequest> {
  const { operation, requestId = randomUUID() } = asked;
  return { requestId, operation, digest, terms: await asked.settle(), sentAt: new Date().toISOString() };
}

/**
 * Nothing has changed, nothing needs to be repeated. A refused repetition says less: what refused it
 * may stand before the ledger, which alone remembers the first attempt.
 */
function isRefusal(error: unknown): boolean {
  return error instanceof FapiaoError && error.kind !== 'ledger';
}

function isUnknown(error: unknown): boolean {
  return error instanceof FapiaoError && error.code === 'LEDGER_OUTCOME_UNKNOWN';
}
