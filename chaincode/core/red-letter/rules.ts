import type { RuleSetJson } from '../tax/rule-set.js';

/** Why an invoice is reversed, by its national code, and what follows from it (T23). */
export interface RedReason {
  /** National code, such as `01`. */
  readonly code: string;
  /** Whether the whole invoice is reversed, and never a part of it. */
  readonly isWhole: boolean;
  /** Whether quantities are given back at the unit price of the invoice. Otherwise amounts are reduced alone. */
  readonly hasQuantities: boolean;
  /** Whether a red-letter invoice of the same month gives its net back to the credit (T08). */
  readonly restoresCredit: boolean;
  /** The notice or interface that the reason comes from. */
  readonly source: string;
}

/** State of a red-letter form. */
export type RedFormState = (typeof RED_FORM_STATES)[number];

/** Every state of a red-letter form. AWAITS_BUYER, AWAITS_SELLER and CONFIRMED without a red-letter invoice are running. */
export const RED_FORM_STATES = [
  'UNCONDITIONAL',
  'AWAITS_BUYER',
  'AWAITS_SELLER',
  'CONFIRMED',
  'REFUSED_BY_BUYER',
  'REFUSED_BY_SELLER',
  'EXPIRED',
  'WITHDRAWN',
  'WITHDRAWN_AFTER_CONFIRMATION',
  'INVOICE_FROZEN',
  'TAXPAYER_SUSPENDED',
] as const;

/** What a bureau may change about red-letter invoices: they changed twice in two years, so they are data of a rule set. */
export interface RedLetterRules {
  readonly reasons: readonly RedReason[];
  /** T24: hours in which the other side confirms. */
  readonly confirmHours: number;
  /** T25: what makes the other side's confirmation necessary. */
  readonly confirmationFor: readonly ('USE' | 'BOOKING')[];
  /** National code of each state of a form. */
  readonly codes: Readonly<Record<RedFormState, string>>;
}

const NOTICE = 'State Taxation Administration, Notice 2024 No. 11';

/** The rules of a rule set that has none of its own: Notice 2024 No. 11, as vendors' interfaces describe it. */
export const RED_LETTER_2024: RedLetterRules = {
  reasons: [
    { code: '01', isWhole: true, hasQuantities: true, restoresCredit: true, source: `${NOTICE}, error` },
    { code: '02', isWhole: false, hasQuantities: true, restoresCredit: true, source: `${NOTICE}, return` },
    {
      code: '03',
      isWhole: false,
      hasQuantities: true,
      restoresCredit: true,
      source: `${NOTICE}, service stopped`,
    },
    {
      code: '04',
      isWhole: false,
      hasQuantities: false,
      restoresCredit: false,
      source: `${NOTICE}, sales allowance`,
    },
  ],
  confirmHours: 72,
  confirmationFor: ['USE', 'BOOKING'],
  codes: {
    UNCONDITIONAL: '01',
    AWAITS_BUYER: '02',
    AWAITS_SELLER: '03',
    CONFIRMED: '04',
    REFUSED_BY_BUYER: '05',
    REFUSED_BY_SELLER: '06',
    EXPIRED: '07',
    WITHDRAWN: '08',
    WITHDRAWN_AFTER_CONFIRMATION: '09',
    INVOICE_FROZEN: '10',
    TAXPAYER_SUSPENDED: '11',
  },
};

/** Returns the red-letter rules of a rule set. */
export function redLetterRulesOf({ redLetter }: RuleSetJson): RedLetterRules {
  return redLetter ?? RED_LETTER_2024;
}

/** Returns a reason by its national code, or undefined when the rules have no such reason. */
export function findRedReason({ reasons }: RedLetterRules, code: string): RedReason | undefined {
  return reasons.find((reason) => reason.code === code);
}
