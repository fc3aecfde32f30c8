import { randomUUID } from 'node:crypto';
import type { Submission } from '@fapiao-ledger/client';
import { digestOfRequest } from '@fapiao-ledger/client';
import {
  FapiaoError,
  type Json,
  type Operation,
  type RequestRecord,
  type VerificationError,
} from '@fapiao-ledger/core';
import { THIS_RUN } from '../files/running.js';
import type { Reporter } from '../output/reporter.js';
import { withRequestId } from '../problem.js';
import { type OpenRequest, type RequestJournal, requestDigest } from './journal.js';
import { unproven } from './outcomes.js';
import { type AnswerOf, type Settlement, usedAs } from './settlement.js';

export interface Asked<Terms extends Json, T> {
  readonly operation: Operation;
  /** What the user wants, as written: equal content is the same request while its outcome is unknown. */
  readonly content: Json;
  /** As given by the user. */
  readonly requestId: string | undefined;
  /** What the user left open, settled once: a repetition says what the first attempt said. */
  readonly settle: () => Promise<Terms>;
  /** What is signed and sent. */
  readonly submission: (requestId: string, terms: Terms) => Promise<Submission>;
  readonly answerOf: AnswerOf<T>;
}

export interface Sending {
  readonly journal: RequestJournal;
  readonly reporter: Reporter;
  readonly settlement: Settlement;
}

/**
 * Sends a request under one id, however often it takes: the id given, that of an abandoned request
 * with the same content, or a fresh one. The id is told to the user and is on disk before a statement
 * leaves, and is forgotten only when the outcome is certain: the ledger remembers it as done, or as
 * replaced, so that it can never be done.
 *
 * @throws what refused it; {VerificationError} ANSWER_UNPROVEN when the gateway told another outcome than the ledger's
 */
export async function sendOnce<Terms extends Json, T>(sending: Sending, asked: Asked<Terms, T>): Promise<T> {
  const { journal, reporter, settlement } = sending;
  const digest = requestDigest(asked.content);
  const earlier = await earlierRequest(journal, asked, digest);
  const request = new SentRequest(
    sending,
    earlier ?? (await newRequest(asked, digest)),
    earlier !== undefined,
  );
  const { requestId } = request;
  if (earlier === undefined) reporter.note(`request id ${requestId}`);
  else reporter.warn(`sent at ${earlier.sentAt} without an answer: repeating request ${requestId}`);
  try {
    const submission = await asked.submission(requestId, request.terms as Terms);
    const leaving = async (notAfter: string | undefined): Promise<void> => await request.leaving(notAfter);
    const sent = settlement.submit({ ...submission, leaving }, asked.answerOf);
    const { answer, isAsTold } = await sent.catch((error: unknown) =>
      request.trueOutcome(error, submission, asked),
    );
    if (!isAsTold) throw otherThanTold(requestId);
    await journal.close(requestId);
    return answer;
  } catch (error) {
    await request.abandon();
    throw withRequestId(error, requestId);
  }
}

/** One request on its way, and what the journal has to know of it. */
class SentRequest {
  readonly #sending: Sending;
  readonly #isRepeated: boolean;
  #request: OpenRequest;
  #isOpen: boolean;

  constructor(sending: Sending, request: OpenRequest, isRepeated: boolean) {
    this.#sending = sending;
    this.#request = request;
    this.#isRepeated = isRepeated;
    this.#isOpen = isRepeated;
  }

  get requestId(): string {
    return this.#request.requestId;
  }

  get terms(): Json {
    return this.#request.terms;
  }

  /** Returns when it is on disk that a statement is about to leave. */
  async leaving(notAfter: string | undefined): Promise<void> {
    this.#request = { ...this.#request, ...(notAfter === undefined ? {} : { notAfter }) };
    this.#isOpen = true;
    await this.#sending.journal.open({ ...this.#request, waiter: THIS_RUN });
  }

  /** After a failure: the command waits no longer for the outcome, which may still come. */
  async abandon(): Promise<void> {
    if (this.#isOpen) await this.#sending.journal.open(this.#request);
  }

  /**
   * What became of a request that failed: a refusal counts when the ledger has burned the request, and is no
   * refusal when the ledger has done what it asks.
   * @throws the failure
   */
  async trueOutcome<T>(
    error: unknown,
    { request }: Submission,
    { answerOf }: Pick<Asked<Json, T>, 'answerOf'>,
  ): Promise<{ readonly answer: T; readonly isAsTold: true }> {
    if (!this.#isOpen) throw error;
    const record = isRefusal(error) ? await this.#giveUp(error) : this.#tellOpen(error);
    if (record === undefined || !isRefusal(error)) throw error;
    await this.#close();
    const result = usedAs(record, await digestOfRequest(request));
    if (result === undefined) throw error;
    this.#tellFalseRefusal(error);
    return { answer: answerOf(result, request, undefined), isAsTold: true };
  }

  #tellFalseRefusal({ code }: FapiaoError): void {
    // The gateway had not refused it: the endorsers were slow to know it.
    if (code === 'ANSWER_UNPROVEN') return;
    const words = `the gateway refused request ${this.requestId} (${code}), but the ledger has done it`;
    this.#sending.reporter.alarm(`${words}: do not trust this gateway`);
  }

  async #close(): Promise<void> {
    this.#isOpen = false;
    await this.#sending.journal.close(this.requestId);
  }

  /** @returns undefined when nothing certain can be learned now */
  async #giveUp(error: unknown): Promise<RequestRecord<Json> | undefined> {
    try {
      return await this.#sending.settlement.giveUp(this.requestId, { error, isRepeated: this.#isRepeated });
    } catch (reason) {
      return this.#tellOpen(reason);
    }
  }

  #tellOpen(reason: unknown): undefined {
    const { notAfter } = this.#request;
    const until = notAfter === undefined ? '' : ` until ${notAfter}`;
    const words = `whether request ${this.requestId} is done is not known, and it may yet be${until}`;
    const why = reason instanceof Error ? reason.message : String(reason);
    this.#sending.reporter.warn(`${words} (${why}); the same command repeats it safely`);
    return undefined;
  }
}

async function earlierRequest(
  journal: RequestJournal,
  { operation, requestId }: Pick<Asked<Json, unknown>, 'operation' | 'requestId'>,
  digest: string,
): Promise<OpenRequest | undefined> {
  if (requestId === undefined) return await journal.findAbandoned(operation, digest);
  const known = await journal.findById(requestId);
  return known?.digest === digest ? known : undefined;
}

async function newRequest<Terms extends Json>(
  asked: Pick<Asked<Terms, unknown>, 'operation' | 'requestId' | 'settle'>,
  digest: string,
): Promise<OpenRequest> {
  const { operation, requestId = randomUUID() } = asked;
  return { requestId, operation, digest, terms: await asked.settle(), sentAt: new Date().toISOString() };
}

/** What says that nothing has changed, or that nothing is certain: the ledger has the last word. */
function isRefusal(error: unknown): error is FapiaoError {
  return error instanceof FapiaoError && error.kind !== 'ledger';
}

function otherThanTold(requestId: string): VerificationError {
  const message = `the gateway’s answer to request ${requestId} is not what the ledger remembers: fapiao request show ${requestId} tells that`;
  return unproven(message);
}
