import { type ColumnDataType, type Kysely, type RawBuilder, sql } from 'kysely';
import type { Engine } from './engine.js';
import { PRIMARY_KEYS, TABLE_NAMES, type TableName, type Tables } from './tables.js';

/** Version of tables and projection. Raise it when they change: an older read model is then built again. */
export const SCHEMA_VERSION = 1n;

type Type = 'text' | 'text?' | 'bigint';

const COLUMNS: { readonly [Table in TableName]: Readonly<Record<keyof Tables[Table], Type>> } = {
  checkpoint: {
    id: 'bigint',
    schema_version: 'bigint',
    channel: 'text',
    next_block: 'bigint',
    last_block: 'text',
  },
  invoice: {
    number: 'text',
    page: 'text',
    block: 'bigint',
    profile: 'text',
    type: 'text',
    date: 'text',
    seller: 'text',
    seller_name: 'text',
    region: 'text',
    buyer_type: 'text',
    buyer: 'text?',
    buyer_name: 'text?',
    holder: 'text',
    state: 'text',
    lock_company: 'text?',
    lock_expires: 'text?',
    rates: 'text',
    net: 'bigint',
    tax: 'bigint',
    gross: 'bigint',
    rest: 'bigint',
  },
  invoice_rate: { rate: 'text', date: 'text', number: 'text', net: 'bigint', tax: 'bigint' },
  invoice_claim: { company: 'text', date: 'text', number: 'text', expires: 'text?' },
  month_total: {
    month: 'text',
    seller: 'text',
    type: 'text',
    rate: 'text',
    region: 'text',
    count: 'bigint',
    net_high: 'bigint',
    net_low: 'bigint',
    tax_high: 'bigint',
    tax_low: 'bigint',
  },
  taxpayer: { code: 'text', kind: 'text', status: 'text', name: 'text?' },
};

/** Indexes on the filters of lists. They end in date and number, because lists are sorted newest first. */
const INDEXES: readonly (readonly [TableName, string, ...string[]])[] = [
  ['invoice', 'date', 'number'],
  ['invoice', 'seller', 'date', 'number'],
  ['invoice', 'buyer', 'date', 'number'],
  ['invoice', 'holder', 'date', 'number'],
  ['invoice', 'region', 'date', 'number'],
  ['invoice', 'state', 'date', 'number'],
  ['invoice_claim', 'number'],
];

/** Creates the tables, empty, with a checkpoint at the first block. */
export async function createSchema(database: Kysely<Tables>, engine: Engine, channel: string): Promise<void> {
  for (const table of TABLE_NAMES) await createTable(database, engine, table);
  for (const [table, ...columns] of INDEXES) {
    await database.schema
      .createIndex(`${table}_by_${columns[0]}`)
      .on(table)
      .columns([...columns])
      .execute();
  }
  await database
    .insertInto('checkpoint')
    .values({ id: 1n, schema_version: SCHEMA_VERSION, channel, next_block: 0n, last_block: '' })
    .execute();
}

export async function dropSchema(database: Kysely<Tables>): Promise<void> {
  for (const table of TABLE_NAMES) await database.schema.dropTable(table).ifExists().execute();
}

async function createTable(database: Kysely<Tables>, engine: Engine, table: TableName): Promise<void> {
  let builder = database.schema.createTable(table);
  for (const [column, type] of Object.entries<Type>(COLUMNS[table])) {
    builder = builder.addColumn(column, sqlType(engine, type), (definition) =>
      type.endsWith('?') ? definition : definition.notNull(),
    );
  }
  const key = [...PRIMARY_KEYS[table]] as string[];
  builder = builder.addPrimaryKeyConstraint(`${table}_key`, key as never[]);
  // Stores rows in the tree of the primary key, which saves one tree. Indexes refer to rows by that key.
  if (engine.name === 'sqlite') builder = builder.modifyEnd(sql`without rowid`);
  await builder.execute();
}

function sqlType(engine: Engine, type: Type): ColumnDataType | RawBuilder<unknown> {
  return type === 'bigint' ? 'bigint' : sql.raw(engine.text);
}
