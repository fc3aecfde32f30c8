import { createHash, createPrivateKey, type KeyObject, randomUUID, sign } from 'node:crypto';
import {
  type DraftJson,
  type InvoiceStatusJson,
  type Json,
  type Operation,
  statementBytes,
} from '@fapiao-ledger/chaincode/core';
import { signLowS } from '@fapiao-ledger/network/ledger-client';

/** An answer of the gateway, whatever it is. */
export interface Reply<Body = unknown> {
  readonly status: number;
  readonly type: string;
  readonly headers: Headers;
  readonly body: Body;
}

export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly faults?: readonly { readonly code: string; readonly path: string; readonly message: string }[];
  readonly requestId: string;
}

export interface IssuedBody {
  readonly requestId: string;
  readonly transactionId: string;
  readonly issuedAt: string;
  readonly invoices: readonly { readonly number: string; readonly checkCode: string }[];
}

/** A line of the answer to a bulk request. */
export interface BulkAnswer extends Partial<IssuedBody> {
  readonly line?: number;
  readonly problem?: ProblemBody;
}

export interface ChangedBody {
  readonly requestId: string;
  readonly transactionId: string;
  readonly status: InvoiceStatusJson;
}

/** A key with its certificate, and the code of its owner if it is a taxpayer. */
export interface Credential {
  readonly certificate: string;
  readonly privateKey: string;
  readonly code?: string;
}

/** What a test may want other than what a decent client does. */
export interface TokenChanges {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Signs in place of the client's own key. */
  readonly sign?: (text: string) => Uint8Array;
}

export interface SendOptions {
  readonly body?: unknown;
  /** Sent as it is, in place of `body`. */
  readonly raw?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Somebody who calls the gateway: signs its own tokens and statements, and says what came back. */
export class MerchantClient {
  readonly code: string;
  readonly certificate: string;
  readonly key: KeyObject;
  readonly #url: string;
  readonly #channel: string;

  constructor(url: string, channel: string, credential: Credential) {
    this.#url = url;
    this.#channel = channel;
    this.code = credential.code ?? '';
    this.certificate = credential.certificate;
    this.key = createPrivateKey(credential.privateKey);
  }

