import type { FunctionOf, Json, Operation, RequestBodies, ResultOf } from '@fapiao-ledger/core';
import type { TaxpayerCaller } from '../access/callers.js';
import type { Statements } from '../access/statements.js';
import { actArgument, type Contract } from '../ledger/contract.js';
import { faultsOfBody } from './faults-of-body.js';
import { namesIn, type StatementHeaders, statementIn } from './statement-headers.js';

/** Operations by which a taxpayer arranges something for itself: those that functions of the taxpayers' contract perform. */
export type OwnOperation = {
  [Of in Operation]: FunctionOf<Of> extends `taxpayer:${string}` ? Of : never;
}[Operation];

/** Relays the statements of taxpayers about themselves. */
export interface OwnActs {
  readonly contract: Contract;
  readonly statements: Statements;
}

/**
 * Performs an act of a taxpayer about itself under the statement in the call's headers.
 *
 * @param body what the taxpayer signs
 * @throws as `Statements.complete`, and the refusals of the contract
 */
export async function ownAct<Of extends OwnOperation>(
  { contract, statements }: OwnActs,
  operation: Of,
  { caller, headers }: { readonly caller: TaxpayerCaller; readonly headers: StatementHeaders },
  body: RequestBodies[Of],
): Promise<ResultOf<Of>> {
  const actor = caller.code;
  const request = { ...namesIn(headers), operation, actor, body: body as unknown as Json };
  const statement = await statementIn(headers, request, caller, statements);
  const argument = actArgument(statements.ledger, actor, statement, body);
  try {
    return (await contract.act<OwnOperation>(operation, argument)) as ResultOf<Of>;
  } catch (error) {
    throw faultsOfBody(error);
  }
}
