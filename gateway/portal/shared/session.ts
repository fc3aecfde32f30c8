import {
  type ActAnswer,
  type ActBody,
  followsLostAttempt,
  GatewayClient,
  GatewayError,
  httpActOf,
  type IssueAnswer,
} from '@fapiao-ledger/client';
import {
  canonicalJson,
  type DraftJson,
  FapiaoError,
  isJsonObject,
  type Json,
  type ReturnJson,
} from '@fapiao-ledger/core';
import { exclusively } from './exclusively.ts';
import type { PortalIdentity } from './identity/portal-identity.ts';
import type { Work } from './paging.ts';
import { PortalError } from './portal-error.ts';
import {
  type Act,
  frozenCopy,
  type ManyAct,
  type ManyOperation,
  type PortalOperation,
} from './signing/act.ts';
import type { OpenRequest } from './signing/open-request.ts';
import { type Shown, shownOf } from './signing/shown.ts';
import { OtherTerms } from './signing/terms.ts';
import type { Store } from './store.ts';
import type { SigningWords } from './words/signing-words.ts';

/** Time limit of one attempt. */
const TIMEOUT_MS = 60_000;

/** Statements about different invoices that are sent at a time. */
const TOGETHER = 4;

/** What is asked before anything is signed. */
export interface Question extends Shown {
  /** Code of the signer, whose key signs. */
  readonly as: string;
  readonly ledger: string;
  /** The document that is signed, beside the one that it follows, for the person to see what changes. */
  readonly compared?: { readonly before: Json; readonly after: Json };
}

/** Shows what would be signed. Resolves to whether the person agreed. */
export type Ask = (question: Question) => Promise<boolean>;

/** Drafts that are issued together or not at all. */
export interface IssueRequest {
  readonly requestId: string;
  readonly drafts: readonly DraftJson[];
  readonly lane: string;
}

/** What became of a request: its invoices, or the error. */
export interface IssuedPage {
  readonly requestId: string;
  readonly answer?: IssueAnswer;
  readonly error?: unknown;
}

/** What became of one of several statements. */
export interface Outcome<T> {
  readonly answer?: T;
  readonly error?: unknown;
}

/** What became of an act on one of several invoices. */
export interface ChangedInvoice extends Outcome<ActAnswer<ManyOperation>> {
  readonly number: string;
}

/** What the portal's client does over the network; a test puts a hostile gateway in its place. */
export interface SessionOptions {
  readonly gateway: URL;
  readonly identity: PortalIdentity;
  readonly store: Pick<Store, 'keepRequest' | 'forgetRequest' | 'openRequests'>;
  /**
   * Returns the document whose digest an act signs, recomputed, as `ownTerms` does. Without it no such act is signed: a phone signs none,
   * and does not load what computes digests.
   */
  readonly ownTerms?: OwnTerms;
  readonly now?: () => Date;
}

/** A request whose statement has not left this browser. */
type UnsentRequest = Pick<OpenRequest, 'requestId' | 'operation' | 'body' | 'unsigned'>;

type OwnTerms = (act: Act) => Json | undefined;

/**
 * One identity at work at one gateway. It reads, and it signs in one way alone: `confirmAndSign`. The client that could sign otherwise
 * does not leave this class.
 */
export class Session {
  readonly identity: PortalIdentity;
  readonly #client: GatewayClient;
  readonly #store: SessionOptions['store'];
  readonly #ownTerms: OwnTerms;
  readonly #now: () => Date;

