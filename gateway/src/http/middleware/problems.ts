import { FapiaoError } from '@fapiao-ledger/core';
import type { ErrorRequestHandler, NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';
import { send } from '../answer.js';
import { type Problem, problemOf } from '../problem.js';
import { localsOf } from './exchange.js';

const RETRY_SECONDS = '1';

/** Express's last stop for every error: one shape, one table. Faults of ours go to the log whole. */
export function problems(log: Logger): ErrorRequestHandler {
  return (error: unknown, request: Request, response: Response, next: NextFunction): void => {
    const problem = tellProblem(ofExpress(error) ?? error, response, log);
    localsOf(response).code = problem.code;
    if (response.headersSent) {
      next(error);
      return;
    }
    send(response, {
      status: problem.status,
      type: 'application/problem+json',
      body: JSON.stringify(problem),
      headers: {
        ...(problem.status === 401 && { 'WWW-Authenticate': 'Bearer' }),
        ...(asksToComeBack(problem.status, response) && { 'Retry-After': RETRY_SECONDS }),
        // A body that was not read to its end would be taken for the next request.
        ...(!request.complete && { Connection: 'close' }),
      },
    });
  };
}

/** Unless it is said already when. */
function asksToComeBack(status: number, response: Response): boolean {
  return (status === 503 || status === 429) && !localsOf(response).headers.includes('Retry-After');
}

/** What a caller is told of an error. */
export function tellProblem(error: unknown, response: Response, log: Logger): Problem {
  const { requestId } = localsOf(response);
  const problem = problemOf(error, requestId);
  if (problem.status >= 500) log.error({ requestId, code: problem.code, err: error }, 'failed');
  return problem;
}

/** What Express refuses by itself: a path such as /%zz, or a part of a page that there is not. */
function ofExpress(error: unknown): FapiaoError | undefined {
  const { status = 500 } = Object(error) as { readonly status?: number };
  if (error instanceof URIError || status === 400) {
    return new FapiaoError('ROUTE_NOT_FOUND', 'the path cannot be read');
  }
  if (status === 412 || status === 416) {
    return new FapiaoError(
      'REQUEST_MALFORMED',
      'the page is not to be had under the conditions of the request',
    );
  }
  return undefined;
}
