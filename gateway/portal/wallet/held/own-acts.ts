import { canonicalJson, FapiaoError, type Json, type NamedInvoice } from '@fapiao-ledger/core';
import { type Ask, isSettled, type Session } from '../../shared/session.ts';
import type { Act } from '../../shared/signing/act.ts';
import type { OpenRequest } from '../../shared/signing/open-request.ts';
import type { Store } from '../../shared/store.ts';
import type { HolderOperation, HolderWords } from '../../shared/words/holder/index.ts';

/** An act that was signed here, and what came of it. */
export interface OwnAct {
  /** Name of the record. */
  readonly id: string;
  readonly operation: string;
  readonly number: string;
  readonly to: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Code of the refusal; absent when the act took effect. */
  readonly refusal?: string;
}

/** A request of the wallet whose outcome is unknown. */
export interface OpenAct extends OpenRequest {
  readonly operation: HolderOperation;
}

/** Returns whether the wallet sent a request. One identity can be at work in the desk, too, which leaves other requests here. */
export function isOpenAct(request: OpenRequest): request is OpenAct {
  return request.operation === 'transfer' || request.operation === 'lock';
}

/** What came of an act: an open one may still take effect. */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly error: unknown }
  | { readonly kind: 'open' }
  | { readonly kind: 'failed'; readonly error: unknown };

const KIND = 'act';

/** Signs and sends the acts of one holder, and keeps what was signed. */
export class OwnActs {
  readonly #session: Session;
  readonly #store: Store;

  constructor(session: Session, store: Store) {
    this.#session = session;
    this.#store = store;
  }

  /** Shows an act, signs and sends it. @throws {PortalError} not-confirmed */
  async perform(act: Act<HolderOperation>, ask: Ask, words: HolderWords): Promise<Outcome> {
    return await this.#announced(this.#performed(act, ask, words));
  }

  async #performed(act: Act<HolderOperation>, ask: Ask, words: HolderWords): Promise<Outcome> {
    const { operation, body } = act;
    const signed = canonicalJson(body as unknown as Json);
    try {
      await this.#session.confirmAndSign<unknown, HolderOperation>(act, ask, words);
    } catch (error) {
      const open = await this.open();
      if (open.some((request) => request.operation === operation && canonicalJson(request.body) === signed))
        return { kind: 'open' };
      if (!isSettled(error)) return { kind: 'failed', error };
      await this.#keep(operation, body, error);
      return { kind: 'refused', error };
    }
    await this.#keep(operation, body);
    return { kind: 'done' };
  }

  /** Returns the requests whose outcome is unknown, also those that the desk sent. */
  async open(): Promise<readonly OpenRequest[]> {
    return await this.#session.openRequests();
  }

  /** Asks for the outcome of a request: it is sent again under its id, so it takes effect once at most. */
  async askAgain(request: OpenAct): Promise<Outcome> {
    return await this.#announced(this.#askedAgain(request));
  }

  async #askedAgain(request: OpenAct): Promise<Outcome> {
    const body = request.body as unknown as Act<HolderOperation>['body'];
    try {
      await this.#session.repeat(request);
    } catch (error) {
      const open = await this.open();
      if (open.some(({ requestId }) => requestId === request.requestId)) return { kind: 'open' };
      if (!isSettled(error)) return { kind: 'failed', error };
      await this.#keep(request.operation, body, error);
      return { kind: 'refused', error };
    }
    await this.#keep(request.operation, body);
    return { kind: 'done' };
  }

  /** Tells the other pages of this browser once an act has ended. */
  async #announced(act: Promise<Outcome>): Promise<Outcome> {
    return await act.finally(() => this.#store.announceRequests());
  }

  /** Returns what was signed here, newest first. */
  async all(): Promise<readonly OwnAct[]> {
    const records = await this.#store.records<OwnAct>(this.#session.identity.id, KIND);
    return records.map(({ value }) => value);
  }

  async #keep(operation: string, body: Act<HolderOperation>['body'], error?: unknown): Promise<void> {
    const at = Date.now();
    const to = 'to' in body ? body.to : body.company;
    const [{ number }] = body.invoices as readonly [NamedInvoice];
    const refusal = error instanceof FapiaoError ? { refusal: error.code } : {};
    const id = crypto.randomUUID();
    const act: OwnAct = { id, operation, number, to, at, ...refusal };
    await this.#store.keepRecord(this.#session.identity.id, KIND, id, act, at);
  }
}
