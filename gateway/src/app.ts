import type { Duplex } from 'node:stream';
import { DomainError } from '@fapiao-ledger/core';
import type { LedgerHome } from '@fapiao-ledger/network/home';
import express, { type Express, type Request, type Response } from 'express';
import type { Logger } from 'pino';
import { Authenticator } from './access/authenticator.js';
import { SingleUse } from './access/single-use.js';
import type { Limits } from './config.js';
import type { Custodian } from './custodian/custodian.js';
import { Drain } from './http/drain.js';
import { exchange, localsOf } from './http/middleware/exchange.js';
import { problems } from './http/middleware/problems.js';
import { headersOfPages } from './http/middleware/security-headers.js';
import { singleHeaders } from './http/middleware/single-headers.js';
import { openApiOf } from './http/openapi.js';
import { operationsRouter } from './http/operations.js';
import { pagesRouter } from './http/pages.js';
import { portalRouter } from './http/portal.js';
import { Quotas } from './http/quotas/quotas.js';
import { Turns } from './http/quotas/turns.js';
import type { Route } from './http/route.js';
import { routesOf } from './http/routes/index.js';
import { endpointsOf, expressPath, serve } from './http/serve.js';
import { createMetrics } from './metrics.js';
import { createParts } from './parts.js';
import { ReadModelHealth, type RunningReadModel } from './read-model/index.js';
import type { LedgerStream } from './stream/ledger-stream.js';
import { VERSION } from './version.js';
import type { WayIn } from './way-in/way-in.js';
import { wayInRouter } from './way-in/way-in-router.js';

export interface Gateway {
  readonly app: Express;
  readonly routes: readonly Route[];
  /** Returns whether an answer on a connection has begun and is not finished. */
  isAnswering(socket: Duplex): boolean;
  /** Makes the gateway report that it is not ready, and close connections after their answers. */
  drain(): void;
  /** Ends its threads. Call it after the last answer. */
  close(): Promise<void>;
}

export interface GatewayOptions {
  readonly home: LedgerHome;
  readonly limits: Limits;
  readonly log: Logger;
  /** Blocks of the home's ledger. */
  readonly stream: LedgerStream;
  /** When absent, there are no lists and statistics. */
  readonly readModel?: RunningReadModel;
  /** When absent, callers must sign every statement. */
  readonly custodian?: Custodian;
  /** When absent, no browser gets the identities of the data folder. */
  readonly wayIn?: WayIn;
}

/** Returns the whole gateway without a socket. */
export function createApp({
  home,
  limits,
  log,
  stream,
  readModel,
  custodian,
  wayIn,
}: GatewayOptions): Gateway {
  const health = readModel && new ReadModelHealth(readModel.model);
  const metrics = createMetrics(
    async () => (await home.client.status()).height,
    readModel && health && { follower: readModel.follower, health },
  );
  const parts = createParts({ home, limits, metrics, stream, readModel, custodian });
  const { facts, events } = parts;
  const routes = routesOf(parts);
  const { channel } = home.client;
  const gatekeeping = {
    authenticator: new Authenticator({ channel, trust: home.trust, facts, custodian, now: home.now }),
    singleUse: new SingleUse(),
    quotas: new Quotas(limits),
    turns: new Turns(),
    limits,
    log,
  };
  const drain = new Drain();

  const app = express();
  app.disable('x-powered-by').disable('etag').set('trust proxy', limits.proxies);
  app.set('query parser', 'simple');
  app.use(exchange(log, metrics, drain), singleHeaders());
  for (const endpoint of endpointsOf(routes)) {
    const [{ method, path }] = endpoint;
    app[method](expressPath(path), serve(endpoint, gatekeeping));
  }
  app.use(operationsRouter(home.client, metrics, drain, health));
  app.use(headersOfPages());
  if (wayIn !== undefined) app.use(wayInRouter(wayIn));
  app.use(portalRouter(metrics));
  app.use(pagesRouter(openApiOf(routes, VERSION)));
  app.use(unknownPath(routes));
  app.use(problems(log));
  return {
    app,
    routes,
    isAnswering: (socket) => drain.isAnswering(socket),
    drain: () => {
      drain.begin();
      events.stop();
    },
    close: parts.close,
  };
}

/** Returns the handler of requests that no route serves: an unknown path, or another method of a known path. */
function unknownPath(routes: readonly Route[]) {
  const patterns = endpointsOf(routes).map(([{ path, method }]) => ({
    method: method.toUpperCase(),
    pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+').replaceAll('.', '\\.')}/?$`, 'i'),
  }));
  return (request: Request, response: Response): void => {
    const methods = patterns.filter(({ pattern }) => pattern.test(request.path)).map(({ method }) => method);
    localsOf(response).route = 'unknown';
    if (methods.length === 0) throw new DomainError('ROUTE_NOT_FOUND', 'no route has this path');
    response.set('Allow', methods.join(', '));
    throw new DomainError('METHOD_NOT_ALLOWED', `this path has ${methods.join(' and ')}`);
  };
}
