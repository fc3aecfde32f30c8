import { FapiaoError } from '@fapiao-ledger/chaincode/core';
import type { ErrorRequestHandler, NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';
import { type Problem, problemOf } from '../../problem.js';
import { localsOf } from './exchange.js';

const RETRY_SECONDS = '1';

/** Express's last stop for every error: one shape, one table. Faults of ours go to the log whole. */
export function problems(log: Logger): ErrorRequestHandler {
  return (error: unknown, request: Request, response: Response, next: NextFunction): void => {
    const problem = tellProblem(notDecodable(error) ?? error, response, log);
    localsOf(response).code = problem.code;
    if (response.headersSent) {
      next(error);
      return;
    }
    if (problem.status === 401) response.set('WWW-Authenticate', 'Bearer');
    if (problem.status === 503) response.set('Retry-After', RETRY_SECONDS);
    // A body that was not read to its end would be taken for the next request.
    if (!request.complete) response.set('Connection', 'close');
    response.status(problem.status).set('Cache-Control', 'no-store');
    response.type('application/problem+json').end(JSON.stringify(problem));
  };
}

/** What a caller is told of an error. */
export function tellProblem(error: unknown, response: Response, log: Logger): Problem {
  const { requestId } = localsOf(response);
  const problem = problemOf(error, requestId);
  if (problem.status >= 500) log.error({ requestId, code: problem.code, err: error }, 'failed');
  return problem;
}

/** Express refuses a path such as /%zz by itself. */
function notDecodable(error: unknown): FapiaoError | undefined {
  return error instanceof URIError || (error as { status?: unknown }).status === 400
    ? new FapiaoError('ROUTE_NOT_FOUND', 'the path cannot be read')
    : undefined;
}
