import { createHash, createPrivateKey, type KeyObject, randomUUID, sign } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import {
  type DraftJson,
  formatInstant,
  type Json,
  type Operation,
  requestText,
  statementText,
} from '@fapiao-ledger/core';
import { signLowS } from '@fapiao-ledger/pki';

/** A problem+json answer. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly faults?: readonly { readonly code: string; readonly path: string; readonly message: string }[];
}

/** Thrown when the gateway refuses. */
export class Refusal extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(`${problem.status} ${problem.code}: ${problem.detail}`);
    this.problem = problem;
  }
}

export interface Issued {
  readonly requestId: string;
  readonly transactionId: string;
  readonly invoices: readonly { readonly number: string; readonly checkCode: string }[];
}

interface IdentityFile {
  readonly certificate: string;
  readonly privateKey: string;
  readonly code?: string;
  /** Registration of a further key, which has no certificate. */
  readonly keyEpoch?: string;
}

const TOKEN_SECONDS = 240;
const STATEMENT_SECONDS = 3_600;

/** Names of the ledger and of the actor's registration in statements. */
interface Signing {
  readonly ledger: string;
  readonly keyEpoch: string;
}

/**
 * An actor with a key of its own that calls the gateway over REST: an ERP, a till, a bureau's desk. All that a program
 * needs for that is in this file.
 */
export class Actor {
  readonly code: string;
  readonly #gateway: string;
  readonly #channel: string;
  /** The member of a token's header that names the key: its certificate, or the registration of a further key. */
  readonly #named: { readonly x5c: readonly string[] } | { readonly kid: string };
  readonly #key: KeyObject;
  #signing: Signing | undefined;

  private constructor(gateway: string, channel: string, file: IdentityFile) {
    this.code = file.code ?? '';
    this.#gateway = gateway;
    this.#channel = channel;
    this.#named =
      file.keyEpoch === undefined
        ? { x5c: [file.certificate.replace(/-----[A-Z ]+-----|\s/g, '')] }
        : { kid: `${this.code}/${file.keyEpoch}` };
    this.#key = createPrivateKey(file.privateKey);
  }

  /** Reads the file that `fapiao identity` made. */
  static async from(path: string, gateway: string, channel: string): Promise<Actor> {
    return new Actor(gateway, channel, JSON.parse(await readFile(path, 'utf8')) as IdentityFile);
  }

  async issue(
    drafts: readonly DraftJson[],
    options: { requestId?: string; signer?: Actor } = {},
  ): Promise<Issued> {
    const requestId = options.requestId ?? randomUUID();
    const content = { drafts: drafts as unknown as Json };
    const headers = await this.statement('issue', content, requestId, options.signer);
    const body = drafts.length === 1 ? drafts[0] : { invoices: drafts };
    return await this.send('POST', '/v1/invoices', body, headers);
  }

  async transfer(number: string, to: string): Promise<void> {
    await this.#change('transfer', number, { to }, { to, invoices: [{ number }] });
  }

  async lock(number: string, company: string): Promise<void> {
    await this.#change('lock', number, { company }, { company, invoices: [{ number }] });
  }

  async unlock(number: string): Promise<void> {
    await this.#change('unlock', number, {}, { invoices: [{ number }] });
  }

  async redeem(number: string, amount: string): Promise<void> {
    await this.#change('redeem', number, { amount }, { invoices: [{ number, amount }] });
  }

  async get<T>(path: string): Promise<T> {
    return await this.send('GET', path);
  }

  /** An act of the bureau: the body that is signed, and the body that is sent where it differs. */
  async act<T>(
    path: string,
    operation: Operation,
    signed: Json,
    sent: { readonly method?: 'POST' | 'PATCH'; readonly body?: unknown } = {},
  ): Promise<T> {
    const headers = await this.statement(operation, signed);
    return await this.send(sent.method ?? 'POST', path, sent.body ?? signed, headers);
  }

  /**
   * Returns the headers of a signed request: a statement in this actor's name about its request. `signer` is another one
   * only when an actor tries to cheat.
   */
  async statement(
    operation: Operation,
    body: Json,
    requestId: string = randomUUID(),
    signer: Actor = this,
  ): Promise<Record<string, string>> {
    this.#signing ??= await this.get<Signing>('/v1/key');
    const { ledger: name, keyEpoch } = this.#signing;
    const [ledger = '', contract = ''] = name.split('/');
    const notAfter = formatInstant(Math.floor(Date.now() / 1000) + STATEMENT_SECONDS);
    const request = requestText({ actor: this.code, operation, requestId, body });
    const digest = createHash('sha256').update(request).digest('hex');
    const text = statementText({ ledger, contract, keyEpoch, notAfter }, digest);
    return {
      'Idempotency-Key': requestId,
      'Fapiao-Ledger': name,
      'Fapiao-Key-Epoch': keyEpoch,
      'Fapiao-Not-After': notAfter,
      'Fapiao-Signature': Buffer.from(signLowS(signer.#key, Buffer.from(text))).toString('base64'),
    };
  }

  async send<T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<T> {
    const content = body === undefined ? undefined : JSON.stringify(body);
    const token = this.#token(
      content === undefined ? {} : claimsFor(method, path, content, headers['Idempotency-Key']),
    );
    const response = await fetch(this.#gateway + path, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...headers },
      ...(content === undefined ? {} : { body: content }),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Refusal(answer as Problem);
    return answer as T;
  }

  async #change(operation: Operation, number: string, body: Json, signed: Json): Promise<void> {
    const headers = await this.statement(operation, signed);
    await this.send('POST', `/v1/invoices/${number}/${operation}`, body, headers);
  }

  /** A short-lived token: ES256 by the actor's key, which its header names. */
  #token(request: Readonly<Record<string, string>>): string {
    const now = Math.floor(Date.now() / 1000);
    const header = { alg: 'ES256', typ: 'JWT', ...this.#named };
    const claims = { aud: this.#channel, iat: now, exp: now + TOKEN_SECONDS, ...request };
    const text = [header, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const signature = sign('sha256', Buffer.from(text), { key: this.#key, dsaEncoding: 'ieee-p1363' });
    return `${text}.${signature.toString('base64url')}`;
  }
}

/** Returns a token for one request alone. */
function claimsFor(
  method: string,
  path: string,
  content: string,
  requestId: string | undefined,
): Readonly<Record<string, string>> {
  const body = createHash('sha256').update(content).digest('base64url');
  return { jti: randomUUID(), method, path, body, ...(requestId === undefined ? {} : { requestId }) };
}
