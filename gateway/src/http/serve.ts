import { DomainError, FapiaoError, present } from '@fapiao-ledger/core';
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import type { Authenticator, Credential } from '../access/authenticator.js';
import { type Caller, nameOf, requireScope } from '../access/callers.js';
import type { SingleUse } from '../access/single-use.js';
import type { Limits } from '../config.js';
import { send } from './answer.js';
import { mediaTypeOf } from './body/read-body.js';
import { localsOf } from './middleware/exchange.js';
import { reportProblem } from './middleware/problems.js';
import type { Problem } from './problem.js';
import { networkOf } from './quotas/network-of.js';
import type { Quotas } from './quotas/quotas.js';
import { kindOf, limitsOf, type RouteLimits } from './quotas/route-limits.js';
import type { Turns } from './quotas/turns.js';
import { readCall } from './read-call.js';
import type { Access, Call, Route } from './route.js';
import { sendStream } from './stream.js';

export interface Gatekeeping {
  readonly authenticator: Authenticator;
  readonly singleUse: SingleUse;
  readonly quotas: Quotas;
  readonly turns: Turns;
  readonly limits: Limits;
  readonly log: Logger;
}

/** The routes of one path and method, which differ in the media type of the body. */
export type Endpoint = readonly [Route, ...Route[]];

/** Returns the handler of an endpoint: authenticates, authorizes, applies quotas and turns, reads the call, answers. */
export function serve(routes: Endpoint, gate: Gatekeeping): RequestHandler {
  const limits = new Map(routes.map((route) => [route, limitsOf(route, gate.limits)]));
  return async (request: Request, response: Response): Promise<void> => {
    const route = routes.find(({ body }) => body && body.type === mediaTypeOf(request)) ?? routes[0];
    localsOf(response).route = route.path;
    const bounds = present(limits.get(route), 'the limits of the route');
    const credential = await credentialFor(route, request, response, gate);
    const owner = credential === undefined ? networkOf(request.ip ?? '') : ownerOf(credential);
    if (credential === undefined) gate.quotas.spendCheck(owner, response);
    else gate.quotas.spend(owner, bounds.cost, response);
    if (route.body !== undefined) gate.quotas.requireCredit(owner, response);
    const kind = kindOf(bounds, lengthOf(request));
    const endTurn = kind && (await gate.turns.take(owner, kind));
    try {
      // Nothing more is read from a caller that disconnected while it waited.
      if (!response.destroyed) await answer({ route, bounds, credential, owner, request, response }, gate);
    } finally {
      endTurn?.();
    }
  };
}

interface Admitted {
  readonly route: Route;
  readonly bounds: RouteLimits;
  readonly credential: Credential | undefined;
  readonly owner: string;
  readonly request: Request;
  readonly response: Response;
}

async function answer(admitted: Admitted, gate: Gatekeeping): Promise<void> {
  const { route, bounds, credential, owner, request, response } = admitted;
  const { quotas, singleUse, limits, log } = gate;
  const charge = (error: unknown, bytes: number): void => {
    if (isFaultOfCaller(error)) quotas.chargeRefused(owner, bytes);
  };
  const useUp = credential && singleUse.admit(credential, request, isUnsignedWrite(route, credential));
  try {
    const { bodyTimeoutMs } = limits;
    const call = {
      caller: credential?.caller,
      recheck: credential?.recheck ?? (async () => undefined),
      gone: () => goneSignal(response),
      requireCredit: () => quotas.requireCredit(owner, response),
      problemOf: (error: unknown, bytes: number): Problem => {
        charge(error, bytes);
        return reportProblem(error, response, log);
      },
      ...(await readCall(route, request, { bodyBytesMax: bounds.bodyBytesMax, bodyTimeoutMs }, useUp)),
    };
    const result = await route.handle(call as Call<Access, unknown, unknown, unknown, unknown>);
    if ('chunks' in result) await sendStream(response, result);
    else if (response.writable) send(response, result);
  } catch (error) {
    if (route.body !== undefined) charge(error, bytesOf(request, bounds));
    throw error;
  }
}

