import type { TaxpayerKind } from '../tax/rule-set.js';
import type { Signer } from './signer.js';

export type TaxpayerStatus = 'ACTIVE' | 'SUSPENDED';

/** Most rows of the rate table that one taxpayer is granted by name: every issue reads them. */
export const RATE_GRANTS_MAX = 20;

/** What the bureau keeps about a participant. A person has neither name nor contact on the ledger. */
export interface TaxpayerJson extends Signer {
  /** Credit code, or a person's pseudonym. */
  readonly code: string;
  readonly kind: TaxpayerKind;
  readonly status: TaxpayerStatus;
  readonly name?: string;
  readonly contact?: string;
  readonly bank?: string;
  /** T06: largest gross of one invoice, yuan. */
  readonly singleLimit?: string;
  /** T09: rows of the rate table granted by name, each once, in order: at most RATE_GRANTS_MAX. */
  readonly rateGrants?: readonly string[];
}
