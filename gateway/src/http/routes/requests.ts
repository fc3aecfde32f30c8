import {
  type IssueResult,
  invoicesOfOutcome,
  isJsonObject,
  KEY_SCOPES,
  type RequestAttestationJson,
} from '@fapiao-ledger/core';
import { cryptography } from '@fapiao-ledger/pki';
import { z } from 'zod';
import { furtherKeyOf, type SigningCaller } from '../../access/callers.js';
import { ledgerText, type Statements } from '../../access/statements.js';
import { attestationJson } from '../../ledger/attestation-json.js';
import { actArgument, type Contract } from '../../ledger/contract.js';
import type { Heights } from '../../ledger/heights.js';
import type { LedgerFacts } from '../../ledger/ledger-facts.js';
import { ok } from '../answer.js';
import { inJson, type Route, route, STATEMENT_REFUSALS } from '../route.js';
import { cancelled, endorsed, height, issued, requestAttestation } from '../schemas/documents.js';
import { scopedKey } from '../schemas/keys.js';
import { keyEpoch, ledgerName, requestId } from '../schemas/text.js';
import { namesIn, statementHeaders, statementIn } from '../statement-headers.js';

const signing = z
  .object({
    actor: z.string(),
    keyEpoch,
    ledger: ledgerName,
    key: scopedKey
      .exactOptional()
      .meta({ description: 'the further key, with which the caller proved itself' }),
    notAfterMaxSeconds: z.int().meta({ description: 'longest lifetime of a statement, in seconds' }),
  })
  .meta({ id: 'Signing', description: 'The facts in the caller’s statements beside their request.' });

const outcome = endorsed.extend({
  height,
  state: z.enum(['DONE', 'REPLACED', 'NOT_USED']).meta({
    description:
      'DONE or REPLACED forever; NOT_USED while the ledger has no record: the request was refused, was never sent, or is still under way',
  }),
  invoices: issued.shape.invoices
    .exactOptional()
    .meta({ description: 'the invoices, where the request has issued some' }),
  request: requestAttestation,
});

interface RequestParts {
  readonly heights: Heights;
  readonly facts: LedgerFacts;
  readonly statements: Statements;
  readonly now: () => number;
  /** Returns the contract with the identity that reads and cancels a caller's requests. */
  readonly contractOf: (caller: SigningCaller) => Contract;
}

/** Returns the routes for the facts that signers need, and for the outcomes of their requests. */
export function requestRoutes({
  heights,
  facts,
  statements,
  now,
  contractOf,
}: RequestParts): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/key',
      area: 'Requests',
      access: 'signer',
      keyScopes: KEY_SCOPES,
      summary: 'Read the registration of the caller’s key, and the ledger that statements name',
      answer: inJson(200, 'The facts that a statement contains', signing),
      refusals: [],
      handle: async ({ caller }) => {
        const actor = caller.code;
        const key = furtherKeyOf(caller);
        const { keyEpoch: epoch } = key ?? (await facts.signer(actor, 'fresh'));
        const notAfterMaxSeconds = await facts.statementLifetime(now());
        const ledger = ledgerText(statements.ledger);
        return ok({ actor, keyEpoch: epoch, ledger, notAfterMaxSeconds, ...(key && { key }) });
      },
    }),
    route({
      method: 'get',
      path: '/v1/requests/{id}',
      area: 'Requests',
      access: 'signer',
      keyScopes: KEY_SCOPES,
      summary: 'Read the outcome of a request of the caller, with the endorsers’ signatures',
      pathFields: z.strictObject({ id: requestId }),
      answer: inJson(
        200,
        'The outcome, or that there is none. The attestation proves `request`; the rest follows from it.',
        outcome,
      ),
      refusals: ['TIMESTAMP_SKEW'],
      handle: async ({ caller, path }) => {
        const blocks = await heights.asText();
        const name = { actor: caller.code, requestId: path.id };
        const answer = await contractOf(caller).attest('invoice:ReadRequest', name);
        const request = JSON.parse(answer.result) as RequestAttestationJson;
        return ok({ height: blocks, ...outcomeOf(request), request, ...attestationJson(answer) });
      },
    }),
    route({
      method: 'post',
      path: '/v1/cancellations',
      area: 'Requests',
      access: 'signer',
      keyScopes: ['issue', 'circulate'],
      summary: 'Cancel the request that the statement replaces: it can never take effect',
      headerFields: statementHeaders(statements.areOptional),
      body: { type: 'application/json', schema: z.strictObject({}) },
      answer: inJson(200, 'Canceled', cancelled),
      refusals: [...STATEMENT_REFUSALS, 'TAXPAYER_SUSPENDED', 'OFFICER_REVOKED'],
      handle: async ({ caller, headers }) => {
        const actor = caller.code;
        const request = { ...namesIn(headers), operation: 'cancel', actor, body: {} } as const;
        const statement = await statementIn(headers, request, caller, statements);
        const argument = actArgument(statements.ledger, actor, statement, {});
        return ok(await contractOf(caller).act('cancel', argument));
      },
    }),
  ];
}

/** Returns what became of a request, and the invoices that it issued. */
function outcomeOf({
  requestId: id,
  record,
}: RequestAttestationJson): Pick<z.infer<typeof outcome>, 'state' | 'invoices'> {
  if (record === undefined) return { state: 'NOT_USED' };
  if ('replacedBy' in record) return { state: 'REPLACED' };
  const { result } = record;
  if (!isJsonObject(result) || result.checkKey === undefined) return { state: 'DONE' };
  const issuing = { requestId: id, ...(result as unknown as IssueResult) };
  return { state: 'DONE', invoices: [...invoicesOfOutcome(issuing, cryptography.sha256)] };
}
