import { personNameIn, sealed } from '@fapiao-ledger/client/drafts';
import { type DraftJson, type Json, type NameOpening, nameCommitment } from '@fapiao-ledger/core';
import type { IssueRequest } from '../../../shared/session.ts';
import type { Store } from '../../../shared/store.ts';

/** Drafts that are issued together, in which persons may still have names. The names must not leave this browser. */
export interface NamedRequest extends Omit<IssueRequest, 'drafts'> {
  readonly drafts: readonly Json[];
}

const KIND = 'opening';
const SALT_BYTES = 16;

/**
 * Keeps the names of persons that the ledger has only as commitments, in this browser. Without the salt a commitment cannot be opened, so a
 * browser whose data are cleared has lost the names.
 */
export class Openings {
  readonly #store: Pick<Store, 'records' | 'keepRecord'>;
  readonly #identity: string;

  constructor(store: Pick<Store, 'records' | 'keepRecord'>, identity: string) {
    this.#store = store;
    this.#identity = identity;
  }

  /**
   * Returns a request with commitments in place of names. A repeated request has the salts of the first attempt, so that its content is the
   * same. New salts are kept before this returns.
   */
  async seal({ drafts, ...request }: NamedRequest): Promise<IssueRequest> {
    const kept = new Map((await this.#kept()).map(({ name: record, value }) => [record, value]));
    const traveling: Json[] = [];
    for (const [index, draft] of drafts.entries()) {
      const name = personNameIn(draft);
      const record = `${request.requestId}/${index}`;
      if (name === undefined) traveling.push(draft);
      else traveling.push(sealed(draft, await this.#opening(name, record, kept.get(record))));
    }
    return { ...request, drafts: traveling as unknown as readonly DraftJson[] };
  }

  /** Returns the opening of a commitment, undefined when another browser or program has it. */
  async openingOf(commitment: string): Promise<NameOpening | undefined> {
    const kept = await this.#kept();
    return kept.find(({ value }) => nameCommitment(value) === commitment)?.value;
  }

  async #opening(name: string, record: string, earlier: NameOpening | undefined): Promise<NameOpening> {
    if (earlier?.name === name) return earlier;
    const opening: NameOpening = { name, salt: newSalt() };
    await this.#store.keepRecord(this.#identity, KIND, record, opening, Date.now());
    return opening;
  }

  async #kept(): Promise<readonly { readonly name: string; readonly value: NameOpening }[]> {
    return await this.#store.records<NameOpening>(this.#identity, KIND);
  }
}

function newSalt(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
