import { randomBytes } from 'node:crypto';
import { personNameIn, sealed } from '@fapiao-ledger/client/drafts';
import { type Json, type NameOpening, nameCommitment } from '@fapiao-ledger/core';
import { AppendLog } from '@fapiao-ledger/files';
import { appendTo } from '../files/private-file.js';

/** One line of an openings file. */
interface KeptOpening extends NameOpening {
  readonly commitment: string;
  readonly requestId: string;
  /** Index of the draft in its request. */
  readonly index: number;
}

const SALT_BYTES = 16;

/**
 * Keeps the names that the ledger has only as commitments, beside the identity that sent them. A lost file cannot be
 * restored: without the salt a commitment cannot be opened.
 */
export class Openings {
  readonly #log: AppendLog<KeptOpening>;
  /** The seal under way. Seals run one after the other, because each reads the file and appends to it. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(identityFile: string) {
    this.#log = new AppendLog(`${identityFile.replace(/\.json$/, '')}.openings.jsonl`);
  }

  get file(): string {
    return this.#log.file;
  }

  /**
   * Replaces names by commitments. A repeated request reuses the salts of the first attempt, so that its content stays
   * the same. New salts are on disk before this returns.
   */
  async seal(drafts: readonly Json[], requestId: string): Promise<readonly Json[]> {
    if (drafts.every((draft) => personNameIn(draft) === undefined)) return drafts;
    const sealing = this.#last.then(() => this.#seal(drafts, requestId));
    this.#last = sealing.catch(() => undefined);
    return await sealing;
  }

  async #seal(drafts: readonly Json[], requestId: string): Promise<readonly Json[]> {
    const earlier = (await this.#log.read()).filter((opening) => opening.requestId === requestId);
    const fresh: KeptOpening[] = [];
    const traveling = drafts.map((draft, index) => {
      const name = personNameIn(draft);
      if (name === undefined) return draft;
      const match = earlier.find((opening) => opening.index === index && opening.name === name);
      const opening = match ?? newOpening(name, requestId, index);
      if (match === undefined) fresh.push(opening);
      return sealed(draft, opening);
    });
    if (fresh.length > 0) await appendTo(this.#log, ...fresh);
    return traveling;
  }

  /** Returns all openings by commitment. */
  async byCommitment(): Promise<ReadonlyMap<string, NameOpening>> {
    return new Map(
      (await this.#log.read()).map(({ commitment, name, salt }) => [commitment, { name, salt }]),
    );
  }
}

function newOpening(name: string, requestId: string, index: number): KeptOpening {
  const opening = { name, salt: randomBytes(SALT_BYTES).toString('hex') };
  return { commitment: nameCommitment(opening), requestId, index, ...opening };
}
