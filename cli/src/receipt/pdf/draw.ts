import type { Mark, Page, TextMark, Weight } from '../page/marks.js';
import type { Fonts } from './fonts.js';
import type { ReceiptDocument } from './receipt-document.js';

export function drawPages(document: ReceiptDocument, pages: readonly Page[], fonts: Fonts): void {
  for (const weight of ['regular', 'bold'] as const) registerFace(document, weight, fonts);
  for (const page of pages) {
    document.addPage();
    for (const mark of page) drawMark(document, mark);
  }
}

function registerFace(document: ReceiptDocument, weight: Weight, fonts: Fonts): void {
  document.registerFont(weight, fonts[weight].source as never);
}

function drawMark(document: ReceiptDocument, mark: Mark): void {
  switch (mark.kind) {
    case 'text':
      drawText(document, mark);
      return;
    case 'rule':
      document.moveTo(mark.x1, mark.y1).lineTo(mark.x2, mark.y2).lineWidth(mark.width).stroke(mark.color);
      return;
    case 'box':
      document.rect(mark.x, mark.y, mark.width, mark.height).fill(mark.color);
  }
}

function drawText(document: ReceiptDocument, { text, x, y, style }: TextMark): void {
  document.font(style.weight).fontSize(style.size).fillColor(style.color);
  document.text(text, x, y, { lineBreak: false, baseline: 'alphabetic' });
}
