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
import { beijingTime } from '../output/beijing.js';
import type { Reporter } from '../output/reporter.js';
import { withRequestId } from '../problem.js';
import { phrase } from '../words/phrase.js';
import { type OpenRequest, type RequestJournal, requestDigest } from './journal.js';
import { unproven } from './outcomes.js';
import { type AnswerOf, type Settlement, usedAs } from './settlement.js';

export interface Order<Terms extends Json, T> {
  readonly operation: Operation;
  /** The user's input as written. Equal content is the same request while its outcome is unknown. */
  readonly content: Json;
  /** The id that the user gave. */
  readonly requestId: string | undefined;
  /** Settles once what the user left open, so that a repetition has the content of the first attempt. */
  readonly settle: () => Promise<Terms>;
  /** Returns the request to sign and send. */
  readonly submission: (requestId: string, terms: Terms) => Promise<Submission>;
  readonly answerOf: AnswerOf<T>;
}

export interface Sending {
  readonly journal: RequestJournal;
  readonly reporter: Reporter;
  readonly settlement: Settlement;
}

/**
 * Sends a request under one id, however many attempts it takes: the user's id, that of an abandoned request with the
 * same content, or a new one. The id is shown and on disk before a statement is sent. It is forgotten only when the
 * outcome is certain: the ledger remembers the request as done, or as replaced, so that it can never be done.
 *
 * @throws the refusal; {VerificationError} ANSWER_UNPROVEN when the gateway's outcome is not the ledger's
 */
export async function sendOnce<Terms extends Json, T>(sending: Sending, order: Order<Terms, T>): Promise<T> {
  const { journal, reporter, settlement } = sending;
  const digest = requestDigest(order.content);
  const earlier = await earlierRequest(journal, order, digest);
  const request = new SentRequest(
    sending,
    earlier ?? (await newRequest(order, digest)),
    earlier !== undefined,
  );
  const { requestId } = request;
  if (earlier === undefined) reporter.note(phrase('request id {requestId}', { requestId }));
  else
    reporter.warn(
      phrase('sent at {sentAt} without an answer: repeating request {requestId}', {
        sentAt: beijingTime(earlier.sentAt),
        requestId,
      }),
    );
  try {
    const submission = await order.submission(requestId, request.terms as Terms);
    const leaving = async (notAfter: string | undefined): Promise<void> => await request.leaving(notAfter);
    const attempt = settlement.submit({ ...submission, leaving }, order.answerOf);
    const { answer, isConfirmed } = await attempt.catch((error: unknown) =>
      request.trueOutcome(error, submission, order),
    );
    if (!isConfirmed) throw contradiction(requestId);
    await journal.close(requestId);
    return answer;
  } catch (error) {
    await request.abandon();
    throw withRequestId(error, requestId);
  }
}

/** One request on its way, and its note in the journal. */
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

  /** Notes that a statement is about to be sent, and returns when the note is on disk. */
  async leaving(notAfter: string | undefined): Promise<void> {
    this.#request = { ...this.#request, ...(notAfter === undefined ? {} : { notAfter }) };
    this.#isOpen = true;
    await this.#sending.journal.open({ ...this.#request, waiter: THIS_RUN });
  }

  /** After a failure: this command no longer waits for the outcome, which may still come. */
  async abandon(): Promise<void> {
    if (this.#isOpen) await this.#sending.journal.open(this.#request);
  }

  /**
   * Returns the answer of a request that failed here but that the ledger has done. A refusal holds only when the ledger
   * has canceled the request.
   * @throws the failure
   */
  async trueOutcome<T>(
    error: unknown,
    { request }: Submission,
    { answerOf }: Pick<Order<Json, T>, 'answerOf'>,
  ): Promise<{ readonly answer: T; readonly isConfirmed: true }> {
    if (!this.#isOpen) throw error;
    const record = isRefusal(error) ? await this.#giveUp(error) : this.#tellOpen(error);
    if (record === undefined || !isRefusal(error)) throw error;
    await this.#close();
    const result = usedAs(record, await digestOfRequest(request));
    if (result === undefined) throw error;
    this.#tellFalseRefusal(error);
    return { answer: answerOf(result, request, undefined), isConfirmed: true };
  }

  #tellFalseRefusal({ code }: FapiaoError): void {
    // The gateway did not refuse the request: the endorsers learned of it late.
    if (code === 'ANSWER_UNPROVEN') return;
    this.#sending.reporter.alarm(
      phrase(
        'the gateway refused request {requestId} ({code}), but the ledger has done it: do not trust this gateway',
        { requestId: this.requestId, code },
      ),
    );
  }

  async #close(): Promise<void> {
    this.#isOpen = false;
    await this.#sending.journal.close(this.requestId);
  }

  /** @returns undefined when nothing is certain now */
  async #giveUp(error: unknown): Promise<RequestRecord<Json> | undefined> {
    try {
      return await this.#sending.settlement.giveUp(this.requestId, { error, isRepeated: this.#isRepeated });
    } catch (reason) {
      return this.#tellOpen(reason);
    }
  }

  #tellOpen(reason: unknown): undefined {
    const { notAfter } = this.#request;
    const words = {
      requestId: this.requestId,
      why: reason instanceof Error ? reason.message : String(reason),
    };
    this.#sending.reporter.warn(
      notAfter === undefined
        ? phrase(
            'the outcome of request {requestId} is unknown, and it may still take effect ({why}); the same command repeats it safely',
            words,
          )
        : phrase(
            'the outcome of request {requestId} is unknown, and it may still take effect until {until} ({why}); the same command repeats it safely',
            { ...words, until: beijingTime(notAfter) },
          ),
    );
    return undefined;
  }
}

async function earlierRequest(
  journal: RequestJournal,
  { operation, requestId }: Pick<Order<Json, unknown>, 'operation' | 'requestId'>,
  digest: string,
): Promise<OpenRequest | undefined> {
  if (requestId === undefined) return await journal.findAbandoned(operation, digest);
  const note = await journal.findById(requestId);
  return note?.digest === digest ? note : undefined;
}

async function newRequest<Terms extends Json>(
  order: Pick<Order<Terms, unknown>, 'operation' | 'requestId' | 'settle'>,
  digest: string,
): Promise<OpenRequest> {
  const { operation, requestId = randomUUID() } = order;
  return { requestId, operation, digest, terms: await order.settle(), sentAt: new Date().toISOString() };
}

/** An error of kind `ledger` leaves the outcome open; every other error is a refusal, which the ledger must confirm. */
function isRefusal(error: unknown): error is FapiaoError {
  return error instanceof FapiaoError && error.kind !== 'ledger';
}

function contradiction(requestId: string): VerificationError {
  const message = phrase(
    'the gateway’s answer to request {requestId} differs from the ledger’s record: fapiao request show {requestId} shows the record',
    { requestId },
  );
  return unproven(message);
}
