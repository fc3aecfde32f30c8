import { randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:net';

const FIRST = 10_000;
/** As many as a network may use. */
const RANGE = 200;
const RANGES = 100;
/** Where the first orderer and the first peers listen: taken when an earlier network is still there. */
const TAKEN_FIRST = [0, 100, 110, 120, 130];

/**
 * The first of 200 ports for a network. The last of them, which no network uses, stays taken until this
 * process ends: runs side by side must not meet.
 */
export async function freeRange(): Promise<number> {
  for (;;) {
    const first = FIRST + RANGE * randomInt(RANGES);
    const claim = await listen(first + RANGE - 1);
    if (claim === undefined) continue;
    claim.unref();
    const taken = await Promise.all(TAKEN_FIRST.map((offset) => isTaken(first + offset)));
    if (!taken.includes(true)) return first;
    claim.close();
  }
}

async function isTaken(port: number): Promise<boolean> {
  const server = await listen(port);
  if (server === undefined) return true;
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return false;
}

/** @returns undefined when another program listens there */
async function listen(port: number): Promise<Server | undefined> {
  const server = createServer();
  return await new Promise((resolve) => {
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
