import { randomUUID } from 'node:crypto';
import { createServer, type Server, STATUS_CODES } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { FapiaoError } from '@fapiao-ledger/core';
import type { Gateway } from './app.js';
import { problemOf } from './http/problem.js';

/** A gateway on a socket. */
export interface RunningServer {
  /** "http://127.0.0.1:8080" */
  readonly address: string;
  /** Accepts no more requests and answers those that were accepted. Returns after the last answer or the timeout. */
  stop(timeoutMs: number): Promise<void>;
}

/** Longest time for the head of a request. */
const HEADERS_TIMEOUT_MS = 10_000;
/** No limit for a whole request: the reader of a body has its own, and a bulk upload may take hours. */
const REQUEST_TIMEOUT_MS = 0;
/** Longer than proxies keep idle connections, so that the proxy closes first and no request meets a closed connection. */
const KEEP_ALIVE_MS = 65_000;
const IDLE_SWEEP_MS = 50;

/** The gateway cannot listen at its address. */
export class AddressError extends Error {}

/** Starts a gateway on a socket. @throws {AddressError} when the address is in use or may not be used */
export async function listen(
  gateway: Gateway,
  place: { host: string; port: number },
): Promise<RunningServer> {
  const server = createServer(
    {
      requestTimeout: REQUEST_TIMEOUT_MS,
      headersTimeout: HEADERS_TIMEOUT_MS,
      connectionsCheckingInterval: HEADERS_TIMEOUT_MS / 4,
      keepAliveTimeout: KEEP_ALIVE_MS,
    },
    gateway.app,
  );
  server.on('clientError', (error, socket) => {
    // The caller would read a head in the middle of an answer as a part of it.
    if (gateway.isAnswering(socket)) socket.destroy();
    else refuse(error, socket);
  });
  const unused = unusedConnections(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', ({ code, message }: NodeJS.ErrnoException) => {
      const reason = code === 'EADDRINUSE' ? 'another process listens there; set PORT' : message;
      reject(new AddressError(`cannot listen at ${place.host}:${place.port}: ${reason}`));
    });
    server.listen(place.port, place.host, resolve);
  });
  const { address, family, port } = server.address() as AddressInfo;
  const host = family === 'IPv6' ? `[${address}]` : address;
  return {
    address: `http://${host}:${port}`,
    stop: async (timeoutMs) => {
      gateway.drain();
      for (const socket of unused) socket.destroy();
      await closed(server, timeoutMs);
      await gateway.close();
    },
  };
}

/** Answers bytes that are no HTTP request with the same problem document as requests get, and closes the connection. */
function refuse(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const problem = problemOf(refusalOf(error), randomUUID());
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

function refusalOf({ code = '' }: NodeJS.ErrnoException): FapiaoError {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return new FapiaoError('HEAD_TOO_LARGE', 'the head of a request has at most 16 KiB');
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return new FapiaoError('BODY_TOO_LARGE', 'the extensions of a chunk are too long');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new FapiaoError('BODY_TIMEOUT', `the head of a request arrives within ${HEADERS_TIMEOUT_MS} ms`);
    default:
      return new FapiaoError('REQUEST_MALFORMED', 'the request cannot be read as HTTP/1.1');
  }
}

/** Returns the connections without a request so far, which Node does not count as idle. */
function unusedConnections(server: Server): ReadonlySet<Socket> {
  const unused = new Set<Socket>();
  server.on('connection', (socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  server.on('request', ({ socket }) => unused.delete(socket));
  return unused;
}

async function closed(server: Server, timeoutMs: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const sweep = setInterval(() => server.closeIdleConnections(), IDLE_SWEEP_MS);
    const deadline = setTimeout(() => server.closeAllConnections(), timeoutMs);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(deadline);
      resolve();
    });
  });
}
