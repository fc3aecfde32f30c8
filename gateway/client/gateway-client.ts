import {
  DomainError,
  formatInstant,
  type Json,
  type LedgerName,
  type Operation,
  type StatementSeal,
} from '@fapiao-ledger/core';
import { type ActAnswer, type ActBody, httpActOf } from './acts.js';
import type { ListPath, ReadAnswer, ReadFields, ReadPath } from './answers.js';
import { type ClientEvent, type EventsOptions, followEvents } from './events.js';
import { errorOfAnswer, GatewayError } from './gateway-error.js';
import { readPath } from './read-path.js';
import { type Pause, pauseByClock, type Repeatable, withRetries } from './retry.js';
import { type ClientIdentity, type SignableRequest, sealRequest } from './statement-signer.js';
import { accessToken, type RequestOfToken } from './token.js';
import { exchange, type HttpRequest, withoutAnswer } from './transport.js';
import { type WrittenJson, writtenText } from './written-json.js';

/** What a client of one gateway needs. */
export interface ClientOptions {
  readonly gateway: URL;
  readonly channel: string;
  /** Time limit of one attempt, in milliseconds; 30 s when absent. */
  readonly timeoutMs?: number;
  /** Absent when the caller reads only what is public. */
  readonly identity?: ClientIdentity;
  /** The ledger that statements are for. It must come from the trust file, never from a gateway. */
  readonly ledger?: () => Promise<LedgerName>;
  /** The clock; the machine's when absent. */
  readonly now?: () => Date;
  readonly pause?: Pause;
}

/** What an act needs beside its signed body. */
export interface ActOptions {
  /** Chosen and kept by the caller before it sends: the ledger performs a request once, however often it comes. */
  readonly requestId: string;
  /** An earlier request of the caller that must no longer take effect. */
  readonly replaces?: string;
  /** Lane that issues; `main` when absent. */
  readonly lane?: string;
  /** Fields that are sent and not signed: the certificate request of a key that the bureau registers. */
  readonly beside?: { readonly csr?: string };
}

/** Role of an identity whose statements a custodian signs. Its key serves to log in and signs nothing else. */
export const DELEGATE = 'delegate';

/** An act of a taxpayer or an officer, signed here: only a gateway with a custodian can act in their name. */
export interface Submission {
  /** The request that the caller signs. */
  readonly request: SignableRequest;
  /** Digest of the request, as `digestOfRequest` returns it; computed when absent. */
  readonly digest?: string;
  readonly method?: 'POST' | 'PATCH';
  /** Path under /v1, such as "/invoices". */
  readonly path: string;
  /** Body of the HTTP request. The fields of a signed request may be spread over path and body. */
  readonly body: Json | WrittenJson;
  readonly lane?: string;
  /** Payment that the invoices are paid by, as `paymentText` writes it. */
  readonly payment?: string;
  /** Awaited each time before a statement is sent. `notAfter` is its end in UTC; undefined where a custodian signs. */
  readonly leaving?: (notAfter: string | undefined) => Promise<void>;
}

const TIMEOUT_MS = 30_000;

/** Lifetime of a statement, in seconds: 2 h outlast every retry. */
const STATEMENT_SECONDS = 2 * 3_600;

/** The gateway's REST interface under /v1. Every method throws what `errorOfAnswer` and `exchange` throw. */
export class GatewayClient {
  readonly #options: ClientOptions;
  readonly #pause: Pause;
  readonly #timeoutMs: number;
  /** Registration of the identity's key. The client reads it once. */
  #keyEpoch: string | undefined;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#pause = options.pause ?? pauseByClock;
    this.#timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  }

  /**
   * Returns the answer of a GET, typed by its path as the OpenAPI document writes it. Fields of the path and of the query stand
   * together: `get('/v1/invoices/{number}', { number })`. It is repeated when no answer comes.
   */
  async get<Path extends ReadPath>(path: Path, fields: ReadFields<Path>): Promise<ReadAnswer<Path>> {
    return await this.read<ReadAnswer<Path>>(readPath(path, fields));
  }

