import {
  type CanonicalDrafts,
  type Cryptography,
  DraftList,
  FEN_MAX,
  formatYuan,
  issuePage,
  type LaneJson,
  monthOf,
  type NumberProfile,
  PAGE_INVOICES_MAX,
  type PolicyJson,
  type SignedRequest,
  shanghaiDate,
  type TaxpayerJson,
} from '@fapiao-ledger/core';
import { cryptography } from '@fapiao-ledger/pki';
import { outcomeOrThrow } from './outcome.js';

/** A request and the facts that it is judged by; a thread can be handed all of it. */
export interface RequestToJudge {
  readonly signed: SignedRequest;
  readonly drafts: CanonicalDrafts;
  /** Seconds since 1970. */
  readonly at: number;
  readonly seller: TaxpayerJson;
  readonly policy: PolicyJson;
  readonly profile: NumberProfile;
  /** Whether the seller’s key has signed well before, so that the signature is left to the contract. */
  readonly isProven: boolean;
}

/**
 * The contract's own decision on a lane that never runs dry.
 * @throws {ValidationError | DomainError} what the contract would refuse
 */
export function judgeRequest(request: RequestToJudge): void {
  const { signed, drafts, at, seller, policy, profile, isProven } = request;
  const { outcomes } = issuePage([{ ...signed, drafts: new DraftList(drafts) }], {
    transactionId: '',
    at,
    seller,
    policy,
    lane: boundlessLane(profile, shanghaiDate(at)),
    cryptography: isProven ? TRUSTING : cryptography,
    recordOf: () => undefined,
  });
  outcomes.forEach(outcomeOrThrow);
}

/** Where no signature is checked, digests go nowhere. */
const TRUSTING: Cryptography = { sha256: () => '0'.repeat(64), verify: () => 'valid' };

function boundlessLane(profile: NumberProfile, date: string): LaneJson {
  const year = date.slice(2, 4);
  const prefix = profile === 'DIGITAL' ? `${year}000` : `00000${year}00000`;
  return {
    seller: '',
    lane: '',
    month: monthOf(date),
    cap: formatYuan(FEN_MAX),
    used: '0.00',
    segment: { profile, prefix, next: 1, last: PAGE_INVOICES_MAX },
  };
}
