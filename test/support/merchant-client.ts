import { createHash, createPrivateKey, type KeyObject, randomUUID, sign } from 'node:crypto';
import {
  type DraftJson,
  formatInstant,
  type InvoiceStatusJson,
  type Json,
  type Operation,
  type PaymentReference,
  paymentText,
  type RedLetterResult,
  requestText,
  type StatementTerms,
  statementText,
} from '@fapiao-ledger/core';
import { signLowS } from '@fapiao-ledger/pki';
import { bureauActOf } from './bureau-acts.ts';

/** Any answer of the gateway. */
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
  /** Key epoch of a further key of a taxpayer, which has no certificate. */
  readonly registration?: string;
}

/** Ways in which a test's request differs from an honest client's. */
export interface TokenChanges {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Signs in place of the client's own key. */
  readonly sign?: (text: string) => Uint8Array;
}

export interface SendOptions {
  readonly body?: unknown;
  /** Sent unchanged, in place of `body`. */
  readonly raw?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Terms of a statement that a test sets in place of the right ones. */
export interface StatementChanges {
  readonly replaces?: string;
  readonly signer?: MerchantClient;
  readonly keyEpoch?: string;
  readonly notAfter?: string;
  /** "hash/contract". */
  readonly ledger?: string;
}

interface IssueChanges {
  readonly requestId?: string;
  readonly lane?: string;
  readonly payment?: PaymentReference;
}

interface SigningTerms {
  readonly ledger: string;
  readonly keyEpoch: string;
}

const STATEMENT_SECONDS = 3_600;
/** Identity of an actor without a key on the register. */
const NO_TERMS: SigningTerms = { ledger: `${'0'.repeat(64)}/fapiao`, keyEpoch: '0'.repeat(16) };

/** A client of the gateway: it signs its own tokens and statements, and returns the answers. */
export class MerchantClient {
  readonly code: string;
  readonly certificate: string;
  readonly key: KeyObject;
  readonly registration: string | undefined;
  readonly #url: string;
  readonly #channel: string;
  readonly #now: () => number;
  #terms: SigningTerms | undefined;

  /** @param now the ledger's clock, milliseconds */
  constructor(url: string, channel: string, credential: Credential, now: () => number = Date.now) {
    this.#now = now;
    this.#url = url;
    this.#channel = channel;
    this.code = credential.code ?? '';
    this.certificate = credential.certificate;
    this.registration = credential.registration;
    this.key = createPrivateKey(credential.privateKey);
  }

