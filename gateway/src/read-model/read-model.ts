import { createHash } from 'node:crypto';
import { DomainError, InvariantError } from '@fapiao-ledger/core';
import type { Kysely } from 'kysely';
import { OtherLedgerError, type Projection } from '../stream/follower.js';
import { Dictionary } from './dictionary.js';
import { contentDigest } from './digest.js';
import type { Engine } from './engine.js';
import { type ProjectedBlock, project } from './projection.js';
import { createSchema, dropSchema, SCHEMA_VERSION } from './schema.js';
import { storeChanges } from './store.js';
import type { CheckpointRow, Tables } from './tables.js';

/** A value that is exact for a height of the ledger. */
export interface At<T> {
  /** Number of blocks projected so far. */
  readonly height: bigint;
  readonly value: T;
}

/**
 * Tables of the documents in blocks, for searching. It has no data of its own: when deleted, it is built again from
 * the ledger's blocks with the same content.
 */
export class ReadModel implements Projection {
  readonly #engine: Engine;
  readonly #channel: string;
  readonly #texts = new Dictionary('text');
  readonly #cohorts = new Dictionary('cohort');
  /** The last block that this process has projected. The ids in memory hold as long as no other process projects. */
  #lastBlock: string | undefined;

  private constructor(engine: Engine, channel: string) {
    this.#engine = engine;
    this.#channel = channel;
  }

  /** Opens a read model for questions alone, which another thread keeps up to date. */
  static forQuestions(engine: Engine, channel: string): ReadModel {
    return new ReadModel(engine, channel);
  }

  /** Opens the read model in a database, and clears it when it is of another version or channel. */
  static async open(engine: Engine, channel: string): Promise<ReadModel> {
    const model = new ReadModel(engine, channel);
    const tables = await engine.writer.introspection.getTables();
    const checkpoint = tables.some(({ name }) => name === 'checkpoint')
      ? await checkpointOf(engine.writer)
      : undefined;
    if (checkpoint?.schema_version !== SCHEMA_VERSION || checkpoint.channel !== channel) await model.clear();
    return model;
  }

  get engine(): Engine {
    return this.#engine;
  }

