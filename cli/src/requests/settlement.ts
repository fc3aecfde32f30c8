import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { GatewayClient, Submission } from '@fapiao-ledger/client';
import { digestOfRequest, followsLostAttempt, type Pause } from '@fapiao-ledger/client';
import { FapiaoError, type Json, type Request, type RequestRecord } from '@fapiao-ledger/core';
import { type Outcomes, unproven } from './outcomes.js';

/** How the answer to a request is written from what the ledger remembers of it, and from what only the gateway has told. */
export type AnswerOf<T> = (result: Json, request: Request, told: T | undefined) => T;

export interface Settled<T> {
  /** What the ledger remembers. */
  readonly answer: T;
  /** Whether the gateway told the same. */
  readonly isAsTold: boolean;
}

/** How the outcome of a request comes to be known for certain. */
export interface Settlement {
  /** Sends a request. @throws as `GatewayClient.submit`; {VerificationError} ANSWER_UNPROVEN */
  submit<T>(submission: Submission, answerOf: AnswerOf<T>): Promise<Settled<T>>;
  /**
   * Sees to it that a request can never take effect any more, unless it has.
   *
   * @param refusal of the request, if there was one
   * @returns what the ledger remembers of it for ever: that it was used, or that it was replaced
   * @throws what keeps the outcome from being known
   */
  giveUp(requestId: string, refusal?: Refused): Promise<RequestRecord<Json>>;
}

export interface Refused {
  readonly error: unknown;
  /** Whether the request had been sent before, by a command that heard no answer. */
  readonly isRepeated: boolean;
}

/** Peers that endorse may be behind the one that answered: waits of 0.05 s to 3.2 s, 6.35 s in all. */
const ASKED_MAX = 8;
const PAUSE_MS = 50;

export interface ProvedParts {
  readonly client: GatewayClient;
  readonly outcomes: Pick<Outcomes, 'recordOf'>;
  readonly actor: string;
  readonly pause?: Pause;
}

/** Believes the ledger's organizations and no gateway. */
export class ProvedSettlement implements Settlement {
  readonly #parts: ProvedParts;
  readonly #pause: Pause;

  constructor(parts: ProvedParts) {
    this.#parts = parts;
    this.#pause = parts.pause ?? ((milliseconds) => setTimeout(milliseconds));
  }

  async submit<T>(submission: Submission, answerOf: AnswerOf<T>): Promise<Settled<T>> {
    const told = await this.#parts.client.submit<T>(submission);
    const { requestId } = submission.request;
    const record = await this.#recordSoon(requestId);
    const result = usedAs(record, await digestOfRequest(submission.request));
    if (result === undefined) {
      const said = record === undefined ? 'know nothing of it' : 'know it as another one';
      throw unproven(`the gateway says that request ${requestId} is done, the endorsers ${said}`);
    }
    const answer = answerOf(result, submission.request, told);
    return { answer, isAsTold: isDeepStrictEqual(told, answer) };
  }

  /** Whatever the gateway answers, the ledger has the last word: only what it remembers tells the outcome. */
  async giveUp(requestId: string): Promise<RequestRecord<Json>> {
    const refusal = await this.#cancel(requestId);
    const isThere = refusal === undefined || isUsed(refusal);
    const record = await (isThere ? this.#recordSoon(requestId) : this.#parts.outcomes.recordOf(requestId));
    if (record !== undefined) return record;
    throw (
      refusal ??
      unproven(`the gateway says that request ${requestId} is cancelled, the endorsers know nothing of it`)
    );
  }

  /** Returns why it was refused, undefined when it was not. */
  async #cancel(replaces: string): Promise<unknown> {
    const { client, actor } = this.#parts;
    try {
      await cancel(client, actor, replaces);
      return undefined;
    } catch (error) {
      return error;
    }
  }

  /** What has just been written, asked for until all endorsers know it: meanwhile they may know nothing, or differ. */
  async #recordSoon(requestId: string): Promise<RequestRecord<Json> | undefined> {
    for (let asked = 1; ; asked += 1) {
      const record = await this.#recordOrDoubt(requestId);
      const isDoubtful = record === undefined || record instanceof FapiaoError;
      if (!isDoubtful) return record;
      if (asked === ASKED_MAX) {
        if (record !== undefined) throw record;
        return undefined;
      }
      await this.#pause(PAUSE_MS * 2 ** (asked - 1));
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

/** For identities whose statements a custodian signs: who trusts a gateway with the key can believe its answers. */
export class ToldSettlement implements Settlement {
  readonly #client: GatewayClient;
  readonly #actor: string;

  constructor({ client, actor }: Pick<ProvedParts, 'client' | 'actor'>) {
    this.#client = client;
    this.#actor = actor;
  }

  async submit<T>(submission: Submission): Promise<Settled<T>> {
    return { answer: await this.#client.submit<T>(submission), isAsTold: true };
  }

  /**
   * A refusal settles a request that was sent once. A repetition may be refused before it reaches the
   * ledger, which alone knows what became of the first: the request then stays open.
   */
  async giveUp(requestId: string, refusal?: Refused): Promise<RequestRecord<Json>> {
    if (refusal === undefined) return { replacedBy: await cancel(this.#client, this.#actor, requestId) };
    if (refusal.isRepeated || followsLostAttempt(refusal.error)) throw refusal.error;
    return { replacedBy: requestId };
  }
}

/** @returns the id of the request that burns the other */
async function cancel(client: GatewayClient, actor: string, replaces: string): Promise<string> {
  const requestId = randomUUID();
  const request = { actor, operation: 'cancel', requestId, replaces, body: {} } as const;
  await client.submit<Json>({ request, path: '/cancellations', body: {} });
  return requestId;
}

/** The result of a request that was used with this content; undefined when it was not. */
export function usedAs(record: RequestRecord<Json> | undefined, digest: string): Json | undefined {
  return record !== undefined && 'digest' in record && record.digest === digest ? record.result : undefined;
}

function isUsed(refusal: unknown): boolean {
  return refusal instanceof FapiaoError && refusal.code === 'REPLACED_REQUEST_USED';
}