  /** Yields the pages of a list in its order, from `cursor` on where the caller gives one. A page is read when the caller asks for it. */
  async *pages<Path extends ListPath>(
    path: Path,
    fields: ReadFields<Path>,
  ): AsyncGenerator<ReadAnswer<Path>> {
    let { cursor } = fields as { readonly cursor?: string };
    do {
      const page = await this.read<ReadAnswer<Path>>(readPath(path, { ...fields, cursor }));
      yield page;
      ({ next: cursor } = page as Page);
    } while (cursor !== undefined);
  }

  /** Yields the events of the caller's invoices, as `followEvents` does. */
  events(options: EventsOptions = {}): AsyncGenerator<ClientEvent> {
    const open = async (after: string | undefined, signal: AbortSignal): Promise<Response> => {
      const request = await this.#request({ method: 'GET', path: '/events' });
      const accept = 'text/event-stream, application/problem+json';
      const headers = { ...request.headers, accept, ...(after && { 'last-event-id': after }) };
      const answer = await exchange({ ...request, headers, signal });
      if (!answer.ok) throw await errorOfAnswer(answer);
      return answer;
    };
    return followEvents(open, options, this.#pause);
  }

  /**
   * Signs a request and sends it, repeated under its request id until its outcome is known.
   *
   * @param signed body that the statement is about
   * @throws {GatewayError} LEDGER_OUTCOME_UNKNOWN when every attempt stays without an answer: the same call under the same request
   *   id is safe at any time
   */
  async act<Of extends Operation>(
    operation: Of,
    signed: ActBody<Of>,
    { requestId, replaces, lane, beside = {} }: ActOptions,
  ): Promise<ActAnswer<Of>> {
    const { code: actor = '' } = this.#signing().identity;
    const { method, path, body, payment } = httpActOf(operation, signed);
    return await this.submit<ActAnswer<Of>>({
      request: {
        actor,
        operation,
        requestId,
        ...(replaces && { replaces }),
        body: signed as unknown as Json,
      },
      method,
      path,
      body: { ...body, ...beside },
      ...(lane && { lane }),
      ...(payment && { payment }),
    });
  }

  /** Returns the JSON answer under a path. It is repeated when no answer comes. */
  async read<T>(path: string): Promise<T> {
    return await this.#json<T>('always', { method: 'GET', path });
  }

  /** Returns the JSON answer to a question that has a body. It is repeated when no answer comes, because it changes nothing. */
  async ask<T>(path: string, body: Json): Promise<T> {
    return await this.#json<T>('always', { method: 'POST', path, body });
  }

  /** Returns a file. With `body` the file depends on the body. Neither form changes the ledger. */
  async readFile(path: string, body?: Json): Promise<Uint8Array> {
    const call =
      body === undefined ? ({ method: 'GET', path } as const) : ({ method: 'POST', path, body } as const);
    return await this.#perform('always', call, async (answer) => new Uint8Array(await answer.arrayBuffer()));
  }

  /** Sends a write that the ledger does not remember by an id. It is not repeated when its outcome is unknown. */
  async write<T>(method: 'POST' | 'PATCH', path: string, body: Json): Promise<T> {
    return await this.#json<T>('unsent', { method, path, body });
  }

  /** Sends a write that the ledger remembers by its request id; repeated under that id until the outcome is known. */
  async submit<T>(submission: Submission): Promise<T> {
    const epoch = this.#keyEpoch;
    try {
      return await this.#submitSigned<T>(submission);
    } catch (error) {
      // The bureau may have registered the key anew. A gateway that lies about that gains nothing by it.
      const isOutdated = error instanceof DomainError && error.code === 'KEY_EPOCH' && epoch !== undefined;
      if (!isOutdated) throw error;
      this.#keyEpoch = undefined;
      return await this.#submitSigned<T>(submission);
    }
  }

  async #submitSigned<T>(submission: Submission): Promise<T> {
    const { requestId, replaces } = submission.request;
    const statement = await this.#statement(submission);
    await submission.leaving?.(statement?.notAfter);
    return await this.#json<T>('always', { method: 'POST', ...submission, requestId, replaces, statement });
  }

