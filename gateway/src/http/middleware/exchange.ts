import { randomUUID } from 'node:crypto';
import { isRequestId } from '@fapiao-ledger/core';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import type { Metrics } from '../../metrics.js';
import type { Drain } from '../drain.js';

/** What belongs to one request and its answer. */
export interface ExchangeLocals {
  /** Stands in the X-Request-Id header, in problems and in the log. */
  requestId: string;
  /** What the answer's head says besides its own: names and values in turn. */
  headers: string[];
  /** The route's path with its parameters unfilled: what may be logged. */
  route?: string;
  code?: string;
}

export function localsOf(response: Response): ExchangeLocals {
  return response.locals as ExchangeLocals;
}

/**
 * Gives every exchange an id, and when it is over one line of log and one observation. No line has a
 * body, a path with a number in it, a name or a token.
 */
export function exchange(log: Logger, metrics: Metrics, drain: Drain): RequestHandler {
  return (request: Request, response: Response, next: NextFunction): void => {
    const startedAt = process.hrtime.bigint();
    const given = request.get('x-request-id') ?? '';
    const requestId = isRequestId(given) ? given : randomUUID();
    Object.assign(localsOf(response), { requestId, headers: ['X-Request-Id', requestId] });
    drain.add(response);
    response.once('close', () => {
      drain.delete(response);
      if (!request.complete) hangUpOn(request);
      const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9;
      const { route = 'other', code } = localsOf(response);
      const labels = { method: request.method, route, status: String(response.statusCode) };
      metrics.requests.observe(labels, seconds);
      const line = { requestId, ...labels, code, ms: Math.round(seconds * 1000) };
      if (response.writableFinished) log.info(line, 'answered');
      else log.warn(line, 'the caller went away');
    });
    next();
  };
}

/** How long the rest of a request that is answered already may still come. */
const LINGER_MS = 2_000;

/** No caller keeps a connection by announcing a body and not sending it. */
function hangUpOn(request: Request): void {
  const late = setTimeout(() => request.destroy(), LINGER_MS);
  late.unref();
  request.once('end', () => clearTimeout(late)).once('close', () => clearTimeout(late));
}
