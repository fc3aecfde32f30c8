import { DomainError } from '@fapiao-ledger/chaincode/core';
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import type { Limits } from '../config.js';
import type { Problem } from '../problem.js';
import { send } from './answer.js';
import type { Authenticator, Credential } from './middleware/authenticate.js';
import { mediaTypeOf } from './middleware/body.js';
import { localsOf } from './middleware/exchange.js';
import { tellProblem } from './middleware/problems.js';
import type { Quotas } from './middleware/quotas.js';
import type { SingleUse } from './middleware/single-use.js';
import { readCall } from './read-call.js';
import type { Access, Call, Route } from './route.js';
import { sendStream } from './stream.js';

export interface Gatekeeping {
  readonly authenticator: Authenticator;
  readonly singleUse: SingleUse;
  readonly quotas: Quotas;
  readonly limits: Limits;
  readonly log: Logger;
}

/** The routes of one path and method: they differ in the media type that they read. */
export type Endpoint = readonly [Route, ...Route[]];

/** A route as Express serves it: who calls, may they, how often, what do they ask, answer. */
export function serve(
  routes: Endpoint,
  { authenticator, singleUse, quotas, limits, log }: Gatekeeping,
): RequestHandler {
  return async (request: Request, response: Response): Promise<void> => {
    const route = routes.find(({ body }) => body?.type === mediaTypeOf(request)) ?? routes[0];
    localsOf(response).route = route.path;
    const credential = await credentialFor(route, request, authenticator);
    const caller = credential?.caller;
    await quotas.spend(caller, request, response);
    const useUp = credential && singleUse.admit(credential, request, isUnsignedWrite(route, credential));
    const tell = (error: unknown): Problem => tellProblem(error, response, log);
    const call = {
      caller,
      recheck: credential?.recheck ?? (async () => undefined),
      gone: () => goneSignal(response),
      problemOf: tell,
      ...(await readCall(route, request, limits, useUp)),
    };
    const answer = await route.handle(call as Call<Access, unknown, unknown, unknown, unknown>);
    if ('chunks' in answer) await sendStream(response, answer);
    else if (response.writable) send(response, answer);
  };
}

/** Made for those who ask: most answers are out before anybody could go away. */
function goneSignal(response: Response): AbortSignal {
  const gone = new AbortController();
  if (response.destroyed) gone.abort();
  else response.once('close', () => gone.abort());
  return gone.signal;
}

/** Nothing of a request is read before it is clear that its sender may make it. */
async function credentialFor(
  { access }: Route,
  request: Request,
  authenticator: Authenticator,
): Promise<Credential | undefined> {
  if (access === 'anybody') return undefined;
  const credential = await authenticator.credentialIn(request.get('authorization'));
  const { role } = credential.caller;
  const isLetIn = access === 'signer' ? role === 'taxpayer' || role === 'officer' : access === role;
  if (isLetIn || access === 'authenticated') return credential;
  const needed = access === 'signer' ? 'taxpayer or officer' : access;
  throw new DomainError('ROLE_REQUIRED', `this takes a certificate with the role ${needed}`);
}

/** Whether nothing but the token shows that the caller wants this: no statement of its own goes to the ledger. */
function isUnsignedWrite({ method, isReading }: Route, { caller }: Credential): boolean {
  if (method === 'get' || isReading === true) return false;
  const signs = caller.role === 'officer' || (caller.role === 'taxpayer' && caller.keyInCustody === undefined);
  return !signs;
}

/** Routes put together by path and method, in order. */
export function endpointsOf(routes: readonly Route[]): readonly Endpoint[] {
  const endpoints = new Map<string, [Route, ...Route[]]>();
  for (const route of routes) {
    const name = `${route.method} ${route.path}`;
    const endpoint = endpoints.get(name);
    if (endpoint === undefined) endpoints.set(name, [route]);
    else endpoint.push(route);
  }
  return [...endpoints.values()];
}

/** "/v1/invoices/:number" for "/v1/invoices/{number}". */
export function expressPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}
