/** Thread of one caller who sends the worst bodies: in the thread that measures, its own work would be measured too. */
import { Agent, request } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import { type Credential, MerchantClient } from '../support/merchant-client.ts';
import type { WorstBody } from '../support/worst-bodies.ts';

export interface Attack {
  readonly url: string;
  readonly channel: string;
  readonly credential: Credential;
  /** One for each connection, sent over and over. */
  readonly bodies: readonly WorstBody[];
  /** Most requests, whatever time is left. */
  readonly requestsMax: number;
}

const { url, channel, credential, bodies, requestsMax } = workerData as Attack;
const client = new MerchantClient(url, channel, credential);
const agent = new Agent({ keepAlive: true, maxSockets: bodies.length });
let left = requestsMax;
parentPort?.once('message', () => {
  left = 0;
});

await Promise.all(bodies.map((body) => sendAll(body)));
agent.destroy();
parentPort?.close();

async function sendAll({ path, type, body, headers }: WorstBody): Promise<void> {
  const bytes = Buffer.from(body);
  for (; left > 0; left -= 1) {
    const Authorization = `Bearer ${client.token()}`;
    await post(path, bytes, { ...headers, 'Content-Type': type, Authorization });
  }
}

async function post(path: string, body: Buffer, headers: Readonly<Record<string, string>>): Promise<void> {
  const options = { method: 'POST', agent, headers: { ...headers, 'Content-Length': body.length } };
  await new Promise<void>((resolve) => {
    const sent = request(new URL(path, url), options);
    sent.on('response', (response) => response.resume().on('close', () => resolve()));
    // Whose body is not read is hung up on.
    sent.on('error', () => resolve());
    sent.end(body);
  });
}
