import type { CuresOf } from '../error-text.js';

/** What to do about failures of the ledger, and about proofs that are wrong, in English. */
export const PROGRAM_CURES: CuresOf<'ledger' | 'verification'> = {
  LEDGER_CONFLICT: 'send again: nothing was written',
  LEDGER_ENDORSEMENT:
    'nothing was written; the operator sees in the gateway’s log which peers refused or differed',
  LEDGER_REFUSED: 'nothing was written; the gateway’s log says why',
  LEDGER_UNAVAILABLE: 'send again later, under the same request id',
  LEDGER_BUSY: 'send again later, under the same request id',
  LEDGER_READ_ONLY: 'the operator must free or replace the disk; reading still works',
  LEDGER_SECOND_WRITER:
    'nothing was written; the operator must end the other process and start this one again; reading still works',
  LEDGER_DAMAGED: 'stop: the operator must compare with a copy; see the message for the block',
  LEDGER_ROLLED_BACK: 'the operator must put the newest blocks back; see the message, and docs/operating.md',
  LEDGER_OUTCOME_UNKNOWN:
    'send again under the same request id, or look the request up: it is never issued twice',
  READ_MODEL_UNAVAILABLE:
    'send again later; the operator must restore the database; everything except lists and statistics still works',
  GATEWAY_BUSY:
    'send again later; if a request always gets this answer, it takes more time or memory than one check may',
  RECEIPT_STRUCTURE: 'use the file as it was handed out, not printed, joined or saved anew',
  RECEIPT_SIGNATURE: 'do not trust the file: it was changed after it was signed',
  RECEIPT_CERTIFICATE: 'check the trust file; if it is right, do not trust the receipt',
  RECEIPT_PAGE: 'do not trust the page: it shows something else than the ledger said',
  RECEIPT_TOTALS: 'do not trust the receipt',
  RECEIPT_ATTESTATION: 'do not trust the receipt: the endorsers did not say this',
  ANSWER_UNPROVEN:
    'do not rely on the answer: `fapiao request show ID` asks the ledger again, if need be through another gateway; the same command repeats the request safely',
  INVOICE_DIFFERS:
    'find out who endorsed its transaction: only a changed contract, or a forged copy of the blocks, has such an invoice',
};
