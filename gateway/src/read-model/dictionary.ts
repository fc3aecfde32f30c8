import { type Kysely, sql } from 'kysely';
import type { Engine } from './engine.js';
import { COLUMNS, type CohortRow, type Tables } from './tables.js';

/** Ids in memory, which spares most questions to the database. */
const IDS_MAX = 100_000;

/** Separates the columns of an entry. No code, name or rate contains it. */
const SEPARATOR = '\n';

/**
 * Ids of the rows of a table that only grows. An entry is the text of all columns of a row but its id. New entries get ids in the order in
 * which they are asked for, so that every projection of a ledger gives the same ids.
 */
export class Dictionary {
  readonly #table: 'text' | 'cohort';
  readonly #columns: readonly string[];
  readonly #ids = new Map<string, number>();

  constructor(table: 'text' | 'cohort') {
    this.#table = table;
    this.#columns = Object.keys(COLUMNS[table]).filter((column) => column !== 'id');
  }

  /** Forgets the ids in memory, which hold only while this process alone changes the tables, and its transaction is not undone. */
  forget(): void {
    this.#ids.clear();
  }

  /** Returns the ids of entries, and adds those that have none. */
  async idsOf(
    database: Kysely<Tables>,
    engine: Engine,
    entries: ReadonlySet<string>,
  ): Promise<ReadonlyMap<string, number>> {
    const ids = new Map<string, number>();
    const unknown: string[] = [];
    for (const entry of entries) {
      const id = this.#ids.get(entry);
      if (id === undefined) unknown.push(entry);
      else ids.set(entry, id);
    }
    if (unknown.length === 0) return ids;
    if (this.#ids.size > IDS_MAX) this.#ids.clear();
    for (const [entry, id] of await this.#found(database, engine, unknown)) {
      ids.set(entry, id);
      this.#ids.set(entry, id);
    }
    return ids;
  }

  async #found(
    database: Kysely<Tables>,
    engine: Engine,
    entries: readonly string[],
  ): Promise<ReadonlyMap<string, number>> {
    const ids = await this.#stored(database, engine, entries);
    const added = entries.filter((entry) => !ids.has(entry));
    if (added.length === 0) return ids;
    const { rows } = await sql<{ last: bigint }>`select coalesce(max(id), 0) as last
      from ${sql.table(this.#table)}`.execute(database);
    const first = Number(rows[0]?.last ?? 0) + 1;
    const addedRows = added.map((entry, index) => {
      ids.set(entry, first + index);
      return { id: first + index, ...this.#rowOf(entry) } as Tables['text' | 'cohort'];
    });
    await engine.insert(database, this.#table, addedRows);
    return ids;
  }

  async #stored(
    database: Kysely<Tables>,
    engine: Engine,
    entries: readonly string[],
  ): Promise<Map<string, number>> {
    const columns = sql.join(this.#columns.map((column) => sql.ref(column)));
    const types = Object.fromEntries(this.#columns.map((column) => [column, 'text' as const]));
    const asked = engine.relation(
      'asked',
      types,
      entries.map((entry) => entry.split(SEPARATOR)),
    );
    const { rows } = await sql<Record<string, string> & { id: bigint }>`
      select * from ${sql.table(this.#table)} where (${columns}) in (select * from ${asked})`.execute(
      database,
    );
    return new Map(
      rows.map((row) => [this.#columns.map((column) => row[column]).join(SEPARATOR), Number(row.id)]),
    );
  }

  #rowOf(entry: string): Readonly<Record<string, string>> {
    const values = entry.split(SEPARATOR);
    return Object.fromEntries(this.#columns.map((column, index) => [column, values[index] ?? '']));
  }
}

/** Returns the entry of a cohort. */
export function cohortOf(region: string, { rates, sectors }: Pick<CohortRow, 'rates' | 'sectors'>): string {
  return region + SEPARATOR + rates + SEPARATOR + sectors;
}
