import { deflate, inflate } from '@fapiao-ledger/contract/compression';
import {
  type DraftJson,
  DraftList,
  encodePage,
  formatInstant,
  type IssueContext,
  type IssueDecision,
  type IssuedOutcome,
  type IssueOutcome,
  type IssueRecord,
  type IssueRequest,
  issuePage,
  type Json,
  type LedgerName,
  type PageJson,
  type RefusedOutcome,
  RULE_SET_2026,
  readStateDocument,
  ruleSetHash,
  type StatementTerms,
  type TaxpayerJson,
} from '@fapiao-ledger/core';
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
  keyEpoch: '0123456789abcdef',
};

/** The ledger of these tests. */
export const LEDGER: LedgerName = { id: '1e'.repeat(32), contract: 'fapiao' };

/** Terms of a valid statement. */
export const TERMS: StatementTerms = {
  ledger: LEDGER.id,
  contract: LEDGER.contract,
  keyEpoch: seller.keyEpoch,
  notAfter: formatInstant(AT + 3_600),
};

/** Drafts under a request id, signed by the seller's key. */
export function requestOf(
  requestId: string,
  drafts: readonly DraftJson[],
  { by = keys, replaces, ...terms }: RequestChanges = {},
): IssueRequest {
  const names = replaces === undefined ? { requestId } : { requestId, replaces };
  const body = { drafts } as unknown as Json;
  const seal = by.seal({ ...names, operation: 'issue', actor: SELLER, body }, { ...TERMS, ...terms });
  return { ...names, ...seal, drafts: new DraftList(drafts as unknown as readonly Json[]) };
}

export interface RequestChanges extends Partial<StatementTerms> {
  readonly by?: TaxpayerKeys;
  readonly replaces?: string;
}

/** A seller's lane on a ledger that remembers requests, one page after another. */
export class Issuing {
  readonly records = new Map<string, IssueRecord>();
  context: IssueContext;

  constructor(changes: Partial<IssueContext> = {}) {
    this.context = {
      transactionId: 'aa'.repeat(32),
      at: AT,
      seller,
      keys: [],
      policy: { ledger: LEDGER, ruleSets: [{ hash: ruleSetHash(RULE_SET_2026), ruleSet: RULE_SET_2026 }] },
      lane: laneOf(),
      cryptography,
      recordOf: (requestId) => this.records.get(requestId),
      ...changes,
    };
  }

  /** Decides a page in a transaction of its own and keeps what it issued, as a ledger does. */
  page(requests: readonly IssueRequest[], transactionId = this.context.transactionId): IssueDecision {
    const decision = issuePage(requests, { ...this.context, transactionId });
    for (const [id, record] of decision.issued?.records.get(SELLER) ?? []) this.records.set(id, record);
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

/** Returns the page of a decision as the ledger stores it and reads it again. */
export function storedPage(decided: IssueDecision['issued']): PageJson {
  if (decided === undefined) throw new Error('nothing was issued');
  return readStateDocument('PAGE', encodePage(decided.page, decided.blocks, deflate), inflate);
}
