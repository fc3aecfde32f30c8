import type { Evidence } from '../evidence.js';
import { type ReceiptModel as ModelOfVersion1, modelOf as modelOfVersion1 } from '../v1/model.js';
import { checkLink } from './check-link.js';
import { qrText } from './qr-text.js';

/** All that a receipt of version 2 says. */
export interface ReceiptModel extends ModelOfVersion1 {
  /** Link of the second code, if there is one. */
  readonly checkLink: string | undefined;
}

/** Returns what the page says about an attested invoice: as version 1, with another QR code and a second one. */
export function modelOf(evidence: Evidence): ReceiptModel {
  const { attestation } = evidence;
  return {
    ...modelOfVersion1(evidence),
    qr: qrText(attestation.invoice),
    checkLink: checkLink(attestation),
  };
}
