import { randomBytes } from 'node:crypto';
import { type Json, type NameOpening, nameCommitment } from '@fapiao-ledger/core';
import { AppendLog } from '@fapiao-ledger/files';
import { appendTo } from '../files/private-file.js';
import { personNameIn, sealed } from './person-name.js';

/** One line of an openings file. */
interface KeptOpening extends NameOpening {
  readonly commitment: string;
  readonly requestId: string;
  /** Place of the draft in its request. */
  readonly index: number;
}

const SALT_BYTES = 16;

/**
 * The names that stand on the ledger only as commitments, kept beside the identity that sent them. A
 * lost file cannot be restored: without its salt nobody can show what a commitment stands for.
 */
export class Openings {
  readonly #log: AppendLog<KeptOpening>;
  /** The sealing before: each looks for what was kept, and keeps more. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(identityFile: string) {
    this.#log = new AppendLog(`${identityFile.replace(/\.json$/, '')}.openings.jsonl`);
  }

  get file(): string {
    return this.#log.file;
  }

  /**
   * Puts commitments in place of names. A repeated request gets the salts of the first attempt, so
   * that it says the same; new ones are on disk before this returns.
   */
  async seal(drafts: readonly Json[], requestId: string): Promise<readonly Json[]> {
    if (drafts.every((draft) => personNameIn(draft) === undefined)) return drafts;
    const sealing = this.#last.then(() => this.#seal(drafts, requestId));
    this.#last = sealing.catch(() => undefined);
    return await sealing;
  }

  async #seal(drafts: readonly Json[], requestId: string): Promise<readonly Json[]> {
    const earlier = (await this.#log.read()).filter((kept) => kept.requestId === requestId);
    const fresh: KeptOpening[] = [];
    const traveling = drafts.map((draft, index) => {
      const name = personNameIn(draft);
      if (name === undefined) return draft;
      const found = earlier.find((kept) => kept.index === index && kept.name === name);
      const opening = found ?? newOpening(name, requestId, index);
      if (found === undefined) fresh.push(opening);
      return sealed(draft, opening);
    });
    if (fresh.length > 0) await appendTo(this.#log, ...fresh);
    return traveling;
  }

  /** By commitment, all of them. */
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
