import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readBody } from '../../gateway/src/http/body/read-body.ts';
import { TestGateway } from '../support/gateway.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await TestGateway.start();
});
afterAll(async () => await gateway.close());

test('a caller that is gone in the middle of its body is no fault of the gateway', async () => {
  const { hostname, port } = new URL(gateway.url);
  const socket = connect(Number(port), hostname);
  const head = [
    'POST /v1/bureau/periods HTTP/1.1',
    `Host: ${hostname}`,
    `Authorization: Bearer ${gateway.officer.token()}`,
    ...Object.entries(await gateway.officer.statement('close-period', {})).map(
      ([name, value]) => `${name}: ${value}`,
    ),
    'Content-Type: application/json',
    'Content-Length: 100',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n{"month":`);
  // Answers that went out after the half request came in: the gateway is reading its body by now.
  for (let asked = 0; asked < 3; asked += 1) await gateway.officer.get('/v1/network');
  socket.destroy();

  await expect.poll(() => gateway.logged.join('')).toContain('the caller went away');
  await gateway.officer.get('/v1/network');
  expect(gateway.logged.filter((line) => line.includes('INTERNAL'))).toEqual([]);
});

test('a caller that is gone before its body is read is not waited for', async () => {
  const headers = new Map([['content-type', 'application/json']]);
  const request = Object.assign(Readable.from(['{}']), { get: (name: string) => headers.get(name) });
  request.destroy();
  const limits = { bodyBytesMax: 100, bodyTimeoutMs: 600_000 };
  const read = readBody(request as unknown as Parameters<typeof readBody>[0], 'application/json', limits);
  await expect(read).rejects.toMatchObject({ code: 'BODY_TIMEOUT' });
});