  /** A token of this client, or one that is wrong on purpose. */
  token({ header, claims, sign: signText = this.#signToken }: TokenChanges = {}): string {
    const now = Math.floor(Date.now() / 1000);
    const head = { alg: 'ES256', x5c: [base64Of(this.certificate)], ...header };
    const body = { aud: this.#channel, iat: now, exp: now + 240, ...claims };
    const text = [head, body].map((part) => base64Url(Buffer.from(JSON.stringify(part)))).join('.');
    return `${text}.${base64Url(signText(text))}`;
  }

  readonly #signToken = (text: string): Uint8Array =>
    sign('sha256', Buffer.from(text), { key: this.key, dsaEncoding: 'ieee-p1363' });

  sign(operation: Operation, requestId: string, body: unknown): string {
    const statement = { channel: this.#channel, operation, actor: this.code, requestId, body: body as Json };
    return Buffer.from(signLowS(this.key, statementBytes(statement))).toString('base64');
  }

  /** A token for one request, as sent with `body` and `headers`. */
  tokenFor(
    method: string,
    path: string,
    body: string | Uint8Array = '',
    { 'Idempotency-Key': requestId, 'Fapiao-Lane': lane }: Readonly<Record<string, string | undefined>> = {},
  ): string {
    const digest = createHash('sha256').update(body).digest('base64url');
    return this.token({ claims: { jti: randomUUID(), method, path, body: digest, requestId, lane } });
  }

  /** With a token for this request alone when it is no GET. */
  async send<Body = unknown>(method: string, path: string, options: SendOptions = {}): Promise<Reply<Body>> {
    const token =
      method === 'GET' ? this.token() : this.tokenFor(method, path, contentOf(options), options.headers);
    const headers = { Authorization: `Bearer ${token}`, ...options.headers };
    return await send<Body>(this.#url, method, path, { ...options, headers });
  }

  async get<Body = unknown>(path: string): Promise<Reply<Body>> {
    return await this.send<Body>('GET', path);
  }

  async post<Body = unknown>(path: string, body: unknown): Promise<Reply<Body>> {
    return await this.send<Body>('POST', path, { body });
  }

  /** Issues one draft as such, several as a list. */
  async issue<Body = IssuedBody>(
    drafts: DraftJson | readonly DraftJson[],
    over: { readonly requestId?: string; readonly lane?: string; readonly signer?: MerchantClient } = {},
  ): Promise<Reply<Body>> {
    const requestId = over.requestId ?? randomUUID();
    const list = Array.isArray(drafts) ? drafts : [drafts];
    const signer = over.signer ?? this;
    const headers = {
      'Idempotency-Key': requestId,
      'Fapiao-Signature': signer.sign('issue', requestId, { drafts: list }),
      ...(over.lane === undefined ? {} : { 'Fapiao-Lane': over.lane }),
    };
    const body = Array.isArray(drafts) ? { invoices: drafts } : drafts;
    return await this.send<Body>('POST', '/v1/invoices', { body, headers });
  }

  /** A signed request as a line of a bulk request. */
  bulkLine(drafts: readonly DraftJson[], requestId: string = randomUUID()): string {
    const signature = this.sign('issue', requestId, { drafts });
    return JSON.stringify({ requestId, signature, invoices: drafts });
  }

  /** Issues line by line. @returns the lines of the answer */
  async bulk(body: string, token = this.token()): Promise<readonly BulkAnswer[]> {
    const headers = { 'Content-Type': 'application/x-ndjson', Authorization: `Bearer ${token}` };
    const reply = await this.send<Uint8Array>('POST', '/v1/invoices', { raw: body, headers });
    if (reply.status !== 200) throw new Error(`the answer is ${reply.status}`);
    const lines = Buffer.from(reply.body).toString().split('\n').filter(Boolean);
    return lines.map((line) => JSON.parse(line) as BulkAnswer);
  }

  /** Transfers, locks, unlocks or redeems: the operation's own fields, as in the URL's body. */
  async change<Body = ChangedBody>(
    operation: Exclude<Operation, 'issue'>,
    number: string,
    fields: { readonly to?: string; readonly company?: string; readonly amount?: string } = {},
    requestId: string = randomUUID(),
  ): Promise<Reply<Body>> {
    const { amount, ...others } = fields;
    const invoice = amount === undefined ? { number } : { number, amount };
    const signature = this.sign(operation, requestId, { ...others, invoices: [invoice] });
    const headers = { 'Idempotency-Key': requestId, 'Fapiao-Signature': signature };
    return await this.send<Body>('POST', `/v1/invoices/${number}/${operation}`, { body: fields, headers });
  }
}

/** A request without any credential. */
export async function send<Body = unknown>(
  url: string,
  method: string,
  path: string,
  options: SendOptions = {},
): Promise<Reply<Body>> {
  const { headers } = options;
  const content = contentOf(options);
  const response = await fetch(url + path, {
    method,
    headers: { ...(content === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
    ...(content === undefined ? {} : { body: content }),
  });
  const type = response.headers.get('content-type') ?? '';
  const answer: unknown =
    /json(;|$)/.test(type) && !type.includes('ndjson') ? await response.json() : await response.bytes();
  return { status: response.status, type, headers: response.headers, body: answer as Body };
}

function contentOf({ body, raw }: SendOptions): string | Uint8Array<ArrayBuffer> | undefined {
  return raw ?? (body === undefined ? undefined : JSON.stringify(body));
}

function base64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}

export function base64Of(pem: string): string {
  return pem.replaceAll(/-----[A-Z ]+-----|\s/g, '');
}