  /** Number of blocks projected so far. */
  async height(): Promise<bigint> {
    return (await checkpointOf(this.#engine.reader)).next_block;
  }

  /**
   * Projects blocks in one transaction together with the checkpoint. Blocks that were projected before are skipped,
   * because another process may write to the same database.
   *
   * @param blocks consecutive, oldest first
   * @returns the height afterwards
   * @throws {InvariantError} when a block is missing before or between them
   * @throws {OtherLedgerError} when the block before the height is not the one that was projected
   */
  async apply(blocks: readonly ProjectedBlock[]): Promise<bigint> {
    requireConsecutive(blocks);
    for (;;) {
      const checkpoint = await checkpointOf(this.#engine.writer);
      const fresh = freshBlocks(blocks, checkpoint);
      const last = fresh.at(-1);
      if (last === undefined) return checkpoint.next_block;
      if (await this.#commit(checkpoint, fresh, last)) return last.number + 1n;
    }
  }

  /** Empties all tables. The next block to project is the first. */
  async clear(): Promise<void> {
    await this.#engine.writer.transaction().execute(async (transaction) => {
      await dropSchema(transaction);
      await createSchema(transaction, this.#engine, this.#channel);
    });
  }

  /** Returns the SHA-256 over all rows of all tables. Equal content has equal digests on both engines. */
  async digest(): Promise<At<string>> {
    return await this.read(contentDigest);
  }

  /**
   * Runs queries on one committed state of the tables.
   * @throws {DomainError} QUERY_TOO_BROAD, READ_MODEL_UNAVAILABLE
   */
  async read<T>(query: (database: Kysely<Tables>, height: bigint) => Promise<T>): Promise<At<T>> {
    return await this.ask(async (database) => {
      return await database
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute(async (transaction) => {
          const { next_block: height } = await checkpointOf(transaction);
          return { height, value: await query(transaction, height) };
        });
    });
  }

  /**
   * Runs queries, each on a committed state of its own. Without a transaction, a query takes one round trip instead of four.
   * @throws {DomainError} QUERY_TOO_BROAD, READ_MODEL_UNAVAILABLE
   */
  async ask<T>(query: (database: Kysely<Tables>) => Promise<T>): Promise<T> {
    try {
      return await query(this.#engine.reader);
    } catch (error) {
      throw this.#explained(error);
    }
  }

  /** Whether the database answers now. */
  async isReachable(): Promise<boolean> {
    try {
      await checkpointOf(this.#engine.reader);
      return true;
    } catch (error) {
      if (this.#engine.failureOf(error) === undefined) throw error;
      return false;
    }
  }

  #explained(error: unknown): unknown {
    switch (this.#engine.failureOf(error)) {
      case 'too long':
        return new DomainError(
          'QUERY_TOO_BROAD',
          'the query takes too long; ask for fewer days or name a seller',
        );
      case 'unreachable':
        return new DomainError(
          'READ_MODEL_UNAVAILABLE',
          'the database of lists and statistics does not answer',
          {
            cause: error,
          },
        );
      case undefined:
        return error;
    }
  }

  async close(): Promise<void> {
    await this.#engine.close();
  }

  /** Writes changes and checkpoint. @returns false, without writing, when another process moved the checkpoint first */
  async #commit(
    from: CheckpointRow,
    fresh: readonly ProjectedBlock[],
    last: ProjectedBlock,
  ): Promise<boolean> {
    if (from.last_block !== this.#lastBlock) this.#forgetIds();
    try {
      const isWritten = await this.#write(from, fresh, last);
      if (isWritten) this.#lastBlock = blockDigest(last);
      return isWritten;
    } catch (error) {
      this.#forgetIds();
      throw error;
    }
  }

  async #write(
    from: CheckpointRow,
    fresh: readonly ProjectedBlock[],
    last: ProjectedBlock,
  ): Promise<boolean> {
    const changes = project(fresh);
    return await this.#engine.writer.transaction().execute(async (database) => {
      const { numUpdatedRows } = await database
        .updateTable('checkpoint')
        .set({ next_block: last.number + 1n, last_block: blockDigest(last) })
        .where('next_block', '=', from.next_block)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) return false;
      const dictionaries = { texts: this.#texts, cohorts: this.#cohorts };
      await storeChanges({ database, engine: this.#engine, ...dictionaries }, changes);
      return true;
    });
  }

  #forgetIds(): void {
    this.#lastBlock = undefined;
    this.#texts.forget();
    this.#cohorts.forget();
  }
}

async function checkpointOf(database: Kysely<Tables>): Promise<CheckpointRow> {
  return await database.selectFrom('checkpoint').selectAll().executeTakeFirstOrThrow();
}

function requireConsecutive(blocks: readonly ProjectedBlock[]): void {
  blocks.forEach(({ number }, index) => {
    const before = blocks[index - 1];
    if (before !== undefined && number !== before.number + 1n)
      throw new InvariantError(`block ${number} came after block ${before.number}`);
  });
}

function freshBlocks(
  blocks: readonly ProjectedBlock[],
  checkpoint: Pick<CheckpointRow, 'next_block' | 'last_block'>,
): readonly ProjectedBlock[] {
  const next = checkpoint.next_block;
  const last = blocks.find(({ number }) => number === next - 1n);
  if (last !== undefined && blockDigest(last) !== checkpoint.last_block)
    throw new OtherLedgerError(`block ${last.number} is not the one that was projected`);
  const first = blocks[0]?.number ?? next;
  if (first > next) throw new InvariantError(`block ${first} came while block ${next} is awaited`);
  return blocks.filter(({ number }) => number >= next);
}

function blockDigest(block: ProjectedBlock): string {
  const facts = block.transactions.map(({ transactionId, validationCode }) => [
    transactionId,
    validationCode,
  ]);
  return createHash('sha256')
    .update(JSON.stringify([block.number.toString(), facts]))
    .digest('hex');
}
