import {
  canonicalJson,
  FUNCTION_OF,
  type FunctionOf,
  type Json,
  type Operation,
  type RequestBodies,
  type ResultOf,
} from '@fapiao-ledger/core';
import type { ContractCall } from '@fapiao-ledger/network/ledger-client';
import type { ChangeOptions, LedgerWorld } from './ledger-world.ts';
import { type Participant, signedAct } from './signed-calls.ts';

/** Acts that taxpayers arrange for themselves. */
export type OwnOperation = {
  [Of in Operation]: FunctionOf<Of> extends `taxpayer:${string}` ? Of : never;
}[Operation];

/** Returns a call of an act that a taxpayer arranges for itself. */
export function ownCall<Of extends OwnOperation>(
  world: LedgerWorld,
  actor: Participant,
  operation: Of,
  body: RequestBodies[Of],
  options: ChangeOptions = {},
): ContractCall {
  const signing = { ...(options.signer ?? actor), keyEpoch: actor.keyEpoch };
  const act = signedAct(world, signing, operation, body as unknown as Json, {
    ...options,
    actor: actor.code,
  });
  const name = FUNCTION_OF[operation].replace('taxpayer:', '');
  return { contract: 'taxpayer', function: name, args: [canonicalJson(act)] };
}

/** Submits an act that a taxpayer arranges for itself. */
export async function arrange<Of extends OwnOperation>(
  world: LedgerWorld,
  actor: Participant,
  operation: Of,
  body: RequestBodies[Of],
  options: ChangeOptions = {},
): Promise<ResultOf<Of>> {
  return await world.submit(options.as ?? world.operator, ownCall(world, actor, operation, body, options));
}