  constructor({ gateway, identity, store, ownTerms = noTerms, now = () => new Date() }: SessionOptions) {
    const { id, contract, channel } = identity.ledger;
    this.identity = identity;
    this.#store = store;
    this.#ownTerms = ownTerms;
    this.#now = now;
    this.#client = new GatewayClient({
      gateway,
      channel,
      identity,
      timeoutMs: TIMEOUT_MS,
      // Pinned with the identity, so that no answer can lead a statement to another ledger.
      ledger: async () => await Promise.resolve({ id, contract }),
      now,
    });
  }

  /** Returns the JSON answer under a path below /v1. It is shown, and decides nothing about what is signed. */
  async read<T>(path: string): Promise<T> {
    return await this.#client.read<T>(path);
  }

  /** Returns a file, such as a receipt. */
  async readFile(path: string, body?: Json): Promise<Uint8Array> {
    return await this.#client.readFile(path, body);
  }

  /**
   * Shows an act and signs it when the person agrees. What is shown and what is signed are one frozen copy of the body, taken before the
   * question: neither an answer of the gateway nor the page can alter it meanwhile.
   *
   * @throws {PortalError} still-open when the same is signed and its outcome unknown, not-confirmed when the person does not agree
   * @throws {OtherTerms} when the shown document is not the one whose digest would be signed
   * @throws what `GatewayClient.submit` throws
   */
  async confirmAndSign<T, Of extends PortalOperation = PortalOperation>(
    act: Act<Of>,
    ask: Ask,
    words: SigningWords<Of>,
  ): Promise<T> {
    const shown = frozenCopy(act);
    const terms = this.#ownTerms(shown as unknown as Act);
    const { operation, unsigned } = shown;
    const body = shown.body as unknown as Json;
    const compared = shown.follows === undefined ? {} : { compared: { before: shown.follows, after: body } };
    const requestId = crypto.randomUUID();
    const unsent = { requestId, operation, body, ...(unsigned === undefined ? {} : { unsigned }) };
    await this.#agree([unsent], ask, { ...shownOf(operation, body, words, terms), ...compared });
    return await this.#sendNew<T>(unsent);
  }

  /**
   * Shows the drafts of several requests as one question, and sends request after request when the person agrees. A refusal does not stop
   * the others; an unknown outcome and the person's cancellation do, and leave the rest unsent.
   *
   * @returns what became of each request that was sent, in order
   * @throws {PortalError} still-open when the same is signed under another id, or something else under the same id, and its outcome is
   *   unknown; not-confirmed when the person does not agree
   */
  async confirmAndIssue(
    requests: readonly IssueRequest[],
    ask: Ask,
    words: SigningWords<'issue'>,
    { signal, report }: Work,
  ): Promise<readonly IssuedPage[]> {
    const shown = frozenCopy(requests);
    const body = { drafts: shown.flatMap(({ drafts }) => drafts) } as unknown as Json;
    const unsent = shown.map(({ requestId, drafts, lane }) => ({
      requestId,
      operation: 'issue' as const,
      body: { drafts } as unknown as Json,
      unsigned: { lane },
    }));
    await this.#agree(unsent, ask, shownOf('issue', body, words));
    const outcomes: IssuedPage[] = [];
    let done = 0;
    const total = shown.reduce((sum, { drafts }) => sum + drafts.length, 0);
    report({ done, total });
    for (const [place, statement] of unsent.entries()) {
      if (signal.aborted) return outcomes;
      const outcome = await this.#outcomeOf<IssueAnswer>(statement);
      outcomes.push({ requestId: statement.requestId, ...outcome });
      done += shown[place]?.drafts.length ?? 0;
      report({ done, total });
      if (outcome.error !== undefined && !isSettled(outcome.error)) return outcomes;
    }
    return outcomes;
  }

  /**
   * Shows an act on several invoices as one question, and signs one statement for each when the person agrees. A refusal does not stop the
   * others; an unknown outcome and the person's cancellation do, and leave the rest unsent.
   *
   * @returns what became of each invoice that was sent, in order
   * @throws {PortalError} still-open, not-confirmed
   */
  async confirmAndSignEach(
    act: ManyAct,
    ask: Ask,
    words: SigningWords<ManyOperation>,
    work: Work,
  ): Promise<readonly ChangedInvoice[]> {
    const { operation, body } = frozenCopy(act);
    const { invoices, ...terms } = body;
    const parts = invoices.map((invoice) => ({
      requestId: crypto.randomUUID(),
      operation,
      body: { ...terms, invoices: [invoice] } as unknown as Json,
    }));
    await this.#agree(parts, ask, shownOf(operation, body as unknown as Json, words));
    const outcomes = await this.#sendEach<ActAnswer<ManyOperation>>(parts, work);
    return outcomes.map((outcome, place) => ({ number: invoices[place]?.number ?? '', ...outcome }));
  }

  /**
   * Shows the officer's decisions about several returns as one question, each with the return whose digest it signs, and signs one statement for
   * each when the officer agrees. It ends as `confirmAndSignEach`.
   *
   * @returns what became of each decision that was sent, in order
   * @throws {PortalError} still-open, not-confirmed
   * @throws {OtherTerms} when one of the shown returns is not the one whose digest would be signed
   */
  async confirmAndDecide(
    decisions: readonly Act<'accept-return'>[],
    ask: Ask,
    words: SigningWords<'accept-return'>,
    work: Work,
  ): Promise<readonly Outcome<ReturnJson>[]> {
    const shown = frozenCopy(decisions);
    const returns = shown.map((act) => this.#ownTerms(act) ?? {});
    const statements = shown.map(({ operation, body }) => ({
      requestId: crypto.randomUUID(),
      operation,
      body: body as unknown as Json,
    }));
    const whole = { returns: statements.map(({ body }) => body) };
    await this.#agree(statements, ask, shownOf('accept-return', whole, words, { returns }));
    return await this.#sendEach<ReturnJson>(statements, work);
  }

  /** Sends statements, some at a time. A refusal does not stop the others; an unknown outcome and the cancellation do. */
  async #sendEach<T>(
    statements: readonly UnsentRequest[],
    { signal, report }: Work,
  ): Promise<readonly Outcome<T>[]> {
    const outcomes: Outcome<T>[] = [];
    report({ done: 0, total: statements.length });
    for (let next = 0; next < statements.length && !signal.aborted; next += TOGETHER) {
      const sent = statements.slice(next, next + TOGETHER);
      outcomes.push(...(await Promise.all(sent.map((each) => this.#outcomeOf<T>(each)))));
      report({ done: outcomes.length, total: statements.length });
      if (outcomes.some(({ error }) => error !== undefined && !isSettled(error))) break;
    }
    return outcomes;
  }

  async #outcomeOf<T>(statement: UnsentRequest): Promise<Outcome<T>> {
    try {
      return { answer: await this.#sendNew<T>(statement) };
    } catch (error) {
      return { error };
    }
  }

  /** Asks a question by a body, such as which own ids have an invoice. It changes nothing. */
  async ask<T>(path: string, body: Json): Promise<T> {
    return await this.#client.ask<T>(path, body);
  }

  /** Returns the requests whose outcome is not known: a lost answer, or a page that was closed meanwhile. */
  async openRequests(): Promise<readonly OpenRequest[]> {
    return await this.#store.openRequests(this.identity.id);
  }

  /**
   * Sends a request again under its id, as it was shown. The ledger remembers the id, so it takes effect once.
   * @throws {PortalError} ledger-other when it was shown for another ledger
   */
  async repeat<T>(request: OpenRequest): Promise<T> {
    if (request.ledger !== this.identity.ledger.id) throw new PortalError('ledger-other');
    return await this.#send<T>(frozenCopy(request));
  }

  /** Asks about statements that are not open. Another tab may send the same while the question is open, so that is looked up again. */
  async #agree(
    statements: readonly UnsentRequest[],
    ask: Ask,
    question: Omit<Question, 'as' | 'ledger'>,
  ): Promise<void> {
    await this.#requireNotOpen(statements);
    const { code: as, ledger } = this.identity;
    if (!(await ask({ ...question, as, ledger: ledger.id }))) throw new PortalError('not-confirmed');
    await this.#requireNotOpen(statements);
  }

  /** A second request would be executed beside the first one. A request may be repeated under its id, with its own body alone. */
  async #requireNotOpen(statements: readonly UnsentRequest[]): Promise<void> {
    const open = await this.openRequests();
    const ids = new Map(open.map((request) => [request.requestId, contentOf(request)]));
    const contents = new Set(ids.values());
    const isOpen = (statement: UnsentRequest): boolean => {
      const content = contentOf(statement);
      const kept = ids.get(statement.requestId);
      return kept === undefined ? contents.has(content) : kept !== content;
    };
    if (open.length > 0 && statements.some(isOpen)) throw new PortalError('still-open');
  }

  /** Returns whether an earlier statement about a request may still take effect, so that a refusal settles nothing. */
  async #mayTakeEffect(requestId: string): Promise<boolean> {
    const earlier = (await this.openRequests()).find((open) => open.requestId === requestId)?.notAfter;
    return earlier !== undefined && Date.parse(earlier) > this.#now().getTime();
  }

  async #sendNew<T>(statement: UnsentRequest): Promise<T> {
    const { id: identity, ledger } = this.identity;
    return await this.#send<T>({
      ...statement,
      identity,
      ledger: ledger.id,
      sentAt: this.#now().getTime(),
    });
  }

  async #send<T>(open: OpenRequest): Promise<T> {
    const { requestId, operation, body, unsigned: { lane, csr } = {} } = open;
    const { method, path, body: fields } = httpActOf(operation, body as unknown as ActBody<typeof operation>);
    const request = { actor: this.identity.code, operation, requestId, body };
    const isRepeated = await this.#mayTakeEffect(requestId);
    const leaving = async (notAfter: string | undefined): Promise<void> => {
      // No other tab looks between this look and the keeping, so only one of two tabs sends what both have asked about.
      await exclusively(`open requests of ${open.identity}`, async () => {
        await this.#requireNotOpen([open]);
        await this.#store.keepRequest({ ...open, ...(notAfter === undefined ? {} : { notAfter }) });
      });
    };
    try {
      const answer = await this.#client.submit<T>({
        request,
        method,
        path,
        body: csr === undefined ? fields : { ...fields, csr },
        leaving,
        ...(lane === undefined ? {} : { lane }),
      });
      requireFitting(operation, body, answer);
      await this.#store.forgetRequest(requestId);
      return answer;
    } catch (error) {
      if (isSettled(error) && !isRepeated) await this.#store.forgetRequest(requestId);
      throw error;
    }
  }
}

