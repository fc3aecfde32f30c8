import { DomainError } from '../errors.js';
import type { TaxpayerKind } from '../tax/rule-set.js';

export type TaxpayerStatus = 'ACTIVE' | 'SUSPENDED';

/** Most rows of the rate table that one taxpayer is granted by name: every issue reads them. */
export const RATE_GRANTS_MAX = 20;

/** What the bureau keeps about a participant. A person has neither name nor contact on the ledger. */
export interface TaxpayerJson {
  /** Credit code, or a person's pseudonym. */
  readonly code: string;
  readonly kind: TaxpayerKind;
  readonly status: TaxpayerStatus;
  readonly name?: string;
  readonly contact?: string;
  readonly bank?: string;
  /** Organisation whose operator may relay this taxpayer's statements. */
  readonly mspId: string;
  /** SubjectPublicKeyInfo of its P-256 key, DER in base64: its statements are verified with it. */
  readonly publicKey: string;
  /** T06: largest gross of one invoice, yuan. */
  readonly singleLimit?: string;
  /** T09: rows of the rate table granted by name, each once, in order: at most RATE_GRANTS_MAX. */
  readonly rateGrants?: readonly string[];
}

/** Nobody who is suspended does anything new (T32). @throws {DomainError} TAXPAYER_SUSPENDED */
export function requireActive({ code, status }: TaxpayerJson): void {
  if (status !== 'ACTIVE') throw new DomainError('TAXPAYER_SUSPENDED', `${code} is suspended`);
}
