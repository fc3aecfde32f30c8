import { FapiaoError } from '@fapiao-ledger/core';
import type { ErrorRequestHandler, NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';
import { send } from '../answer.js';
import { type Problem, problemOf } from '../problem.js';
import { localsOf } from './exchange.js';

const RETRY_SECONDS = '1';

/** Returns the handler of all errors, which answers problem documents. Errors of the gateway are logged in full. */
export function problems(log: Logger): ErrorRequestHandler {
  return (error: unknown, request: Request, response: Response, next: NextFunction): void => {
    const problem = reportProblem(ofExpress(error) ?? error, response, log);
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
        ...(needsRetryAfter(problem.status, response) && { 'Retry-After': RETRY_SECONDS }),
        // The rest of a body that was not read to its end would be parsed as the next request.
        ...(!request.complete && { Connection: 'close' }),
      },
    });
  };
}

/** Returns whether the answer needs a Retry-After header and has none yet. */
function needsRetryAfter(status: number, response: Response): boolean {
  return (status === 503 || status === 429) && !localsOf(response).headers.includes('Retry-After');
}

/** Returns the problem document of an error, and logs errors of the gateway or the ledger. */
export function reportProblem(error: unknown, response: Response, log: Logger): Problem {
  const { requestId } = localsOf(response);
  const problem = problemOf(error, requestId);
  if (problem.status >= 500) log.error({ requestId, code: problem.code, err: error }, 'failed');
  return problem;
}

/** Returns the error for a refusal by Express itself: a path such as /%zz, or a range that a page does not have. */
function ofExpress(error: unknown): FapiaoError | undefined {
  const { status = 500 } = Object(error) as { readonly status?: number };
  if (error instanceof URIError || status === 400) {
    return new FapiaoError('ROUTE_NOT_FOUND', 'the path cannot be read');
  }
  if (status === 412 || status === 416) {
    return new FapiaoError(
      'REQUEST_MALFORMED',
      'the page does not meet the preconditions or the range of the request',
    );
  }
  return undefined;
}
