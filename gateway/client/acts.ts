import {
  type Json,
  type JsonObject,
  type Operation,
  paymentText,
  type RequestBodies,
} from '@fapiao-ledger/core';
import type { ApiPath, WriteAnswer } from './answers.js';
import { fillPath } from './read-path.js';

interface ActRoute {
  readonly method: 'POST' | 'PATCH';
  readonly path: ApiPath;
}

function post<const Path extends ApiPath>(path: Path): { readonly method: 'POST'; readonly path: Path } {
  return { method: 'POST', path };
}

/** The route of each operation. Fields of the signed body that a path names are sent in the path. */
export const ACT_ROUTES = {
  issue: post('/v1/invoices'),
  'issue-paid': post('/v1/payments'),
  'confirm-payment': post('/v1/payments'),
  'confirm-refund': post('/v1/refunds'),
  'grant-mandate': post('/v1/mandates'),
  'revoke-mandate': post('/v1/mandates/{provider}/revoke'),
  transfer: post('/v1/invoices/{number}/transfer'),
  lock: post('/v1/invoices/{number}/lock'),
  unlock: post('/v1/invoices/{number}/unlock'),
  redeem: post('/v1/invoices/{number}/redeem'),
  'confirm-use': post('/v1/invoices/{number}/confirm-use'),
  'revoke-use': post('/v1/invoices/{number}/revoke-use'),
  'start-red-letter': post('/v1/invoices/{number}/red-letter'),
  'confirm-red-letter': post('/v1/invoices/{number}/red-letter/{sequence}/confirm'),
  'issue-red-letter': post('/v1/invoices/{number}/red-letter/{sequence}/issue'),
  'refuse-red-letter': post('/v1/invoices/{number}/red-letter/{sequence}/refuse'),
  'withdraw-red-letter': post('/v1/invoices/{number}/red-letter/{sequence}/withdraw'),
  'elect-levy': post('/v1/levy'),
  'end-levy': post('/v1/levy/end'),
  'set-strict-refs': post('/v1/strict-refs'),
  'file-return': post('/v1/returns/{period}'),
  cancel: post('/v1/cancellations'),
  'register-key': post('/v1/keys'),
  'revoke-key': post('/v1/keys/{name}/revoke'),
  'register-officer': post('/v1/bureau/officers'),
  'revoke-officer': post('/v1/bureau/officers/{code}/revoke'),
  'register-provider': post('/v1/bureau/providers'),
  'revoke-provider': post('/v1/bureau/providers/{code}/revoke'),
  'register-taxpayer': post('/v1/bureau/taxpayers'),
  'amend-taxpayer': { method: 'PATCH', path: '/v1/bureau/taxpayers/{code}' },
  'publish-rules': post('/v1/bureau/rule-sets'),
  'close-period': post('/v1/bureau/periods'),
  'set-check-page': post('/v1/bureau/check-page'),
  'grant-credit': post('/v1/bureau/credits'),
  'grant-segment': post('/v1/bureau/segments'),
  'return-numbers': post('/v1/bureau/numbers'),
  'accept-return': post('/v1/bureau/returns/{taxpayer}/{period}/decision'),
  freeze: post('/v1/bureau/invoices/{number}/freeze'),
  release: post('/v1/bureau/invoices/{number}/release'),
} as const satisfies Readonly<Record<Operation, ActRoute>>;

/** The body that an actor signs. Where a statement could name several invoices, the gateway takes one. */
export type ActBody<Of extends Operation> = RequestBodies[Of] extends {
  readonly invoices: readonly (infer Invoice)[];
}
  ? Omit<RequestBodies[Of], 'invoices'> & { readonly invoices: readonly [Invoice] }
  : RequestBodies[Of];

/** What the gateway answers when an operation is done. */
export type ActAnswer<Of extends Operation> = WriteAnswer<
  (typeof ACT_ROUTES)[Of]['path'],
  Lowercase<(typeof ACT_ROUTES)[Of]['method']>
>;

/** An act as its HTTP request carries it. */
export interface HttpAct {
  readonly method: ActRoute['method'];
  /** Path under /v1. */
  readonly path: string;
  readonly body: JsonObject;
  /** Value of the header Fapiao-Payment. */
  readonly payment?: string;
}

/** Returns the HTTP request of an act, without its statement. */
export function httpActOf<Of extends Operation>(operation: Of, signed: ActBody<Of>): HttpAct {
  const { method, path } = ACT_ROUTES[operation];
  const { payment, fields } = sentFields(operation, signed as unknown as JsonObject);
  const { path: filled, rest } = fillPath(path, fields);
  return { method, path: filled.slice('/v1'.length), body: rest, ...(payment && { payment }) };
}

/** Returns the fields that are sent: drafts are sent as `invoices`, and the one invoice of a change by its own fields. */
function sentFields(operation: Operation, signed: JsonObject): { fields: JsonObject; payment?: string } {
  const { drafts, invoices, ...fields } = signed;
  if (operation === 'issue') {
    const { payment } = signed as { payment?: RequestBodies['issue']['payment'] };
    const sent = { invoices: drafts as Json };
    return payment === undefined ? { fields: sent } : { fields: sent, payment: paymentText(payment) };
  }
  if (drafts !== undefined) return { fields: { ...fields, invoices: drafts } };
  const [only] = Array.isArray(invoices) ? (invoices as readonly JsonObject[]) : [];
  return { fields: { ...fields, ...only } };
}
