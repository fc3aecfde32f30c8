import { readFileSync } from 'node:fs';
import { connect as connectTcp } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { EndpointEntry } from '../network-file.js';

const TIMEOUT_MS = 3000;

/** Returns why an address takes no connection, as the system names it; undefined when it does. */
export async function whyUnreachable(address: string): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const socket = connectTcp({ ...hostAndPort(address), timeout: TIMEOUT_MS });
  socket.once('connect', () => resolve(undefined));
  socket.once('timeout', () => resolve('ETIMEDOUT'));
  socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  return promise.finally(() => socket.destroy());
}

/** Returns why a TLS handshake with a node fails, as Node.js names it; undefined when it does not. */
export async function whyNoTls({ address, tlsName, tlsCa }: EndpointEntry): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const socket = connectTls({
    ...hostAndPort(address),
    servername: tlsName,
    ca: readFileSync(tlsCa),
    ALPNProtocols: ['h2'],
    timeout: TIMEOUT_MS,
  });
  socket.once('secureConnect', () => resolve(undefined));
  socket.once('timeout', () => resolve('ETIMEDOUT'));
  socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  return promise.finally(() => socket.destroy());
}

export function hostAndPort(address: string): { host: string; port: number } {
  const { hostname, port } = new URL(`grpcs://${address}`);
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) };
}
