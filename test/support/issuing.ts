import {
  type DraftJson,
  DraftList,
  type IssueContext,
  type IssueDecision,
  type IssuedOutcome,
  type IssueOutcome,
  type IssueRecord,
  type IssueRequest,
  issuePage,
  type Json,
  type RefusedOutcome,
  RULE_SET_2026,
  ruleSetHash,
  type TaxpayerJson,
} from '@fapiao-ledger/chaincode/core';
import { laneOf } from './allowance.ts';
import { SELLER } from './draft.ts';
import { cryptography, TaxpayerKeys } from './taxpayer-keys.ts';

const keys = new TaxpayerKeys();

/** 1 March 2026, 16:00 in Shanghai. */
export const AT = 1_772_352_000;

export const seller: TaxpayerJson = {
  code: SELLER,
  kind: 'GENERAL',
  status: 'ACTIVE',
  name: '深圳示范销售有限公司',
  contact: '深圳市福田区示范路2号 0755-11111111',
  bank: '示范银行 1111111111111111',
  mspId: 'PlatformMSP',
  publicKey: keys.publicKey,
};

/** Drafts under a request id, signed by the seller's key over this channel. */
export function requestOf(
  requestId: string,
  drafts: readonly DraftJson[],
  by: TaxpayerKeys = keys,
  channel = 'fapiao',
): IssueRequest {
  const body = { drafts } as unknown as Json;
  const signature = by.sign({ channel, operation: 'issue', actor: SELLER, requestId, body });
  return { requestId, signature, drafts: new DraftList(drafts as unknown as readonly Json[]) };
}

/** A seller's lane on a ledger that remembers requests, one page after another. */
export class Issuing {
  readonly records = new Map<string, IssueRecord>();
  context: IssueContext;

  constructor(changes: Partial<IssueContext> = {}) {
    this.context = {
      channel: 'fapiao',
      transactionId: 'aa'.repeat(32),
      at: AT,
      seller,
      policy: { ruleSets: [{ hash: ruleSetHash(RULE_SET_2026), ruleSet: RULE_SET_2026 }] },
      lane: laneOf(),
      cryptography,
      recordOf: (requestId) => this.records.get(requestId),
      ...changes,
    };
  }

  /** Decides a page in a transaction of its own and keeps what it issued, as a ledger would. */
  page(requests: readonly IssueRequest[], transactionId = this.context.transactionId): IssueDecision {
    const decision = issuePage(requests, { ...this.context, transactionId });
    for (const [id, record] of decision.issued?.records ?? []) this.records.set(id, record);
    this.context = { ...this.context, lane: decision.issued?.lane ?? this.context.lane };
    return decision;
  }
}

export function issued(outcome: IssueOutcome | undefined): IssuedOutcome {
  if (outcome === undefined || 'error' in outcome) throw new Error(`not issued: ${JSON.stringify(outcome)}`);
  return outcome;
}

export function refused(outcome: IssueOutcome | undefined): RefusedOutcome['error'] {
  if (outcome === undefined || !('error' in outcome))
    throw new Error(`not refused: ${JSON.stringify(outcome)}`);
  return outcome.error;
}
