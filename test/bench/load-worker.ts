/** A thread that asks one URL over connections that stay open, and tells how often a second it was answered. */
import { Agent, get } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

export interface Load {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly seconds: number;
}

const { url, headers, connections, seconds } = workerData as Load;
const agent = new Agent({ keepAlive: true, maxSockets: connections });

function ask(): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}`));
      response.resume().on('end', resolve).on('error', reject);
    }).on('error', reject);
  });
}

const start = performance.now();
const end = start + seconds * 1000;
let count = 0;
const askOn = async (): Promise<void> => {
  while (performance.now() < end) {
    await ask();
    count += 1;
  }
};
await Promise.all(Array.from({ length: connections }, askOn));
parentPort?.postMessage((count * 1000) / (performance.now() - start));
agent.destroy();