/** Returns the bytes of a body. Without a Content-Length it counts as the largest permitted. */
function bytesOf(request: Request, { bodyBytesMax }: RouteLimits): number {
  return Math.min(lengthOf(request) ?? bodyBytesMax, bodyBytesMax);
}

/** Returns the Content-Length; undefined when absent. */
function lengthOf(request: Request): number | undefined {
  const length = request.get('content-length');
  return length === undefined ? undefined : Number(length);
}

/** Returns whether the request itself is wrong. A refusal because of the ledger's state is no fault of the caller. */
function isFaultOfCaller(error: unknown): boolean {
  return error instanceof FapiaoError && (error.kind === 'validation' || error.kind === 'forbidden');
}

/** Returns the owner of quota and turn: a taxpayer by its own key, by its further keys together, or one key of the bureau, auditors or operators. */
function ownerOf({ caller, token }: Credential): string {
  return caller.role === 'taxpayer' ? nameOf(caller) : token.publicKey;
}

/** Returns a signal for a caller that disconnects. It is made only for routes that need it, which are few. */
function goneSignal(response: Response): AbortSignal {
  const gone = new AbortController();
  if (response.destroyed) gone.abort();
  else response.once('close', () => gone.abort());
  return gone.signal;
}

/** Authenticates and authorizes the sender, before anything of the body is read. */
async function credentialFor(
  route: Route,
  request: Request,
  response: Response,
  { authenticator, quotas }: Gatekeeping,
): Promise<Credential | undefined> {
  if (route.access === 'public') return undefined;
  const credential = await identified(request, response, { authenticator, quotas });
  requireAccess(route, credential.caller);
  requireScope(credential.caller, route.keyScopes ?? (isReading(route) ? ['read'] : []));
  return credential;
}

const SIGNERS: readonly Caller['role'][] = ['taxpayer', 'officer', 'provider'];

/** Requires a caller of a role that the route lets in. @throws {DomainError} ROLE_REQUIRED */
function requireAccess({ access }: Route, { role }: Caller): void {
  const isLetIn = access === 'signer' ? SIGNERS.includes(role) : access === role;
  if (isLetIn || access === 'authenticated') return;
  const needed = access === 'signer' ? SIGNERS.join(' or ') : access;
  throw new DomainError('ROLE_REQUIRED', `this operation takes a credential with the role ${needed}`);
}

/** Identifies the sender. Its network pays for a credential that is refused. @throws {DomainError} QUOTA_EXCEEDED, CREDENTIAL_INVALID */
async function identified(
  request: Request,
  response: Response,
  { authenticator, quotas }: Pick<Gatekeeping, 'authenticator' | 'quotas'>,
): Promise<Credential> {
  const network = (): string => networkOf(request.ip ?? '');
  try {
    return await authenticator.credentialIn(request.get('authorization'), () =>
      quotas.requireTrust(network(), response),
    );
  } catch (error) {
    const isBad = error instanceof DomainError && error.code === 'CREDENTIAL_INVALID';
    if (isBad) quotas.chargeBadCredential(network());
    throw error;
  }
}

/** Returns whether the request writes and only the token authorizes it, without a statement of the caller. */
function isUnsignedWrite(route: Route, { caller }: Credential): boolean {
  if (isReading(route)) return false;
  return !SIGNERS.includes(caller.role) || (caller.role === 'taxpayer' && caller.keyInCustody !== undefined);
}

/** Returns whether a route changes nothing on the ledger. */
function isReading({ method, isReading: reads }: Route): boolean {
  return method === 'get' || reads === true;
}

/** Returns the routes grouped by path and method, in order. */
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

/** Returns "/v1/invoices/:number" for "/v1/invoices/{number}". */
export function expressPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}
