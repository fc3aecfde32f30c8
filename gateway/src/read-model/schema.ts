import { type ColumnDataType, type Kysely, type RawBuilder, sql } from 'kysely';
import type { Engine } from './engine.js';
import { COMMON_STATE_MAX } from './enumerations.js';
import {
  COLUMNS,
  type ColumnType,
  PRIMARY_KEYS,
  TABLE_NAMES,
  type TableName,
  type Tables,
} from './tables.js';

/** Version of tables and projection. Raise it when they change: an older read model is then built again. */
export const SCHEMA_VERSION = 7n;

interface Index {
  readonly table: TableName;
  readonly columns: readonly [string, ...string[]];
  readonly isUnique?: true;
  /** Only rows of this condition are in the index. */
  readonly where?: RawBuilder<unknown>;
}

/** Most invoices are open or redeemed. No list is read by these states, so that they need no entries. */
export const IS_RARE_STATE = sql<boolean>`state > ${sql.lit(COMMON_STATE_MAX)}`;

/** Few forms await a taxpayer, and a busy seller has many others. */
export const IS_DUE = sql<boolean>`due = 1`;

/** Indexes on the filters of lists. They end in the order of lists. */
const INDEXES: readonly Index[] = [
  { table: 'text', columns: ['value'], isUnique: true },
  { table: 'cohort', columns: ['region', 'rates', 'sectors'], isUnique: true },
  { table: 'invoice', columns: ['seller', 'series', 'serial'] },
  { table: 'invoice', columns: ['buyer', 'series', 'serial'] },
  { table: 'invoice', columns: ['holder', 'series', 'serial'] },
  { table: 'invoice', columns: ['cohort', 'series', 'serial'] },
  { table: 'invoice', columns: ['state', 'series', 'serial'], where: IS_RARE_STATE },
  { table: 'invoice_claim', columns: ['series', 'serial'] },
  { table: 'invoice_ref', columns: ['series', 'serial'] },
  { table: 'red_form', columns: ['series', 'serial', 'sequence'], isUnique: true },
  { table: 'red_party', columns: ['series', 'serial', 'sequence'] },
  { table: 'red_party', columns: ['company', 'started', 'series', 'serial', 'sequence'], where: IS_DUE },
  { table: 'crossing', columns: ['block'] },
  { table: 'deduction', columns: ['series', 'serial'] },
  { table: 'deduction_transfer', columns: ['series', 'serial'] },
  { table: 'tax_return', columns: ['state', 'period', 'taxpayer'] },
];

/** Creates the tables, empty, with a checkpoint at the first block. */
export async function createSchema(database: Kysely<Tables>, engine: Engine, channel: string): Promise<void> {
  for (const table of TABLE_NAMES) await createTable(database, engine, table);
  for (const index of INDEXES) await createIndex(database, index);
  await database
    .insertInto('checkpoint')
    .values({ id: 1n, schema_version: SCHEMA_VERSION, channel, next_block: 0n, last_block: '' })
    .execute();
}

/** Drops the tables of every version. */
export async function dropSchema(database: Kysely<Tables>): Promise<void> {
  for (const table of [...TABLE_NAMES, ...FORMER_TABLES])
    await database.schema.dropTable(table).ifExists().execute();
}

const FORMER_TABLES = ['invoice_rate', 'watch_limit'];

async function createTable(database: Kysely<Tables>, engine: Engine, table: TableName): Promise<void> {
  let builder = database.schema.createTable(table);
  for (const [column, type] of Object.entries<string>(COLUMNS[table])) {
    const isOptional = type.endsWith('?');
    builder = builder.addColumn(column, sqlType(engine, type.replace('?', '') as ColumnType), (definition) =>
      isOptional ? definition : definition.notNull(),
    );
  }
  const key = [...PRIMARY_KEYS[table]] as string[];
  builder = builder.addPrimaryKeyConstraint(`${table}_key`, key as never[]);
  // Stores rows in the tree of the primary key, which saves one tree. Indexes refer to rows by that key.
  if (engine.name === 'sqlite') builder = builder.modifyEnd(sql`without rowid`);
  await builder.execute();
}

async function createIndex(
  database: Kysely<Tables>,
  { table, columns, isUnique, where }: Index,
): Promise<void> {
  const name = sql.ref(`${table}_by_${columns[0]}`);
  const list = sql.join(columns.map((column) => sql.ref(column)));
  const kind = isUnique ? sql`unique index` : sql`index`;
  const condition = where === undefined ? sql`` : sql`where ${where}`;
  await sql`create ${kind} ${name} on ${sql.table(table)} (${list}) ${condition}`.execute(database);
}

function sqlType(engine: Engine, type: ColumnType): ColumnDataType | RawBuilder<unknown> {
  return sql.raw(type === 'text' ? engine.text : type);
}
