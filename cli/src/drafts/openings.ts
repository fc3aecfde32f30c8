import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type Json, type NameOpening, nameCommitment } from '@fapiao-ledger/core';
import { AppendLog } from '@fapiao-ledger/files';
import { appendLines } from '../files/private-file.js';
import { isMissing } from '../files/system-error.js';
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
  readonly #log: AppendLog;
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
    const earlier = (await this.#read()).filter((kept) => kept.requestId === requestId);
    const fresh: KeptOpening[] = [];
    const traveling = drafts.map((draft, index) => {
      const name = personNameIn(draft);
      if (name === undefined) return draft;
      const found = earlier.find((kept) => kept.index === index && kept.name === name);
      const opening = found ?? newOpening(name, requestId, index);
      if (found === undefined) fresh.push(opening);
      return sealed(draft, opening);
    });
    if (fresh.length > 0)
      await appendLines(
        this.#log,
        fresh.map((kept) => JSON.stringify(kept)),
      );
    return traveling;
  }

  /** By commitment, all of them. */
  async byCommitment(): Promise<ReadonlyMap<string, NameOpening>> {
    return new Map((await this.#read()).map(({ commitment, name, salt }) => [commitment, { name, salt }]));
  }

  async #read(): Promise<readonly KeptOpening[]> {
    try {
      return (await readFile(this.file, 'utf8')).split('\n').flatMap(readLine);
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }
}

function newOpening(name: string, requestId: string, index: number): KeptOpening {
  const opening = { name, salt: randomBytes(SALT_BYTES).toString('hex') };
  return { commitment: nameCommitment(opening), requestId, index, ...opening };
}

/** A line cut short by a crash was never used: nothing is sent before it is whole on disk. */
function readLine(line: string): readonly KeptOpening[] {
  try {
    return line === '' ? [] : [JSON.parse(line) as KeptOpening];
  } catch {
    return [];
  }
}
