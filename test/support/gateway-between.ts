import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request as a server between a client and its gateway receives it. */
export interface RelayedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface RelayedAnswer {
  readonly status: number;
  readonly body: unknown;
}

export type PassOn = (request: RelayedRequest) => Promise<RelayedAnswer>;

/** @returns undefined where the connection is to break */
export type Relay = (request: RelayedRequest, passOn: PassOn) => Promise<RelayedAnswer | undefined>;

/** A server with answers of its own, which can ask the gateway behind it. */
export class GatewayBetween {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async open(gateway: string, relay: Relay): Promise<GatewayBetween> {
    const server = createServer((request, response) => {
      void text(request).then(async (body) => {
        const { method = 'GET', url: path = '/', headers } = request;
        const answer = await relay({ method, path, headers: passedOn(headers), body }, passOnTo(gateway));
        if (answer === undefined) {
          response.destroy();
          return;
        }
        const type = answer.status < 300 ? 'application/json' : 'application/problem+json';
        response.writeHead(answer.status, { 'content-type': type }).end(JSON.stringify(answer.body));
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new GatewayBetween(server);
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

/** A gateway that answers questions; the connection breaks at every other request. */
export async function gatewayCutOff(gateway: string): Promise<GatewayBetween> {
  return await GatewayBetween.open(gateway, async (request, passOn) =>
    request.method === 'GET' ? await passOn(request) : undefined,
  );
}

function passOnTo(gateway: string): PassOn {
  return async ({ method, path, headers, body }) => {
    const answer = await fetch(gateway + path, { method, headers, ...(body === '' ? {} : { body }) });
    return { status: answer.status, body: await answer.json() };
  };
}

const NAMES = ['authorization', 'content-type', 'accept', 'idempotency-key'];

function passedOn(headers: IncomingHttpHeaders): Record<string, string> {
  const named = Object.entries(headers).filter(
    ([name]) => NAMES.includes(name) || name.startsWith('fapiao-'),
  );
  return Object.fromEntries(named) as Record<string, string>;
}
