import {
  Executor,
  FapiaoError,
  formatInstant,
  type OfficerJson,
  type Request,
  type RequestRecord,
  requestText,
  type ScopedKeyJson,
  type SignedRequest,
  type Signer,
} from '@fapiao-ledger/core';
import { SELLER } from './draft.ts';
import { AT, LEDGER, seller, TERMS } from './issuing.ts';
import { cryptography, TaxpayerKeys } from './taxpayer-keys.ts';

export const DAY_SECONDS = 86_400;

/** A request under its statement, as a transaction has it. */
export interface Submission {
  readonly request: SignedRequest;
  readonly digest: string;
}

/** The parts of a submission that a test may choose; the rest is right. */
export interface SubmissionChanges {
  readonly requestId?: string;
  readonly replaces?: string;
  readonly content?: string;
  readonly actor?: string;
  readonly keyEpoch?: string;
  /** Seconds. */
  readonly end?: number;
  readonly by?: TaxpayerKeys;
  readonly ledger?: string;
  readonly contract?: string;
}

/** One signer on a ledger that remembers its requests: each call of `submit` is a transaction. */
export class Executing {
  readonly keys = new TaxpayerKeys();
  readonly records = new Map<string, RequestRecord<string>>();
  at = AT;
  lifetimeMaxSeconds = 7 * DAY_SECONDS;
  signer: Signer & Pick<OfficerJson, 'operations'> = { ...seller, publicKey: this.keys.publicKey };
  furtherKeys: readonly ScopedKeyJson[] = [];
  #answers = 0;

  sign(changes: SubmissionChanges = {}): Submission {
    const { requestId = 'request-new', replaces, content = 'one', actor = SELLER } = changes;
    const { keyEpoch = this.signer.keyEpoch, end = this.at + 3_600, by = this.keys } = changes;
    const { ledger = TERMS.ledger, contract = TERMS.contract } = changes;
    const names = replaces === undefined ? { requestId } : { requestId, replaces };
    const whole: Request = { ...names, actor, operation: 'transfer', body: { content } };
    const seal = by.seal(whole, { ledger, contract, keyEpoch, notAfter: formatInstant(end) });
    return { request: { ...names, ...seal }, digest: cryptography.sha256(requestText(whole)) };
  }

  /** @returns the answer of each submission, which no other has, or the code of its refusal */
  submit(...submissions: readonly Submission[]): readonly string[] {
    const executor = this.#executor();
    const answer = submissions.map((submission) => this.#perform(executor, submission));
    for (const [requestId, record] of executor.written) this.records.set(requestId, record);
    return answer.map((answer) => (answer instanceof FapiaoError ? answer.code : answer));
  }

  /** Returns the refusal of a submission that must be refused. */
  refusalOf(submission: Submission): FapiaoError {
    const answer = this.#perform(this.#executor(), submission);
    if (answer instanceof FapiaoError) return answer;
    throw new Error(`not refused: ${answer}`);
  }

  #executor(): Executor<string> {
    return new Executor<string>({
      ledger: LEDGER,
      operation: 'transfer',
      signer: this.signer,
      keys: this.furtherKeys,
      at: this.at,
      lifetimeMaxSeconds: this.lifetimeMaxSeconds,
      cryptography,
      recordOf: (requestId) => this.records.get(requestId),
    });
  }

  #perform(executor: Executor<string>, { request, digest }: Submission): string | FapiaoError {
    try {
      const first = executor.admit(request, digest);
      if (first !== undefined) return first;
    } catch (error) {
      if (error instanceof FapiaoError) return error;
      throw error;
    }
    this.#answers += 1;
    const answer = `answer ${this.#answers}`;
    executor.record(request, digest, answer);
    return answer;
  }
}
