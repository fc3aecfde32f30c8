import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { GatewayClient, SignableRequest, Submission } from '@fapiao-ledger/client';
import { digestOfRequest, followsLostAttempt, type Pause } from '@fapiao-ledger/client';
import { FapiaoError, type Json, type RequestRecord } from '@fapiao-ledger/core';
import { phrase } from '../words/phrase.js';
import { type Outcomes, unproven } from './outcomes.js';

/** Writes the answer to a request from what the ledger remembers, and from what only the gateway can add. */
export type AnswerOf<T> = (result: Json, request: SignableRequest, response: T | undefined) => T;

export interface Settled<T> {
  /** The answer that agrees with the ledger. */
  readonly answer: T;
  /** Whether the gateway's answer was the same. */
  readonly isConfirmed: boolean;
}

/** The way to learn the outcome of a request for certain. */
export interface Settlement {
  /** Sends a request. @throws as `GatewayClient.submit`; {VerificationError} ANSWER_UNPROVEN */
  submit<T>(submission: Submission, answerOf: AnswerOf<T>): Promise<Settled<T>>;
  /**
   * Cancels a request, so that it can never take effect, unless it has.
   *
   * @param refusal of the request, if there was one
   * @returns what the ledger remembers of it forever: that it was used, or that it was replaced
   * @throws the reason why the outcome is unknown
   */
  giveUp(requestId: string, refusal?: Refused): Promise<RequestRecord<Json>>;
  /** Returns what the ledger remembers under the id of a refused request. @throws `error`, the refusal, when that is not proved */
  recordBehind(requestId: string, error: unknown): Promise<RequestRecord<Json>>;
}

export interface Refused {
  readonly error: unknown;
  /** Whether an earlier command sent the request and got no answer. */
  readonly isRepeated: boolean;
}

/** Endorsing peers may be behind the peer that answered: waits of 0.05 s to 3.2 s, 6.35 s in all. */
const ATTEMPTS_MAX = 8;
const PAUSE_MS = 50;

export interface ProvedParts {
  readonly client: GatewayClient;
  readonly outcomes: Pick<Outcomes, 'recordOf'>;
  readonly actor: string;
  readonly pause?: Pause;
}

/** Settles by the endorsed record of the ledger's organizations. It trusts no gateway. */
export class ProvedSettlement implements Settlement {
  readonly #parts: ProvedParts;
  readonly #pause: Pause;

  constructor(parts: ProvedParts) {
    this.#parts = parts;
    this.#pause = parts.pause ?? ((milliseconds) => setTimeout(milliseconds));
  }

  async submit<T>(submission: Submission, answerOf: AnswerOf<T>): Promise<Settled<T>> {
    const { request } = submission;
    const { requestId } = request;
    const digest = await digestOfRequest(request);
    const response = await this.#parts.client.submit<T>({ ...submission, digest });
    const record = await this.#recordSoon(requestId);
    const result = usedAs(record, digest);
    if (result === undefined) {
      throw unproven(
        record === undefined
          ? phrase(
              'the gateway says that request {requestId} is done, but the endorsers have no record of it',
              {
                requestId,
              },
            )
          : phrase(
              'the gateway says that request {requestId} is done, but the endorsers have another request under this id',
              { requestId },
            ),
      );
    }
    const answer = answerOf(result, request, response);
    return { answer, isConfirmed: isDeepStrictEqual(response, answer) };
  }

  /** Cancels a request. Only the ledger's record tells the outcome, whatever the gateway answers. */
  async giveUp(requestId: string): Promise<RequestRecord<Json>> {
    const refusal = await this.#cancel(requestId);
    const isThere = refusal === undefined || isUsed(refusal);
    const record = await (isThere ? this.#recordSoon(requestId) : this.#parts.outcomes.recordOf(requestId));
    if (record !== undefined) return record;
    throw (
      refusal ??
      unproven(
        phrase('the gateway says that request {requestId} is cancelled, but the endorsers have no record', {
          requestId,
        }),
      )
    );
  }

  async recordBehind(requestId: string, error: unknown): Promise<RequestRecord<Json>> {
    const record = await this.#recordSoon(requestId);
    if (record === undefined) throw error;
    return record;
  }

  /** Returns the reason of a refusal, or undefined when there was none. */
  async #cancel(replaces: string): Promise<unknown> {
    const { client, actor } = this.#parts;
    try {
      await cancel(client, actor, replaces);
      return undefined;
    } catch (error) {
      return error;
    }
  }

  /** Reads a record that has just been written until all endorsers have it: before that, some have none or they differ. */
  async #recordSoon(requestId: string): Promise<RequestRecord<Json> | undefined> {
    for (let attempt = 1; ; attempt += 1) {
      const record = await this.#recordOrDoubt(requestId);
      const isDoubtful = record === undefined || record instanceof FapiaoError;
      if (!isDoubtful) return record;
      if (attempt === ATTEMPTS_MAX) {
        if (record !== undefined) throw record;
        return undefined;
      }
      await this.#pause(PAUSE_MS * 2 ** (attempt - 1));
    }
  }

  async #recordOrDoubt(requestId: string): Promise<RequestRecord<Json> | FapiaoError | undefined> {
    try {
      return await this.#parts.outcomes.recordOf(requestId);
    } catch (error) {
      if (error instanceof FapiaoError && error.code === 'LEDGER_ENDORSEMENT') return error;
      throw error;
    }
  }
}

/** Settles by the gateway's answers, for identities whose custodian signs: such a gateway holds the key anyway. */
export class TrustingSettlement implements Settlement {
  readonly #client: GatewayClient;
  readonly #actor: string;

  constructor({ client, actor }: Pick<ProvedParts, 'client' | 'actor'>) {
    this.#client = client;
    this.#actor = actor;
  }

  async submit<T>(submission: Submission): Promise<Settled<T>> {
    return { answer: await this.#client.submit<T>(submission), isConfirmed: true };
  }

  /**
   * Returns the outcome of a refused request. A refusal settles a request that was sent once. A repetition may be refused
   * before it reaches the ledger, which alone knows the outcome of the first attempt: the request then stays open.
   */
  async giveUp(requestId: string, refusal?: Refused): Promise<RequestRecord<Json>> {
    if (refusal === undefined) return { replacedBy: await cancel(this.#client, this.#actor, requestId) };
    if (refusal.isRepeated || followsLostAttempt(refusal.error)) throw refusal.error;
    return { replacedBy: requestId };
  }

  /** The gateway says that the id is used and not by what. */
  async recordBehind(_requestId: string, error: unknown): Promise<never> {
    return await Promise.reject(error);
  }
}

/** Sends the request that cancels another. @returns its id */
async function cancel(client: GatewayClient, actor: string, replaces: string): Promise<string> {
  const requestId = randomUUID();
  const request = { actor, operation: 'cancel', requestId, replaces, body: {} } as const;
  await client.submit<Json>({ request, path: '/cancellations', body: {} });
  return requestId;
}

/** Returns the result of a request that was used with this content; undefined when it was not. */
export function usedAs(record: RequestRecord<Json> | undefined, digest: string): Json | undefined {
  return record !== undefined && 'digest' in record && record.digest === digest ? record.result : undefined;
}

function isUsed(refusal: unknown): boolean {
  return refusal instanceof FapiaoError && refusal.code === 'REPLACED_REQUEST_USED';
}
