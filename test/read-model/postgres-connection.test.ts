import { openPostgres } from '@fapiao-ledger/gateway/read-model';
import { describe, expect, test } from 'vitest';
import { POSTGRES_PROGRAMS, PostgresServer } from '../support/postgres.ts';

const withServer = POSTGRES_PROGRAMS === undefined ? describe.skip : describe;

withServer('a connection to PostgreSQL that breaks (needs postgresql)', () => {
  test('between two queries of a transaction is reported, and fails the next query', async () => {
    const server = await PostgresServer.start();
    const errors: Error[] = [];
    const engine = openPostgres({
      url: server.createDatabase(),
      onConnectionError: (error) => errors.push(error),
    });
    try {
      await engine.writer.connection().execute(async (connection) => {
        await connection.introspection.getTables();
        await server.stop();
        await expect.poll(() => errors.length).toBeGreaterThan(0);
        const failure = await connection.introspection.getTables().catch((error: unknown) => error);
        expect(engine.failureOf(failure)).toBe('unreachable');
      });
    } finally {
      await engine.close();
      await server.stop();
    }
    expect(errors.every((error) => engine.failureOf(error) === 'unreachable')).toBe(true);
  });
});
