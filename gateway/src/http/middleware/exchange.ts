import { randomUUID } from 'node:crypto';
import { isRequestId } from '@fapiao-ledger/core';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import type { Metrics } from '../../metrics.js';
import type { Drain } from '../drain.js';

/** Facts about one request and its answer. */
export interface ExchangeLocals {
  /** Id in the X-Request-Id header, in problems and in the log. */
  requestId: string;
  /** Headers of this exchange, names and values in turn. */
  headers: string[];
  /** The route's path with its parameters as placeholders, which may be logged. */
  route?: string;
  code?: string;
}

export function localsOf(response: Response): ExchangeLocals {
  return response.locals as ExchangeLocals;
}

/**
 * Gives each exchange an id. At its end it writes one line of log and one observation. A line contains no body, no
 * path with an invoice number, no name and no token.
 */
export function exchange(log: Logger, metrics: Metrics, drain: Drain): RequestHandler {
  return (request: Request, response: Response, next: NextFunction): void => {
    const startedAt = performance.now();
    const header = request.get('x-request-id') ?? '';
    const requestId = isRequestId(header) ? header : randomUUID();
    Object.assign(localsOf(response), { requestId, headers: ['X-Request-Id', requestId] });
    drain.add(response);
    response.once('close', () => {
      drain.delete(response);
      if (!request.complete) hangUpOn(request);
      const seconds = (performance.now() - startedAt) / 1000;
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

/** How long the rest of an answered request may take to arrive. */
const LINGER_MS = 2_000;

/** Closes the connection of a caller that announced a body and does not send it. */
function hangUpOn(request: Request): void {
  const late = setTimeout(() => request.destroy(), LINGER_MS);
  late.unref();
  request.once('end', () => clearTimeout(late)).once('close', () => clearTimeout(late));
}
