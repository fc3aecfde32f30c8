import type { Json, Locators, RequestBodies, ResultOf } from '@fapiao-ledger/core';
import type { OfficerCaller } from '../access/callers.js';
import type { Bureau, BureauOperation } from '../bureau/bureau.js';
import { faultsOfBody } from './faults-of-body.js';
import { namesIn, type StatementHeaders, statementIn } from './statement-headers.js';

/**
 * Performs an act of the bureau under the statement in the call's headers.
 *
 * @param body what the officer signs
 * @throws as `Statements.complete` and `Bureau.act`
 */
export async function actOn<Of extends BureauOperation>(
  bureau: Bureau,
  operation: Of,
  { caller, headers }: { readonly caller: OfficerCaller; readonly headers: StatementHeaders },
  body: RequestBodies[Of],
  located: Locators[Of],
): Promise<ResultOf<Of>> {
  const request = { ...namesIn(headers), operation, actor: caller.code, body: body as Json };
  const statement = await statementIn(headers, request, caller, bureau.statements);
  try {
    return await bureau.act(operation, caller, statement, body, located);
  } catch (error) {
    throw faultsOfBody(error);
  }
}
