import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Engine, openPostgres, openSqlite, ReadModel } from '@fapiao-ledger/gateway/read-model';
import { changesIn } from '@fapiao-ledger/gateway/stream/ledger-change';
import { afterAll, beforeAll, describe } from 'vitest';
import type { GeneratedLedger } from './generated-ledger.ts';
import { POSTGRES_PROGRAMS, PostgresServer } from './postgres.ts';

/** Makes empty databases, which are removed with the suite. */
export interface EngineSource {
  /** Opens a new database. */
  readonly create: () => Engine;
  /** Makes an empty database, and returns its path or URL. */
  readonly place: () => string;
  /** Opens another connection to the database that was made last. */
  readonly again: () => Engine;
  /** Whether several processes may write to one database at a time. */
  readonly isShared: boolean;
}

/** One suite, run on every engine of the read model. */
export function describeOnEngines(name: string, suite: (source: EngineSource) => void): void {
  describe(`${name}, on SQLite`, () => suite(useSqlite()));
  describe.skipIf(POSTGRES_PROGRAMS === undefined)(`${name}, on PostgreSQL (needs PostgreSQL)`, () => {
    suite(usePostgres());
  });
}

export function useSqlite(): EngineSource & { readonly path: () => string } {
  const folder = useFolder();
  let made = 0;
  const path = (): string => join(folder(), `${made}.db`);
  const place = (): string => {
    made += 1;
    return path();
  };
  return {
    create: () => openSqlite(place()),
    place,
    again: () => openSqlite(path()),
    path,
    isShared: false,
  };
}

/** A temporary folder for the suite that calls this. */
export function useFolder(): () => string {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'fapiao-read-model-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return () => folder;
}

function usePostgres(): EngineSource {
  let server: PostgresServer;
  let url = '';
  beforeAll(async () => {
    server = await PostgresServer.start();
  });
  afterAll(async () => await server.stop());
  const open = (): Engine => openPostgres({ url, onConnectionError: () => {} });
  const place = (): string => {
    url = server.createDatabase();
    return url;
  };
  const create = (): Engine => {
    place();
    return open();
  };
  return { create, place, again: open, isShared: true };
}

/** A read model of everything the ledger has so far. */
export async function projected(engine: Engine, ledger: GeneratedLedger): Promise<ReadModel> {
  const model = await ReadModel.open(engine, ledger.channel);
  await model.apply(ledger.chain.map(changesIn));
  return model;
}

/** The engine, with a hook before each statement of its writer, and before each insertion. */
export function withHook(engine: Engine, before: () => void): Engine {
  const writer = engine.writer.withPlugin({
    transformQuery: ({ node }) => {
      before();
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const insert: Engine['insert'] = async (...insertion) => {
    before();
    await engine.insert(...insertion);
  };
  return { ...engine, writer, insert };
}
