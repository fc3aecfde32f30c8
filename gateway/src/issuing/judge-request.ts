import {
  type CanonicalDrafts,
  DraftList,
  FEN_MAX,
  formatYuan,
  issuePage,
  type LaneJson,
  type MandateJson,
  monthOf,
  type NumberProfile,
  PAGE_INVOICES_MAX,
  type PageRequest,
  type PaymentJson,
  type PolicyJson,
  type ProviderJson,
  type ScopedKeyJson,
  shanghaiDate,
  type TaxpayerJson,
} from '@fapiao-ledger/core';
import { cryptography } from '@fapiao-ledger/pki';
import { outcomeOrThrow } from './outcome.js';

/** A request and the facts for its judgment, as data that can be sent to a thread. */
export interface RequestToJudge {
  readonly signed: PageRequest;
  readonly drafts: CanonicalDrafts;
  /** Seconds since 1970. */
  readonly at: number;
  readonly seller: TaxpayerJson;
  /** The seller's further keys. They are not needed where its own key signed. */
  readonly keys: readonly ScopedKeyJson[];
  readonly policy: PolicyJson;
  readonly profile: NumberProfile;
  /** Name of the lane, which a further key may not be allowed to use. */
  readonly lane: string;
  /** What the ledger has about the payment of the request; absent where it has none. */
  readonly paid?: PaidFacts;
}

/** Facts about a payment, the provider that confirms it, and the seller's mandate for that provider. */
export interface PaidFacts {
  readonly provider?: ProviderJson;
  readonly mandate?: MandateJson;
  readonly payment?: PaymentJson;
}

/**
 * Judges a request with the contract's own decision, on a lane with unlimited credit and numbers. Whether its own ids are used
 * already only the ledger knows.
 * @throws {ValidationError | DomainError} the refusals of the contract
 */
export function judgeRequest(request: RequestToJudge): void {
  const { signed, drafts, at, seller, keys, policy, profile, lane, paid = {} } = request;
  const { outcomes } = issuePage([{ ...signed, drafts: new DraftList(drafts) }], {
    transactionId: '',
    at,
    seller,
    keys,
    policy,
    lane: boundlessLane(lane, profile, shanghaiDate(at)),
    cryptography,
    recordOf: () => undefined,
    refOf: () => undefined,
    payments: {
      providerOf: () => paid.provider,
      mandateOf: () => paid.mandate,
      paymentOf: () => paid.payment,
    },
  });
  outcomes.forEach(outcomeOrThrow);
}

function boundlessLane(lane: string, profile: NumberProfile, date: string): LaneJson {
  const year = date.slice(2, 4);
  const prefix = profile === 'DIGITAL' ? `${year}000` : `00000${year}00000`;
  return {
    seller: '',
    lane,
    month: monthOf(date),
    cap: formatYuan(FEN_MAX),
    used: '0.00',
    segment: { profile, prefix, next: 1, last: PAGE_INVOICES_MAX },
  };
}
