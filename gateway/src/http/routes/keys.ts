import type { ErrorCode, RequestBodies, ScopedKeyJson } from '@fapiao-ledger/core';
import { z } from 'zod';
import { requireSelf } from '../../access/callers.js';
import type { Statements } from '../../access/statements.js';
import type { Contract } from '../../ledger/contract.js';
import type { Heights } from '../../ledger/heights.js';
import type { LedgerFacts } from '../../ledger/ledger-facts.js';
import { type Answer, created, ok } from '../answer.js';
import { ownAct } from '../own-act.js';
import { inJson, type Route, route, STATEMENT_REFUSALS } from '../route.js';
import { bodies } from '../schemas/bodies.js';
import { height } from '../schemas/documents.js';
import { keyName, scopedKey } from '../schemas/keys.js';
import { participant } from '../schemas/text.js';
import { statementHeaders } from '../statement-headers.js';

const REFUSALS: readonly ErrorCode[] = ['TAXPAYER_SUSPENDED', ...STATEMENT_REFUSALS];

const list = z.object({ keys: z.array(scopedKey), height }).meta({ id: 'ScopedKeys' });
const one = z.object({ key: scopedKey });

/** Returns the routes by which a taxpayer registers, lists and revokes further keys of its own. */
export function keyRoutes(parts: {
  readonly contract: Contract;
  readonly facts: LedgerFacts;
  readonly heights: Heights;
  readonly statements: Statements;
}): readonly Route[] {
  const { contract, facts, heights, statements } = parts;
  const headerFields = statementHeaders(statements.areOptional);
  const keysOf = async (code: string): Promise<Answer> => {
    const blocks = await heights.asText();
    return ok({ keys: await contract.read('taxpayer:ReadKeys', { code }), height: blocks });
  };
  const perform = async <Of extends 'register-key' | 'revoke-key'>(
    operation: Of,
    call: Parameters<typeof ownAct>[2],
    body: RequestBodies[Of],
  ): Promise<{ readonly key: ScopedKeyJson }> => {
    const key = await ownAct({ contract, statements }, operation, call, body);
    // A revoked key is refused from this answer on, also before the gateway has read the block.
    await facts.keys(call.caller.code, 'fresh');
    return { key };
  };
  return [
    route({
      method: 'post',
      path: '/v1/keys',
      area: 'Taxpayers',
      access: 'taxpayer',
      summary: 'Register a further key of the caller, such as that of a till',
      headerFields,
      body: { type: 'application/json', schema: bodies['register-key'] },
      answer: inJson(201, 'The key. A repeated request gets the same answer.', one),
      refusals: [...REFUSALS, 'KEY_EXISTS', 'KEY_IN_USE', 'KEY_COUNT'],
      handle: async (call) => created(await perform('register-key', call, call.body)),
    }),
    route({
      method: 'get',
      path: '/v1/keys',
      area: 'Taxpayers',
      access: 'taxpayer',
      summary: 'List the further keys of the caller, also those that have ended',
      answer: inJson(200, 'The keys, without those that were revoked', list),
      refusals: [],
      handle: async ({ caller }) => await keysOf(caller.code),
    }),
    route({
      method: 'post',
      path: '/v1/keys/{name}/revoke',
      area: 'Taxpayers',
      access: 'taxpayer',
      summary: 'Revoke a further key of the caller at once',
      pathFields: z.strictObject({ name: keyName }),
      headerFields,
      body: { type: 'application/json', schema: z.strictObject({}) },
      answer: inJson(200, 'The key as it was registered', one),
      refusals: [...REFUSALS, 'KEY_NOT_FOUND'],
      handle: async (call) => ok(await perform('revoke-key', call, call.path)),
    }),
    route({
      method: 'get',
      path: '/v1/taxpayers/{code}/keys',
      area: 'Taxpayers',
      access: 'authenticated',
      summary: 'List the further keys of a taxpayer, also those that have ended',
      pathFields: z.strictObject({ code: participant }),
      answer: inJson(200, 'The keys, without those that were revoked', list),
      refusals: ['NOT_A_PARTY', 'TAXPAYER_NOT_FOUND'],
      handle: async ({ caller, path }) => {
        requireSelf(caller, path.code);
        return await keysOf(path.code);
      },
    }),
  ];
}
