import type { LevyElection, TaxpayerKind } from '../tax/rule-set.js';
import type { Signer } from './signer.js';

/** Whether a taxpayer may do anything new (T32). */
export type TaxpayerStatus = 'ACTIVE' | 'SUSPENDED';

/** Most rows of the rate table that one taxpayer is granted (T09): every issue reads them. */
export const RATE_GRANTS_MAX = 20;

/** A taxpayer on the ledger. A person has neither name nor contact on the ledger. */
export interface TaxpayerJson extends Signer {
  /** A credit code, or a person's pseudonym. */
  readonly code: string;
  readonly kind: TaxpayerKind;
  readonly status: TaxpayerStatus;
  /** Why the bureau gave it this status, where the bureau said so. */
  readonly statusReason?: string;
  readonly name?: string;
  readonly contact?: string;
  readonly bank?: string;
  /** T06: largest gross of one invoice, in yuan. */
  readonly singleLimit?: string;
  /** T09: codes of the rows of the rate table that the bureau granted, each once, sorted, at most RATE_GRANTS_MAX. */
  readonly rateGrants?: readonly string[];
  /** T09: the levy row that a general taxpayer has elected. */
  readonly levy?: LevyElection;
  /** T22: present while the ledger issues one invoice for each own id of this seller at most. */
  readonly strictRefs?: true;
}
