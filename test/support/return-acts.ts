import {
  canonicalJson,
  type FiledTerms,
  figuresOf,
  type Json,
  type ReturnContext,
  type ReturnJson,
  type ReturnResult,
  type ReturnSumsJson,
  RULE_SET_2026,
  returnTermsDigest,
} from '@fapiao-ledger/core';
import type { ContractCall } from '@fapiao-ledger/network/ledger-client';
import type { LedgerWorld } from './ledger-world.ts';
import type { MerchantClient, Reply } from './merchant-client.ts';
import { type Participant, type SignOptions, signedAct } from './signed-calls.ts';

const NOTHING: ReturnSumsJson = { output: [], input: '0.00', transfersOut: '0.00' };

/** The terms of a return of a month, whose figures follow from its sums. */
export function termsOf(
  period: string,
  sums: Partial<ReturnSumsJson> = {},
  context: Partial<ReturnContext> = {},
): FiledTerms {
  const rest = { kind: 'GENERAL', period, ruleSet: RULE_SET_2026, carriedIn: '0.00', ...context } as const;
  return { period, height: '1', list: '0'.repeat(64), figures: figuresOf({ ...NOTHING, ...sums }, rest) };
}

export function fileCall(
  world: LedgerWorld,
  actor: Participant,
  terms: FiledTerms,
  options: SignOptions = {},
): ContractCall {
  const act = signedAct(world, actor, 'file-return', terms as unknown as Json, options);
  return { contract: 'taxpayer', function: 'FileReturn', args: [canonicalJson(act)] };
}

export async function file(world: LedgerWorld, actor: Participant, terms: FiledTerms): Promise<ReturnResult> {
  return await world.submit(world.operator, fileCall(world, actor, terms));
}

/** Decides a return as it was filed. Without a difference it is accepted. */
export async function decide(
  world: LedgerWorld,
  filed: ReturnJson,
  differs?: { readonly figure: string; readonly filed: string; readonly computed: string },
): Promise<ReturnJson> {
  const { taxpayer, period } = filed;
  const body = { taxpayer, period, terms: returnTermsDigest(filed), ...(differs && { differs }) };
  return await world.bureau('AcceptReturn', body);
}

export async function readReturn(world: LedgerWorld, taxpayer: string, period: string): Promise<ReturnJson> {
  const args = [canonicalJson({ taxpayer, period })];
  const call = { contract: 'taxpayer', function: 'ReadReturn', args } as const;
  return JSON.parse(await world.client.evaluate(world.operator, call)) as ReturnJson;
}

/** Files a return over HTTP. */
export async function fileBy(client: MerchantClient, terms: FiledTerms): Promise<Reply<ReturnResult>> {
  const { period, ...body } = terms;
  const headers = await client.statement('file-return', terms);
  return await client.send<ReturnResult>('POST', `/v1/returns/${period}`, { body, headers });
}
