import type { GatewayClient } from '@fapiao-ledger/client';
import {
  CLOCK_SKEW_MAX_SECONDS,
  type Json,
  REQUEST_ATTESTATION_KIND,
  type RequestAttestationJson,
  type RequestRecord,
  readInstant,
  VerificationError,
} from '@fapiao-ledger/core';
import type { TrustFile } from '@fapiao-ledger/pki';
import { checkPolicy, type EndorsedAnswer, endorsersOf, readEndorsed, Trust } from '@fapiao-ledger/pki';
import type { ReceiptSource } from '@fapiao-ledger/receipt';
import { phrase } from '../words/phrase.js';
import { readRequestAttestation } from './request-attestation.js';

export interface OutcomesParts {
  readonly client: Pick<GatewayClient, 'read'>;
  readonly trust: TrustFile;
  /** Code of the actor whose requests are asked for. */
  readonly actor: string;
  readonly now: () => Date;
}

/**
 * The outcomes of one actor's requests, as the ledger's organizations endorse them. A gateway only relays question and
 * answer: it can withhold an answer, but cannot invent one.
 */
export class Outcomes {
  readonly #parts: OutcomesParts;
  readonly #trust: Trust;

  constructor(parts: OutcomesParts) {
    this.#parts = parts;
    this.#trust = new Trust(parts.trust);
  }

  /**
   * Returns what the ledger remembers of a request. A record never changes. That there is none says only that the
   * endorsers had none when they were asked.
   *
   * @throws as `GatewayClient.read`
   * @throws {VerificationError} ANSWER_UNPROVEN when the trust file's organizations do not vouch for the answer
   */
  async recordOf(requestId: string): Promise<RequestRecord<Json> | undefined> {
    const since = this.#parts.now();
    const response = await this.#parts.client.read<ReceiptSource>(`/requests/${requestId}`);
    try {
      const endorsed = readEndorsed(response.attestation, REQUEST_ATTESTATION_KIND);
      const answer = readRequestAttestation(endorsed.answer);
      this.#requireAnswerTo(requestId, answer, endorsed.chaincode);
      this.#requireNow(answer, since);
      this.#requireEndorsed(answer, endorsed);
      return answer.record;
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      const message = phrase('the gateway’s answer about request {requestId} is not proved: {reason}', {
        requestId,
        reason,
      });
      throw unproven(message, { cause });
    }
  }

  #requireAnswerTo(requestId: string, answer: RequestAttestationJson, chaincode: string): void {
    const { ledger, chaincode: contract } = this.#parts.trust;
    const { actor } = this.#parts;
    refuseUnless(
      answer.ledger === ledger,
      phrase('it is of ledger {named}, not {ledger}', { named: answer.ledger, ledger }),
    );
    const contracts = [answer.contract, chaincode];
    refuseUnless(
      contracts.every((name) => name === contract),
      phrase('it is by contract {chaincode}, not {contract}', { chaincode, contract }),
    );
    refuseUnless(
      answer.actor === actor,
      phrase('it is about {named}, not {actor}', { named: answer.actor, actor }),
    );
    refuseUnless(
      answer.requestId === requestId,
      phrase('it is about request {requestId}', { requestId: answer.requestId }),
    );
  }

  /** Refuses an old answer: it may be from before the request was sent. */
  #requireNow({ asOf }: RequestAttestationJson, since: Date): void {
    const at = readInstant(asOf) ?? Number.NaN;
    const [earliest, latest] = [since, this.#parts.now()].map((date) => date.getTime() / 1_000);
    const isNow =
      at >= (earliest as number) - CLOCK_SKEW_MAX_SECONDS &&
      at <= (latest as number) + CLOCK_SKEW_MAX_SECONDS;
    refuseUnless(isNow, phrase('it is as of {asOf}, which is not now', { asOf }));
  }

  #requireEndorsed({ asOf }: RequestAttestationJson, endorsed: EndorsedAnswer): void {
    const at = readInstant(asOf) ?? Number.NaN;
    checkPolicy(endorsersOf(endorsed, this.#trust, at), this.#trust);
  }
}

function refuseUnless(condition: boolean, reason: string): asserts condition {
  if (!condition) throw unproven(reason);
}

/** Returns the error of an answer that the ledger's endorsers do not vouch for. */
export function unproven(message: string, options?: { readonly cause: unknown }): VerificationError {
  return new VerificationError('ANSWER_UNPROVEN', message, options);
}
