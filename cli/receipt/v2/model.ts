import { type InvoiceStatusJson, parseYuan, type RedOriginJson } from '@fapiao-ledger/core';
import type { Evidence } from '../evidence.js';
import { type ReceiptModel as ModelOfVersion1, modelOf as modelOfVersion1 } from '../v1/model.js';
import { checkLink } from './check-link.js';
import { describeOrigin, describeRedLetter, describeState } from './describe.js';
import { qrText } from './qr-text.js';
import { RED_TITLE } from './words.js';

/** All that a receipt of version 2 says. */
export interface ReceiptModel extends ModelOfVersion1 {
  /** Link of the second code, if there is one. */
  readonly checkLink: string | undefined;
}

/**
 * Returns what the page says about an attested invoice: as version 1, with another QR code and a second one, and with what red-letter
 * invoices, confirmations of use and payments say.
 */
export function modelOf(evidence: Evidence): ReceiptModel {
  const { attestation } = evidence;
  const { invoice, status } = attestation;
  const model = modelOfVersion1(evidence);
  return {
    ...model,
    qr: qrText(invoice),
    checkLink: checkLink(attestation),
    state: describeState(status, parseYuan(invoice.totals.gross), invoice.payment),
    ...(invoice.red === undefined ? {} : redLetter(model, status, invoice.red)),
  };
}

/** What a red-letter invoice says instead. No seller writes its remark, so the remark names its origin. */
function redLetter(
  { title }: ModelOfVersion1,
  status: InvoiceStatusJson,
  red: RedOriginJson,
): Pick<ReceiptModel, 'title' | 'remark' | 'state'> {
  return {
    title: { chinese: title.chinese + RED_TITLE.chinese, english: title.english + RED_TITLE.english },
    remark: describeOrigin(red),
    state: describeRedLetter(status, red),
  };
}
