import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusalOf, TestGateway } from '../support/gateway.ts';
import { POSTGRES_PROGRAMS, PostgresServer } from '../support/postgres.ts';

describe.skipIf(POSTGRES_PROGRAMS === undefined)('a database that is gone (needs PostgreSQL)', () => {
  let server: PostgresServer;
  let gateway: TestGateway;
  beforeAll(async () => {
    server = await PostgresServer.start();
    gateway = await TestGateway.start({ readModel: server.createDatabase() });
  });
  afterAll(async () => {
    await gateway.close();
    await server.stop();
  });

  const metric = async (): Promise<string | undefined> => {
    const { body } = await gateway.anonymous<Uint8Array>('GET', '/metrics');
    return /^fapiao_read_model_up (\S+)$/m.exec(Buffer.from(body).toString())?.[1];
  };
  const ready = async (): Promise<number> => (await gateway.anonymous('GET', '/readyz')).status;

  test('makes lists unavailable and the gateway not ready, without an INTERNAL error', async () => {
    expect([await ready(), await metric()]).toEqual([200, '1']);
    await server.stop();
    for (const path of ['/v1/bureau/statistics', '/v1/bureau/invoices']) {
      const reply = await gateway.officer.get(path);
      expect(refusalOf(reply)).toBe('503 READ_MODEL_UNAVAILABLE');
      expect(reply.headers.get('retry-after')).toBe('1');
    }
    await expect.poll(ready).toBe(503);
    expect(await metric()).toBe('0');
    expect((await gateway.anonymous('GET', '/healthz')).status).toBe(200);
  });
});
