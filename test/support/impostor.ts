import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Impostor {
  readonly address: string;
  /** Bodies of the requests it received, in order. */
  readonly bodies: readonly string[];
  close(): void;
}

/** A server at a gateway's address that gives every caller the same answer. */
export async function impostorAnswering(answer: unknown): Promise<Impostor> {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      bodies.push(body);
      response.end(JSON.stringify(answer));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { address, bodies, close: () => server.close() };
}