  /** Returns a token of this client, or one that is wrong on purpose. */
  token({ header, claims, sign: signText = this.#signToken }: TokenChanges = {}): string {
    const now = Math.floor(Date.now() / 1000);
    const { registration } = this;
    const named =
      registration === undefined
        ? { x5c: [base64Of(this.certificate)] }
        : { kid: `${this.code}/${registration}` };
    const head = { alg: 'ES256', ...named, ...header };
    const body = { aud: this.#channel, iat: now, exp: now + 240, ...claims };
    const text = [head, body].map((part) => base64Url(Buffer.from(JSON.stringify(part)))).join('.');
    return `${text}.${base64Url(signText(text))}`;
  }

  readonly #signToken = (text: string): Uint8Array =>
    sign('sha256', Buffer.from(text), { key: this.key, dsaEncoding: 'ieee-p1363' });

  /** Returns the headers of a signed request about a body. */
  async statement(
    operation: Operation,
    body: unknown,
    requestId: string = randomUUID(),
    changes: StatementChanges = {},
  ): Promise<Record<string, string>> {
    await this.terms();
    const { ledger, seal } = this.#sealed(operation, body, requestId, changes);
    return {
      'Idempotency-Key': requestId,
      ...(changes.replaces === undefined ? {} : { 'Fapiao-Replaces': changes.replaces }),
      'Fapiao-Ledger': ledger,
      'Fapiao-Key-Epoch': seal.keyEpoch,
      'Fapiao-Not-After': seal.notAfter,
      'Fapiao-Signature': seal.signature,
    };
  }

  /** Names of the ledger and of its registration in this client's statements; read once. */
  async terms(): Promise<SigningTerms> {
    if (this.#terms !== undefined) return this.#terms;
    const { status, body } = await this.get<SigningTerms>('/v1/key');
    if (status !== 200) return NO_TERMS;
    this.#terms = body;
    return body;
  }

  #sealed(operation: Operation, body: unknown, requestId: string, changes: StatementChanges) {
    const known = this.#terms ?? NO_TERMS;
    const { ledger = known.ledger, keyEpoch = known.keyEpoch, signer = this, replaces } = changes;
    const end = Math.floor(this.#now() / 1000) + STATEMENT_SECONDS;
    const [id = '', contract = ''] = ledger.split('/');
    const notAfter = changes.notAfter ?? formatInstant(end);
    const terms: StatementTerms = { ledger: id, contract, keyEpoch, notAfter };
    const names = { requestId, ...(replaces === undefined ? {} : { replaces }) };
    const text = requestText({ ...names, actor: this.code, operation, body: body as Json });
    const digest = createHash('sha256').update(text).digest('hex');
    const bytes = Buffer.from(statementText(terms, digest), 'utf8');
    const signature = Buffer.from(signLowS(signer.key, bytes)).toString('base64');
    return { ledger, seal: { keyEpoch, notAfter, signature } };
  }

  /** A token for one request, as sent with `body` and `headers`. */
  tokenFor(
    method: string,
    path: string,
    body: string | Uint8Array = '',
    headers: Readonly<Record<string, string | undefined>> = {},
  ): string {
    const { 'Idempotency-Key': requestId, 'Fapiao-Replaces': replaces } = headers;
    const { 'Fapiao-Lane': lane, 'Fapiao-Payment': payment } = headers;
    const digest = createHash('sha256').update(body).digest('base64url');
    return this.token({
      claims: { jti: randomUUID(), method, path, body: digest, requestId, replaces, lane, payment },
    });
  }

  /** Sends a request, with a token for it alone when it is no GET. */
  async send<Body = unknown>(method: string, path: string, options: SendOptions = {}): Promise<Reply<Body>> {
    const act = options.headers === undefined ? await bureauActOf(method, path, options.body) : undefined;
    const complete =
      act === undefined
        ? options
        : { body: act.sent, headers: await this.statement(act.operation, act.signed) };
    const content = contentOf(complete);
    const token = method === 'GET' ? this.token() : this.tokenFor(method, path, content, complete.headers);
    const headers = { Authorization: `Bearer ${token}`, ...complete.headers };
    return await send<Body>(this.#url, method, path, { ...complete, headers });
  }

  async get<Body = unknown>(path: string): Promise<Reply<Body>> {
    return await this.send<Body>('GET', path);
  }

  async post<Body = unknown>(path: string, body: unknown): Promise<Reply<Body>> {
    return await this.send<Body>('POST', path, { body });
  }

  /** Issues one draft by itself, several as a list. */
  async issue<Body = IssuedBody>(
    drafts: DraftJson | readonly DraftJson[],
    over: StatementChanges & IssueChanges = {},
  ): Promise<Reply<Body>> {
    const list = Array.isArray(drafts) ? drafts : [drafts];
    const { requestId, lane, payment, ...changes } = over;
    const paid = payment === undefined ? {} : { payment };
    const headers = {
      ...(await this.statement('issue', { drafts: list, ...paid }, requestId, changes)),
      ...(payment === undefined ? {} : { 'Fapiao-Payment': paymentText(payment) }),
      ...(lane === undefined ? {} : { 'Fapiao-Lane': lane }),
    };
    const body = Array.isArray(drafts) ? { invoices: drafts } : drafts;
    return await this.send<Body>('POST', '/v1/invoices', { body, headers });
  }

  /** Returns a signed request as a line of a bulk request; `terms` must have been read before. */
  bulkLine(drafts: readonly DraftJson[], requestId: string = randomUUID()): string {
    const { seal } = this.#sealed('issue', { drafts }, requestId, {});
    return JSON.stringify({ requestId, ...seal, invoices: drafts });
  }

  /** Issues line by line. @returns the lines of the answer */
  async bulk(body: string, token = this.token()): Promise<readonly BulkAnswer[]> {
    const { ledger } = await this.terms();
    const headers = {
      'Content-Type': 'application/x-ndjson',
      'Fapiao-Ledger': ledger,
      Authorization: `Bearer ${token}`,
    };
    const reply = await this.send<Uint8Array>('POST', '/v1/invoices', { raw: body, headers });
    if (reply.status !== 200) throw new Error(`the answer is ${reply.status}`);
    const lines = Buffer.from(reply.body).toString().split('\n').filter(Boolean);
    return lines.map((line) => JSON.parse(line) as BulkAnswer);
  }

  /** Transfers, locks, unlocks or redeems, with the operation's own fields as in the URL's body. */
  async change<Body = ChangedBody>(
    operation: Exclude<Operation, 'issue'>,
    number: string,
    fields: Readonly<Record<string, string>> = {},
    requestId?: string,
  ): Promise<Reply<Body>> {
    const { amount, ...others } = fields;
    const invoice = amount === undefined ? { number } : { number, amount };
    const headers = await this.statement(operation, { ...others, invoices: [invoice] }, requestId);
    return await this.send<Body>('POST', `/v1/invoices/${number}/${operation}`, { body: fields, headers });
  }

  /** Sends an act about a red-letter form: `body` as in the HTTP request, `sequence` as in the path. */
  async redLetter<Body = RedLetterResult>(
    act: 'start' | 'confirm' | 'issue' | 'refuse' | 'withdraw',
    { number, sequence }: { readonly number: string; readonly sequence?: number },
    body: Record<string, unknown> = {},
    over: StatementChanges & { readonly requestId?: string } = {},
  ): Promise<Reply<Body>> {
    const form = sequence === undefined ? { number } : { number, sequence };
    const headers = await this.statement(`${act}-red-letter`, { ...form, ...body }, over.requestId, over);
    const path = `/v1/invoices/${number}/red-letter`;
    return await this.send<Body>('POST', sequence === undefined ? path : `${path}/${sequence}/${act}`, {
      body,
      headers,
    });
  }
}

/** Sends a request without any credential. */
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
