import { personNameIn, sealed } from '@fapiao-ledger/client/drafts';
import { type DraftJson, type Json, type NameOpening, nameCommitment } from '@fapiao-ledger/core';
import { exclusively } from '../../../shared/exclusively.ts';
import type { IssueRequest } from '../../../shared/session.ts';
import type { Store } from '../../../shared/store.ts';

/** Drafts that are issued together, in which persons may still have names. The names must not leave this browser. */
export interface NamedRequest extends Omit<IssueRequest, 'drafts'> {
  readonly drafts: readonly Json[];
}

/** An opening and the name of its record: the place of its draft, and the commitment. */
interface KeptOpening {
  readonly name: string;
  readonly value: NameOpening;
}

const KIND = 'opening';
const SALT_BYTES = 16;

/**
 * Keeps the names of persons that the ledger has only as commitments, in this browser. Without the salt a commitment cannot be opened, so a
 * browser whose data are cleared has lost the names. No opening replaces another one: the ledger may have the commitment of either.
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
   * same; another tab that seals the same request gets them too. New salts are kept before this returns.
   */
  async seal(request: NamedRequest): Promise<IssueRequest> {
    return await exclusively(`openings of ${this.#identity}`, async () => await this.#seal(request));
  }

  /** Returns the opening of a commitment, undefined when another browser or program has it. */
  async openingOf(commitment: string): Promise<NameOpening | undefined> {
    const kept = await this.#kept();
    return kept.find(({ value }) => nameCommitment(value) === commitment)?.value;
  }

  async #seal({ drafts, ...request }: NamedRequest): Promise<IssueRequest> {
    const kept = await this.#kept();
    const traveling: Json[] = [];
    for (const [index, draft] of drafts.entries()) {
      const name = personNameIn(draft);
      const opening = name === undefined ? undefined : await this.#opening(name, request, index, kept);
      traveling.push(opening === undefined ? draft : sealed(draft, opening));
    }
    return { ...request, drafts: traveling as unknown as readonly DraftJson[] };
  }

  async #opening(
    name: string,
    { requestId }: Pick<IssueRequest, 'requestId'>,
    index: number,
    kept: readonly KeptOpening[],
  ): Promise<NameOpening> {
    const place = `${requestId}/${index}`;
    // Records of earlier versions have the place alone.
    const isHere = (record: string): boolean => record === place || record.startsWith(`${place}/`);
    const earlier = kept.find((record) => isHere(record.name) && record.value.name === name);
    if (earlier !== undefined) return earlier.value;
    const opening: NameOpening = { name, salt: newSalt() };
    const record = `${place}/${nameCommitment(opening)}`;
    await this.#store.keepRecord(this.#identity, KIND, record, opening, Date.now());
    return opening;
  }

  async #kept(): Promise<readonly KeptOpening[]> {
    return await this.#store.records<NameOpening>(this.#identity, KIND);
  }
}

function newSalt(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
