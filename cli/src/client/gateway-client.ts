import { setTimeout } from 'node:timers/promises';
import { canonicalJson, type Json, type Operation } from '@fapiao-ledger/chaincode/core';
import type { Identity } from '../identity/identity-file.js';
import { signStatement } from '../identity/statement-signer.js';
import { errorOfAnswer, GatewayError } from './gateway-error.js';
import { type Pause, type Repeatable, withRetries } from './retry.js';
import { accessToken, type RequestOfToken } from './token.js';
import { exchange, type HttpRequest } from './transport.js';

export interface ClientOptions {
  readonly gateway: URL;
  readonly channel: string;
  /** For one attempt. */
  readonly timeoutMs: number;
  /** Absent: only what anybody may ask. */
  readonly identity?: Identity;
  readonly now?: () => Date;
  readonly pause?: Pause;
}

/** Role of an identity whose statements a custodian signs: its key is for logging in alone. */
const DELEGATE = 'delegate';

/** What a taxpayer does in its own name: signed here, so that no gateway can act for it, unless it is a custodian's. */
export interface SignedRequest {
  readonly operation: Operation;
  /** Code of the taxpayer. */
  readonly actor: string;
  readonly requestId: string;
  /** Under /v1, "/invoices". */
  readonly path: string;
  /** What is signed. */
  readonly statement: Json;
  /** What is sent; the statement itself may be spread over path and body. */
  readonly body: Json;
  readonly lane?: string;
}

/** The gateway's REST interface under /v1. Every method throws what `errorOfAnswer` and `exchange` throw. */
export class GatewayClient {
  readonly #options: ClientOptions;
  readonly #pause: Pause;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#pause = options.pause ?? ((milliseconds) => setTimeout(milliseconds));
  }

  async read<T>(path: string): Promise<T> {
    return await this.#json<T>('always', { method: 'GET', path });
  }

  /** A file; with `body` one that depends on it. Reading either way. */
  async readFile(path: string, body?: Json): Promise<Buffer> {
    const call =
      body === undefined ? ({ method: 'GET', path } as const) : ({ method: 'POST', path, body } as const);
    return await this.#perform('always', call, async (answer) => Buffer.from(await answer.arrayBuffer()));
  }

  /** A write the ledger does not remember by an id: not repeated when its outcome is unknown. */
  async write<T>(method: 'POST' | 'PATCH', path: string, body: Json): Promise<T> {
    return await this.#json<T>('unsent', { method, path, body });
  }

  /** A write the ledger remembers by its request id: repeated under the same id until the outcome is known. */
  async submit<T>(request: SignedRequest): Promise<T> {
    const { identity, channel } = this.#options;
    if (identity === undefined) throw new GatewayError('CREDENTIAL_INVALID', 'signing takes an identity');
    const { operation, actor, requestId, statement, path, body, lane } = request;
    const signed = { channel, operation, actor, requestId, body: statement };
    const signature = identity.role === DELEGATE ? undefined : signStatement(identity, signed);
    return await this.#json<T>('always', { method: 'POST', path, body, requestId, lane, signature });
  }

  async #json<T>(repeatable: Repeatable, call: Call): Promise<T> {
    return await this.#perform(repeatable, call, async (answer) => (await answer.json()) as T);
  }

  async #perform<T>(repeatable: Repeatable, call: Call, read: (answer: Response) => Promise<T>): Promise<T> {
    return await withRetries(repeatable, this.#pause, async () => {
      const answer = await exchange(await this.#request(call));
      if (!answer.ok) throw await errorOfAnswer(answer);
      return await whole(answer, read);
    });
  }

  async #request({ method, path, body: value, requestId, lane, signature }: Call): Promise<HttpRequest> {
    const { gateway, timeoutMs } = this.#options;
    const root = gateway.href.replace(/\/$/, '');
    const url = new URL(`${root}/v1${path}`);
    const body = value === undefined ? undefined : canonicalJson(value);
    return {
      url,
      method,
      headers: {
        accept: 'application/json, application/problem+json, application/pdf',
        ...(await this.#credential(
          body === undefined
            ? undefined
            : { method, path: url.href.slice(root.length), body, requestId, lane },
        )),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(requestId === undefined ? {} : { 'idempotency-key': requestId }),
        ...(lane === undefined ? {} : { 'fapiao-lane': lane }),
        ...(signature === undefined ? {} : { 'fapiao-signature': signature }),
      },
      ...(body === undefined ? {} : { body }),
      timeoutMs,
    };
  }

  /** What is sent with a body has a token of its own, which nobody on the way can use for anything else. */
  async #credential(request: RequestOfToken | undefined): Promise<Record<string, string>> {
    const { identity, channel, now } = this.#options;
    if (identity === undefined) return {};
    const token = await accessToken(identity, channel, now?.() ?? new Date(), request);
    return { authorization: `Bearer ${token}` };
  }
}

interface Call {
  readonly method: HttpRequest['method'];
  readonly path: string;
  readonly body?: Json;
  readonly requestId?: string;
  readonly lane?: string | undefined;
  readonly signature?: string | undefined;
}

/** An answer cut off in the middle leaves the outcome as unknown as no answer at all. */
async function whole<T>(answer: Response, read: (answer: Response) => Promise<T>): Promise<T> {
  try {
    return await read(answer);
  } catch (cause) {
    const message = `the answer of ${answer.url} is cut off or not what was asked for`;
    throw new GatewayError('LEDGER_OUTCOME_UNKNOWN', message, { cause });
  }
}
