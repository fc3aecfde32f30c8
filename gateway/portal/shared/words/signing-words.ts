import type { PortalFault } from '../portal-error.ts';
import type { PortalOperation } from '../signing/act.ts';
import type { holderEn } from './holder/en.ts';
import type { Translated } from './language.ts';

/** What a person reads of an operation before signing it. */
export interface OperationWords {
  readonly title: string;
  /** What follows, and whether it can be undone. */
  readonly effect: string;
}

/** The texts that a question about some operations takes. Both dictionaries have them: a desk's for all, the wallet's for those of a holder. */
export interface SigningWords<Of extends PortalOperation = PortalOperation> {
  readonly operations: Readonly<Record<Of, OperationWords>>;
  readonly faults: Readonly<Record<PortalFault, string>>;
  /** Labels of fields. A field without one stands under its own name. */
  readonly fields: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
  readonly reasons: Readonly<Record<string, string>>;
  readonly sign: Translated<(typeof holderEn)['sign']>;
}