  /** Returns the signed statement about a request; undefined where a custodian signs. */
  async #statement({ request, digest }: Submission): Promise<Statement | undefined> {
    const { identity, ledger } = this.#signing();
    const { now } = this.#options;
    if (identity.role === DELEGATE) return undefined;
    this.#keyEpoch ??= identity.keyEpoch ?? (await this.read<{ keyEpoch: string }>('/key')).keyEpoch;
    const name = await ledger();
    const end = Math.floor((now?.() ?? new Date()).getTime() / 1000) + STATEMENT_SECONDS;
    const terms = {
      ledger: name.id,
      contract: name.contract,
      keyEpoch: this.#keyEpoch,
      notAfter: formatInstant(end),
    };
    return {
      ledger: `${name.id}/${name.contract}`,
      ...(await sealRequest(identity, request, terms, digest)),
    };
  }

  /** Returns what a statement takes. An identity without a code has no statements, as the gateway says. */
  #signing(): Required<Pick<ClientOptions, 'identity' | 'ledger'>> {
    const { identity, ledger } = this.#options;
    if (identity !== undefined && ledger !== undefined) return { identity, ledger };
    throw new GatewayError('CREDENTIAL_INVALID', 'signing takes an identity and a trust file');
  }

  async #json<T>(repeatable: Repeatable, call: Call): Promise<T> {
    return await this.#perform(repeatable, call, async (answer) => (await answer.json()) as T);
  }

  async #perform<T>(repeatable: Repeatable, call: Call, read: (answer: Response) => Promise<T>): Promise<T> {
    return await withRetries(repeatable, this.#pause, async () => {
      const answer = await exchange(await this.#request(call));
      if (!answer.ok) throw await errorOfAnswer(answer);
      return await whole(answer, call.method, read);
    });
  }

  async #request({
    method,
    path,
    body: value,
    requestId,
    replaces,
    lane,
    payment,
    statement,
  }: Call): Promise<HttpRequest> {
    const { gateway } = this.#options;
    const root = gateway.href.replace(/\/$/, '');
    const url = new URL(`${root}/v1${path}`);
    const body = value === undefined ? undefined : new TextEncoder().encode(writtenText(value));
    return {
      url,
      method,
      headers: {
        accept: 'application/json, application/problem+json, application/pdf',
        ...(await this.#credential(
          body === undefined
            ? undefined
            : { method, path: url.href.slice(root.length), body, requestId, replaces, lane, payment },
        )),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(requestId === undefined ? {} : { 'idempotency-key': requestId }),
        ...(lane === undefined ? {} : { 'fapiao-lane': lane }),
        ...(payment === undefined ? {} : { 'fapiao-payment': payment }),
        ...(replaces === undefined ? {} : { 'fapiao-replaces': replaces }),
        ...(statement === undefined ? {} : statementHeaders(statement)),
      },
      ...(body === undefined ? {} : { body }),
      timeoutMs: this.#timeoutMs,
    };
  }

  /** Returns the header of the access token. A request with a body has a token that is valid for this request alone. */
  async #credential(request: RequestOfToken | undefined): Promise<Record<string, string>> {
    const { identity, channel, now } = this.#options;
    if (identity === undefined) return {};
    const token = await accessToken(identity, channel, now?.() ?? new Date(), request);
    return { authorization: `Bearer ${token}` };
  }
}

interface Page {
  readonly next?: string;
}

interface Call {
  readonly method: HttpRequest['method'];
  readonly path: string;
  readonly body?: Json | WrittenJson;
  readonly requestId?: string;
  readonly replaces?: string | undefined;
  readonly lane?: string | undefined;
  readonly payment?: string | undefined;
  readonly statement?: Statement | undefined;
}

type Statement = StatementSeal & { readonly ledger: string };

function statementHeaders({ ledger, keyEpoch, notAfter, signature }: Statement): Record<string, string> {
  return {
    'fapiao-ledger': ledger,
    'fapiao-key-epoch': keyEpoch,
    'fapiao-not-after': notAfter,
    'fapiao-signature': signature,
  };
}

/** Reads a whole answer. An answer that is cut off leaves the outcome of a write unknown, as no answer does. */
async function whole<T>(
  answer: Response,
  method: Call['method'],
  read: (answer: Response) => Promise<T>,
): Promise<T> {
  try {
    return await read(answer);
  } catch (cause) {
    throw withoutAnswer(method, `the answer of ${answer.url} is cut off or not what was asked for`, cause);
  }
}
