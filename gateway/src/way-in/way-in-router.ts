import { isIP, type Socket } from 'node:net';
import { isJsonObject } from '@fapiao-ledger/core';
import express, { type Request, Router } from 'express';
import { ok, send } from '../http/answer.js';
import type { EnteredParties, WayIn } from './way-in.js';

const BODY_BYTES_MAX = 1_024;
const LOOPBACK_ADDRESS = /^(127\.[0-9.]+|::1|::ffff:127\.[0-9.]+)$/;
const LOOPBACK_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:[0-9]+)?$/;

/** Returns the route by which the operator’s browser enters. It answers only this machine, under a name of this machine. */
export function wayInRouter(wayIn: WayIn): Router {
  const router = Router();
  router.post(
    '/way-in',
    (request, _response, next) => next(isFromHere(request) ? undefined : 'route'),
    express.json({ limit: BODY_BYTES_MAX }),
    async (request, response, next) => {
      const entered = await enteredBy(request, wayIn);
      // A way in that was used is gone: its address answers as any unknown path.
      if (entered === undefined) next();
      else send(response, ok(entered));
    },
  );
  return router;
}

async function enteredBy({ body, socket }: Request, wayIn: WayIn): Promise<EnteredParties | undefined> {
  const { token, samples } = isJsonObject(body) ? body : {};
  if (typeof token !== 'string') return undefined;
  return await wayIn.enter(token, samples === true ? ownAddress(socket) : undefined);
}

/** Returns this gateway's address by the connection: a Host header may name a forwarded port, which here belongs to another program. */
function ownAddress({ localAddress = '', localPort = 0 }: Socket): URL {
  return new URL(`http://${isIP(localAddress) === 6 ? `[${localAddress}]` : localAddress}:${localPort}`);
}

/** Returns whether a request comes from this machine under its own name: a site that resolves to it has another name. */
function isFromHere({ headers, socket }: Request): boolean {
  const { host = '', origin } = headers;
  const isOwnPage = origin === undefined || origin === `http://${host}`;
  return LOOPBACK_ADDRESS.test(socket.remoteAddress ?? '') && LOOPBACK_HOST.test(host) && isOwnPage;
}
