import { canonicalJson, readInstant } from '@fapiao-ledger/core';
import type { Evidence } from '../evidence.js';
import { refuseMissingGlyphs } from '../missing-glyphs.js';
import type { ReceiptVersion, UnsignedReceipt } from '../receipt-version.js';
import type { ReceiptSource } from '../source.js';
import { printedTexts } from '../v1/model.js';
import type { Page } from '../v1/page/marks.js';
import { type Attachment, attach } from '../v1/pdf/attach.js';
import { drawPages } from '../v1/pdf/draw.js';
import { type Fonts, loadFonts, rulerOf } from '../v1/pdf/fonts.js';
import { ReceiptDocument } from '../v1/pdf/receipt-document.js';
import { addSignatureField, fixByteRange } from '../v1/pdf/signature-field.js';
import { modelOf } from './model.js';
import { layOut } from './page/layout.js';

const PRODUCER = 'fapiao-ledger receipt/2';

/** Version 2 of the receipt format: the QR code is as on e-invoices in use, and a second one links to the check page. */
export const version2: ReceiptVersion = {
  producer: PRODUCER,
  layOut: (evidence) => pagesOf(evidence, loadFonts()),
  render,
};

function render(source: ReceiptSource, evidence: Evidence): UnsignedReceipt {
  const fonts = loadFonts();
  const pages = pagesOf(evidence, fonts);
  const { asOf, invoice } = evidence.attestation;
  const at = new Date((readInstant(asOf) ?? 0) * 1000);
  const document = new ReceiptDocument({
    title: `电子发票 ${invoice.number}`,
    subject: `Transaction ${invoice.transactionId}`,
    at,
    producer: PRODUCER,
  });
  attach(document, attachmentsOf(source, evidence), at);
  drawPages(document, pages, fonts);
  const signature = addSignatureField(document, at);
  const bytes = document.toBytes();
  return { bytes, hole: fixByteRange(bytes, signature) };
}

function pagesOf(evidence: Evidence, fonts: Fonts): readonly Page[] {
  const model = modelOf(evidence);
  refuseMissingGlyphs(printedTexts(model), fonts.regular);
  return layOut(model, rulerOf(fonts));
}

/** The proof comes first, so that a verifier finds it without reading the rest of the file. */
function attachmentsOf(source: ReceiptSource, { attestation }: Evidence): Attachment[] {
  return [
    {
      name: 'attestation.json',
      description: 'Endorsed attestation of the ledger: the proof',
      relationship: 'Supplement',
      text: canonicalJson(source),
    },
    {
      name: 'invoice.json',
      description: 'The invoice in canonical JSON: the data',
      relationship: 'Data',
      text: canonicalJson(attestation.invoice),
    },
  ];
}
