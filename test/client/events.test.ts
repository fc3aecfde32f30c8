import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ClientEvent, GatewayClient } from '@fapiao-ledger/client';
import { afterEach, beforeEach, expect, test } from 'vitest';

/** A gateway that answers each connection with the next of the test's answers, and notes where the client resumes. */
type Answer = (response: ServerResponse) => void;
let answers: Answer[];
let asked: (string | undefined)[];
let paused: number[];
let server: Server;
let client: GatewayClient;
beforeEach(async () => {
  [answers, asked, paused] = [[], [], []];
  server = createServer((request, response) => {
    asked.push(request.headers['last-event-id'] as string | undefined);
    (answers.shift() ?? hang)(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = new GatewayClient({
    gateway: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    channel: 'fapiao',
    pause: async (milliseconds) => {
      paused.push(milliseconds);
      await Promise.resolve();
    },
  });
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const hang: Answer = (response) => response.writeHead(200).flushHeaders();

function stream(text: string, ending: 'end' | 'cut' = 'cut'): Answer {
  return (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(text, () => (ending === 'end' ? response.end() : response.destroy()));
  };
}

function refusal(status: number, code: string, headers: Record<string, string> = {}): Answer {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/problem+json', ...headers });
    response.end(JSON.stringify({ code, detail: code }));
  };
}

const event = (id: string, number: string): string =>
  `id: ${id}\nevent: InvoicesIssued\ndata: {"invoices":[{"number":"${number}"}]}\n\n`;
const end = (reason: string): string => `event: end\ndata: {"reason":"${reason}"}\n\n`;

async function take(count: number, after?: string): Promise<readonly ClientEvent[]> {
  const events: ClientEvent[] = [];
  if (count === 0) return events;
  for await (const each of client.events(after === undefined ? {} : { after })) {
    events.push(each);
    if (events.length === count) break;
  }
  return events;
}

test('events go on behind the last id over a connection that breaks, also one of a frame without data', async () => {
  answers.push(
    stream(`retry: 2000\nid: 7-0\n\n`),
    stream(`id: 7-0\n\n${event('7-1', 'a')}${event('8-1', 'b')}id: 9-0\n\n${event('9-1', 'c').slice(0, -8)}`),
    stream(event('9-1', 'c')),
  );
  const events = await take(3);
  expect(events.map(({ id, data }) => [id, data.invoices[0]?.number])).toEqual([
    ['7-1', 'a'],
    ['8-1', 'b'],
    ['9-1', 'c'],
  ]);
  expect(asked).toEqual([undefined, '7-0', '9-0']);
});

test('an event that cannot be read comes again', async () => {
  answers.push(
    stream(`${event('1-1', 'a')}id: 2-1\nevent: InvoicesIssued\ndata: {"invoices\n\n`),
    stream(event('2-1', 'b')),
  );
  expect((await take(2)).map(({ id }) => id)).toEqual(['1-1', '2-1']);
  expect(asked).toEqual([undefined, '1-1']);
});

test('an event that arrives in pieces is one event', async () => {
  answers.push((response) => {
    const bytes = Buffer.from(event('1-1', '上海'));
    response.writeHead(200);
    response.write(bytes.subarray(0, 61), () => response.write(bytes.subarray(61)));
  });
  expect((await take(1))[0]?.data.invoices).toEqual([{ number: '上海' }]);
});

test('pauses double while nothing comes, last as the gateway asks, and begin anew after an event', async () => {
  answers.push(
    refusal(503, 'LEDGER_BUSY'),
    refusal(503, 'LEDGER_UNAVAILABLE'),
    refusal(429, 'QUOTA_EXCEEDED', { 'retry-after': '7' }),
    refusal(503, 'LEDGER_BUSY', { 'retry-after': '0' }),
    stream(event('1-1', 'a') + end('LEDGER_UNAVAILABLE'), 'end'),
    stream(end('RENEW'), 'end'),
    stream(event('2-1', 'b')),
  );
  await take(2);
  expect(paused).toEqual([1_000, 2_000, 7_000, 1_000, 1_000, 1_000]);
});

test.each([
  ['CREDENTIAL_INVALID', stream(end('CREDENTIAL_INVALID'), 'end')],
  ['ROLE_REQUIRED', refusal(403, 'ROLE_REQUIRED')],
  ['FIELD_VALUE', refusal(422, 'FIELD_VALUE')],
])('%s ends the iteration with that error', async (code, answer) => {
  answers.push(answer);
  await expect(take(1)).rejects.toMatchObject({ code });
  expect(asked).toHaveLength(1);
});

test('a signal ends the iteration: before it, during a connection and without an error', async () => {
  const over = AbortSignal.abort();
  expect((await client.events({ signal: over }).next()).done).toBe(true);
  expect(asked).toEqual([]);
  const stop = new AbortController();
  answers.push((response) => {
    hang(response);
    stop.abort();
  });
  expect((await client.events({ signal: stop.signal }).next()).done).toBe(true);
});
