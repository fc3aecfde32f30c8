import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import type { Paths } from '../paths.js';
import { HOST, type OrdererNode, type PeerNode, TLS_NAME } from '../topology.js';

const TIMEOUT_MS = 3000;

export interface OperationsAnswer {
  /** Milliseconds since 1970 by the node's clock, to the second. */
  readonly date: number;
  readonly version: string;
}

/** Reads what a node publishes about itself. @throws when it does not answer */
export async function askOperations(paths: Paths, node: OrdererNode | PeerNode): Promise<OperationsAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<OperationsAnswer>();
  const call = request({
    host: HOST,
    port: node.operationsPort,
    path: '/version',
    ca: readFileSync(paths.node(node.name, 'tls', 'ca.pem')),
    timeout: TIMEOUT_MS,
    agent: false,
    servername: TLS_NAME,
  });
  call.once('response', (response) => {
    const parts: Buffer[] = [];
    response.on('data', (part: Buffer) => parts.push(part));
    response.once('error', reject);
    response.once('end', () => {
      try {
        const { Version: version } = JSON.parse(Buffer.concat(parts).toString('utf8')) as { Version: string };
        resolve({ date: Date.parse(response.headers.date ?? ''), version: version.replace(/^v/, '') });
      } catch (error) {
        reject(error);
      }
    });
  });
  call.once('timeout', () => call.destroy(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)));
  call.once('error', reject);
  call.end();
  return promise;
}
