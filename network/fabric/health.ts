import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import type { Paths } from './paths.js';
import { SetupError } from './setup-error.js';
import { HOST, type OrdererNode, type PeerNode, TLS_NAME } from './topology.js';

/** Returns whether a node's health check says OK and it takes connections, which it does a little later. */
export async function isHealthy(paths: Paths, node: OrdererNode | PeerNode): Promise<boolean> {
  return (await saysHealthy(paths, node)) && (await accepts(node.port));
}

function saysHealthy(paths: Paths, node: OrdererNode | PeerNode): Promise<boolean> {
  const ca = readFileSync(paths.node(node.name, 'tls', 'ca.pem'));
  return new Promise((resolve) => {
    const call = request({
      host: HOST,
      port: node.operationsPort,
      path: '/healthz',
      ca,
      timeout: 2000,
      agent: false,
      servername: TLS_NAME,
    });
    call.once('response', (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    call.once('timeout', () => call.destroy());
    call.once('error', () => resolve(false));
    call.end();
  });
}

export function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: HOST, port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** Returns whether an orderer leads the others, by its own metrics: without a leader nothing is ordered. */
export async function leads(paths: Paths, orderer: OrdererNode): Promise<boolean> {
  const file = (...rest: string[]): Buffer => readFileSync(join(...rest));
  const admin = paths.organization(orderer.organization.key, 'admin', 'tls');
  const call = request({
    host: HOST,
    port: orderer.operationsPort,
    path: '/metrics',
    ca: file(paths.node(orderer.name, 'tls', 'ca.pem')),
    cert: file(admin, 'cert.pem'),
    key: file(admin, 'key.pem'),
    timeout: 2000,
    agent: false,
    servername: TLS_NAME,
  });
  const answer = once(call.end(), 'response') as Promise<[IncomingMessage]>;
  call.once('timeout', () => call.destroy());
  const [response] = await answer;
  return /^consensus_etcdraft_is_leader\{.*\} 1$/m.test(await text(response));
}

/**
 * Asks until the answer is yes.
 * @throws {SetupError} when it is not within `timeoutMs`, with the last failure as its cause
 */
export async function waitFor(
  what: string,
  timeoutMs: number,
  ask: () => Promise<boolean>,
  cure: string,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let cause: unknown;
  while (Date.now() < deadline) {
    try {
      if (await ask()) return;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    await delay(100);
  }
  const reason = cause instanceof Error ? `: ${cause.message}` : '';
  throw new SetupError(`${what} did not happen within ${timeoutMs / 1000} s${reason}`, cure, { cause });
}