/** Operations whose body holds the digest of a document. */
const OF_DIGEST: ReadonlySet<PortalOperation> = new Set(['confirm-red-letter', 'accept-return']);

/** Refuses every act that signs the digest of a document. @throws {OtherTerms} */
const noTerms: OwnTerms = ({ operation, terms }) => {
  if (terms !== undefined || OF_DIGEST.has(operation))
    throw new OtherTerms(`${operation} is not signed here: its document cannot be recomputed`);
};

/** Returns what a request does, whatever its id is. */
function contentOf({ operation, body }: UnsentRequest): string {
  return `${operation} ${canonicalJson(body)}`;
}

/** @throws {GatewayError} LEDGER_OUTCOME_UNKNOWN for an answer that cannot be the one to what was signed */
function requireFitting(operation: string, body: Json, answer: unknown): void {
  const drafts = operation === 'issue' && isJsonObject(body) ? body.drafts : undefined;
  const invoices = isJsonObject(answer) ? answer.invoices : undefined;
  const isFitting = Array.isArray(drafts)
    ? Array.isArray(invoices) && invoices.length === drafts.length
    : isJsonObject(answer);
  if (!isFitting)
    throw new GatewayError('LEDGER_OUTCOME_UNKNOWN', 'the answer does not fit the request that was signed');
}

/** Returns whether a refusal settles the outcome. After a lost attempt it does not: that attempt may still succeed. */
export function isSettled(error: unknown): boolean {
  return error instanceof FapiaoError && !(error instanceof GatewayError) && !followsLostAttempt(error);
}
