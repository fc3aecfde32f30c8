import { canonicalJson, type Fault, readInstant, ValidationError } from '@fapiao-ledger/core';
import { type Evidence, readEvidence } from '../evidence.js';
import type { ReceiptVersion, UnsignedReceipt } from '../receipt-version.js';
import type { ReceiptSource } from '../source.js';
import { modelOf, printedTexts, type ReceiptModel } from './model.js';
import { layOut } from './page/layout.js';
import type { Page } from './page/marks.js';
import { type Attachment, attach } from './pdf/attach.js';
import { drawPages } from './pdf/draw.js';
import { type Fonts, loadFonts, rulerOf } from './pdf/fonts.js';
import { PRODUCER, ReceiptDocument } from './pdf/receipt-document.js';
import { addSignatureField, fixByteRange } from './pdf/signature-field.js';

/** Version 1 of the receipt format, in use since 2026. */
export const version1: ReceiptVersion = { producer: PRODUCER, render };

/**
 * What stands where on the pages of a receipt, without drawing them.
 *
 * @throws as `renderReceipt`
 */
export function layOutReceipt(source: ReceiptSource): readonly Page[] {
  return pagesOf(readEvidence(source), loadFonts());
}

function render(source: ReceiptSource, evidence: Evidence): UnsignedReceipt {
  const fonts = loadFonts();
  const pages = pagesOf(evidence, fonts);
  const { asOf, invoice } = evidence.attestation;
  const at = new Date((readInstant(asOf) ?? 0) * 1000);
  const document = new ReceiptDocument({
    title: `电子发票 ${invoice.number}`,
    subject: `Transaction ${invoice.transactionId}`,
    at,
  });
  attach(document, attachmentsOf(source, evidence), at);
  drawPages(document, pages, fonts);
  const signature = addSignatureField(document, at);
  const bytes = document.toBytes();
  return { bytes, hole: fixByteRange(bytes, signature) };
}

function pagesOf(evidence: Evidence, fonts: Fonts): readonly Page[] {
  const model = modelOf(evidence);
  refuseMissingGlyphs(model, fonts);
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

function refuseMissingGlyphs(model: ReceiptModel, fonts: Fonts): void {
  const faults = printedTexts(model).flatMap(({ path, value }): Fault[] => {
    const missing = [...new Set(fonts.regular.missingIn(value))];
    if (missing.length === 0) return [];
    const names = missing.map((character) => `"${character}" (${codePointName(character)})`).join(', ');
    return [{ code: 'RECEIPT_GLYPH', path, message: `${names} cannot be printed on a receipt` }];
  });
  if (faults.length > 0) throw new ValidationError(faults);
}

function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`;
}
