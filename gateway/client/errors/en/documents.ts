import type { CuresOf } from '../error-text.js';

/** What to do about documents that break rules, in English. */
export const DOCUMENT_CURES: CuresOf<'validation'> = {
  JSON_INVALID:
    'send one JSON value without duplicate keys, numbers only where counts stand; the message names the character, the path the value',
  FIELD_UNKNOWN: 'leave the field out, or correct its name',
  FIELD_REQUIRED: 'add the field',
  FIELD_TYPE: 'amounts, rates and quantities are text: `"12.50"`, not `12.50`',
  FIELD_VALUE: 'use one of the values the message lists',
  TEXT_INVALID:
    'do what the message says: shorten the text, or remove or replace the character it names; writing the text in NFC replaces most combining marks',
  MONEY_FORMAT: 'write `"1234.50"`: no separators, no plus, no `-0.00`, at most 15 digits of yuan',
  DECIMAL_FORMAT: 'write `"1.5"`: no exponent, no leading zeros',
  RATE_FORMAT: 'write `"0.13"`, `"0.015"` or `"0"`: no zero at the end, not a percentage',
  DATE_FORMAT: 'use a day or month that exists',
  NUMBER_FORMAT:
    'give all 20 digits: code and number joined for the 2018 profile; a prefix must fit its profile',
  BODY_TOO_LARGE: 'send fewer invoices per request',
  BODY_TIMEOUT: 'send the whole body at once',
  MEDIA_TYPE: 'send the media type that the API description names, in UTF-8 and not compressed',
  REQUEST_MALFORMED:
    'check what stands between the program and the gateway: a proxy, or a library that cuts requests off',
  HEAD_TOO_LARGE: 'send fewer headers: all of them together may have at most 16 KiB',
  QUERY_TOO_BROAD: 'ask for fewer days, or name a seller, a buyer or a state',
  REF_USED: 'read that invoice; another one needs an own id of its own',
  CREDIT_CODE_INVALID: 'check the 18 characters against the registration; for a holder, the pseudonym',
  BUYER_CODE_REQUIRED: 'ask the buyer for its code',
  SINGLE_LIMIT_EXCEEDED: 'ask the bureau for a higher limit',
  RATE_NOT_ALLOWED:
    'use a rate that the table has for this seller on this day, or ask the bureau for the grant',
  TAX_CLASS_EXCLUDED: 'use a row that applies to the class, or correct the class',
  SPECIAL_NOT_ALLOWED: 'issue an ordinary invoice, or move the line to one',
  ORDINARY_ONLY: 'issue from a lane with numbers of the profile DIGITAL',
  ZERO_RATE_FLAG: 'give a line of rate 0 its flag and the tax 0.00; take the flag off any other line',
  LINE_COUNT: 'split the invoice',
  TAX_CLASS_FORMAT: 'give all 19 digits of the class',
  LINE_AMOUNT_MISMATCH: 'correct quantity, unit price or net, or leave quantity and unit price out together',
  LINE_TAX_MISMATCH: 'round net times rate to the fen, a half away from zero',
  TAX_DRIFT_EXCEEDED: 'compute tax per line; do not spread the tax of the total over the lines',
  TOTALS_MISMATCH: 'add up the lines as they are, without rounding again',
  DISCOUNT_LINE:
    'put the discount directly behind its DISCOUNTED line, negative, with the same class, rate and flag',
  NET_TOO_SMALL: 'issue no invoice for nothing; combine small amounts in one invoice',
  TAX_BEYOND_NET: 'compute the tax of each line from its net and rate, and round it to the fen',
  KEY_AMOUNT: "sign the request with the taxpayer's own key, or register a key with a larger amount",
  RED_REASON: 'use a reason that the message lists; `01` reverses a whole invoice, `04` states no quantity',
  REVERSAL_LINE:
    'name each line once, in the order of the invoice; reverse a discounted line and its discount together',
  RETURN_FIGURES: 'compute the figures again from what the gateway counts, or with core’s `figuresOf`',
  REVERSAL_EXCEEDS_REST:
    'read the status of the invoice; take at most what the message says is left, and in the last part quantity, net and tax together',
  RECEIPT_GLYPH: 'replace the character; the message names it',
};
