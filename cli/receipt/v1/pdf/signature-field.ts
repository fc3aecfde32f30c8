import { InvariantError } from '@fapiao-ledger/core';
import { type Hole, SIGNATURE_SIZE } from '../../signature/hole.js';
import { pdfString } from './attach.js';
import type { PdfReference, ReceiptDocument } from './receipt-document.js';

/** Ten characters: digits, then blanks. */
const PLACEHOLDER = '**********';

/**
 * Adds an invisible signature field (ETSI.CAdES.detached, PAdES) whose signature is still zeros.
 * The pages already tell who endorsed what, so no stamp is drawn.
 */
export function addSignatureField(document: ReceiptDocument, at: Date): PdfReference {
  const signature = document.ref({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'ETSI.CAdES.detached',
    ByteRange: [0, PLACEHOLDER, PLACEHOLDER, PLACEHOLDER],
    Contents: Buffer.alloc(SIGNATURE_SIZE),
    M: at,
  });
  const appearance = document.ref({ Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 0, 0], Resources: {} });
  appearance.end(Buffer.from('\n'));
  const field = document.ref({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    T: pdfString('Receipt'),
    // Printed and locked: what PDF/A asks of a widget.
    F: 132,
    Rect: [0, 0, 0, 0],
    P: document.page.dictionary,
    V: signature,
    AP: { N: appearance },
  });
  document.page.annotations.push(field);
  document.setForm(field);
  signature.end();
  field.end();
  return signature;
}

/** Writes the real byte range into a finished file, and says where the signature goes. */
export function fixByteRange(bytes: Buffer, signature: PdfReference): Hole {
  const placeholder = Buffer.from(`/ByteRange [0 /${PLACEHOLDER} /${PLACEHOLDER} /${PLACEHOLDER}]`, 'latin1');
  const at = bytes.indexOf(placeholder, signature.offset);
  const start = bytes.indexOf('/Contents <', signature.offset, 'latin1') + '/Contents <'.length;
  const hole = { start, end: start + 2 * SIGNATURE_SIZE };
  if (at < 0 || bytes[hole.end] !== 0x3e)
    throw new InvariantError('the signature field is not where it was written');
  const figures = [hole.start - 1, hole.end + 1, bytes.length - hole.end - 1].map((figure) =>
    `${figure}`.padEnd(11),
  );
  bytes.write(`/ByteRange [0 ${figures.join(' ')}]`, at, 'latin1');
  return hole;
}
