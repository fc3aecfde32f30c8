/** Codes for documents that break rules of form or of tax: a part of `ERROR_CODES`. */
export const DOCUMENT_ERROR_CODES = {
  // Form of the request.
  JSON_INVALID: { kind: 'validation', rule: '-', summary: 'the text is not JSON, or is ambiguous JSON' },
  FIELD_UNKNOWN: { kind: 'validation', rule: '-', summary: 'the field is not part of this document' },
  FIELD_REQUIRED: { kind: 'validation', rule: '-', summary: 'the field is missing' },
  FIELD_TYPE: { kind: 'validation', rule: '-', summary: 'the field has the wrong JSON type' },
  FIELD_VALUE: { kind: 'validation', rule: '-', summary: 'the value is not one of those allowed' },
  TEXT_INVALID: {
    kind: 'validation',
    rule: '-',
    summary: 'the text is empty or too long, has a space at an end, or has a character that no text may have',
  },
  MONEY_FORMAT: { kind: 'validation', rule: 'T15', summary: 'money is yuan with exactly two decimals' },
  DECIMAL_FORMAT: {
    kind: 'validation',
    rule: 'T15',
    summary: 'a quantity or price has at most 17 characters and 13 decimals',
  },
  RATE_FORMAT: {
    kind: 'validation',
    rule: 'T09',
    summary: 'a rate is a fraction with at most three decimals',
  },
  DATE_FORMAT: { kind: 'validation', rule: 'T05', summary: 'a date is YYYY-MM-DD, a month YYYY-MM' },
  NUMBER_FORMAT: { kind: 'validation', rule: 'T04', summary: 'an invoice number has 20 digits' },
  BODY_TOO_LARGE: { kind: 'validation', rule: '-', summary: 'the request is larger than the gateway reads' },
  BODY_TIMEOUT: { kind: 'validation', rule: '-', summary: 'the request did not arrive in time' },
  MEDIA_TYPE: { kind: 'validation', rule: '-', summary: 'the request is not of a media type read here' },
  REQUEST_MALFORMED: { kind: 'validation', rule: '-', summary: 'the request is not HTTP as it is read here' },
  HEAD_TOO_LARGE: { kind: 'validation', rule: '-', summary: 'the headers are larger than the gateway reads' },
  QUERY_TOO_BROAD: { kind: 'validation', rule: '-', summary: 'the question takes too long to answer' },
  REF_USED: { kind: 'validation', rule: 'T22', summary: 'an invoice of the seller has this own id already' },
  // Tax rules on a draft.
  CREDIT_CODE_INVALID: {
    kind: 'validation',
    rule: 'T02',
    summary: 'the taxpayer code fails the check of GB 32100',
  },
  BUYER_CODE_REQUIRED: { kind: 'validation', rule: 'T03', summary: 'an enterprise buyer needs its code' },
  SINGLE_LIMIT_EXCEEDED: {
    kind: 'validation',
    rule: 'T06',
    summary: 'gross is above the limit of one invoice',
  },
  RATE_NOT_ALLOWED: {
    kind: 'validation',
    rule: 'T09',
    summary: 'the rate is not in force for this taxpayer and date',
  },
  TAX_CLASS_EXCLUDED: {
    kind: 'validation',
    rule: 'T09',
    summary: 'the row of the rate table does not apply to the tax class of the line',
  },
  SPECIAL_NOT_ALLOWED: {
    kind: 'validation',
    rule: 'T10',
    summary: 'a special invoice may not be issued for this buyer or line',
  },
  ORDINARY_ONLY: {
    kind: 'validation',
    rule: 'T11',
    summary: 'this number profile carries ordinary invoices only',
  },
  ZERO_RATE_FLAG: {
    kind: 'validation',
    rule: 'T12',
    summary: 'a line without tax says why: EXEMPT, NOT_TAXED or ZERO_RATED',
  },
  LINE_COUNT: {
    kind: 'validation',
    rule: 'T13',
    summary: 'the invoice has no line, or more than the rule set allows',
  },
  TAX_CLASS_FORMAT: { kind: 'validation', rule: 'T14', summary: 'a tax class code has 19 digits' },
  LINE_AMOUNT_MISMATCH: {
    kind: 'validation',
    rule: 'T16',
    summary: 'quantity times unit price differs from net by more than the rule set allows',
  },
  LINE_TAX_MISMATCH: {
    kind: 'validation',
    rule: 'T17',
    summary:
      'the tax of a line differs from net times rate by more than the rule set allows, or has another sign',
  },
  TAX_DRIFT_EXCEEDED: {
    kind: 'validation',
    rule: 'T18',
    summary: 'the taxes of all lines together drift from net times rate by more than the rule set allows',
  },
  TOTALS_MISMATCH: { kind: 'validation', rule: 'T19', summary: 'a total is not the exact sum of its lines' },
  DISCOUNT_LINE: {
    kind: 'validation',
    rule: 'T20',
    summary: 'a discount follows its line with the same class and rate, negative and not larger',
  },
  NET_TOO_SMALL: { kind: 'validation', rule: 'T33', summary: 'the net of the invoice is less than one fen' },
  TAX_BEYOND_NET: {
    kind: 'validation',
    rule: 'T34',
    summary: 'the tax of the invoice is negative, or more than its net can bear',
  },
  KEY_AMOUNT: {
    kind: 'validation',
    rule: 'T01',
    summary: 'the amount is larger than the key may sign',
  },
  RED_REASON: {
    kind: 'validation',
    rule: 'T23',
    summary: 'the rules have no such reason for a red-letter invoice, or it does not allow this',
  },
  RETURN_FIGURES: {
    kind: 'validation',
    rule: 'T37',
    summary: 'a figure of the return does not follow from its output, its input and the return before',
  },
  REVERSAL_LINE: {
    kind: 'validation',
    rule: 'T23',
    summary: 'the invoice has no such line, or a line and its discount cannot be reversed so',
  },
  REVERSAL_EXCEEDS_REST: {
    kind: 'validation',
    rule: 'T23',
    summary:
      'more would be reversed than is left of the line, or only a part of what its last reversal takes',
  },
} as const;
