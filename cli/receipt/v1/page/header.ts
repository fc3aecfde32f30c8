import { create } from 'qrcode';
import type { Field } from '../describe.js';
import type { ReceiptModel } from '../model.js';
import type { TextStyle } from './marks.js';
import type { Sheet } from './sheet.js';
import { AREA, COLOR, PAGE, STYLE } from './style.js';

const CENTER = PAGE.width / 2;
const QR_SIZE = 66;
const TITLE_Y = 47;
const FACTS_TOP = 38;
const FACTS_PITCH = 14;

/** Where what follows a first or a further page's head begins. */
export const FIRST_HEAD_BOTTOM = 97;
export const NEXT_HEAD_BOTTOM = 58;

/** Head of the first page: QR code, title, and the facts that identify the invoice. */
export function drawFirstHead(sheet: Sheet, model: ReceiptModel): void {
  drawQr(sheet, model.qr);
  drawTitle(sheet, model.title.chinese, TITLE_Y, STYLE.title);
  sheet.text(model.title.english, CENTER, TITLE_Y + 22, STYLE.english, 'center');
  drawFacts(sheet, model.identification);
}

/** Head of a further page: enough to tell whose it is. */
export function drawNextHead(sheet: Sheet, model: ReceiptModel): void {
  drawTitle(sheet, model.title.chinese, 39, STYLE.titleSmall);
  const number = sheet.text('发票号码：', AREA.left, 45, STYLE.label);
  sheet.text(model.number, number, 45, STYLE.data);
  sheet.text(model.date, AREA.right, 45, STYLE.data, 'right');
}

/** The title over its double rule. */
function drawTitle(sheet: Sheet, title: string, y: number, style: TextStyle): void {
  const halfWidth = sheet.text(title, CENTER, y, style, 'center') - CENTER + style.size;
  const top = y + style.size * 0.42;
  for (const offset of [0, 2.4]) sheet.horizontal(top + offset, CENTER - halfWidth, CENTER + halfWidth, 0.7);
}

/** Labels and values in two columns, the longest value flush with the form's right edge. */
function drawFacts(sheet: Sheet, facts: readonly Field[]): void {
  const left = AREA.right - Math.max(...facts.map(({ value }) => sheet.widthOf(value, STYLE.data)));
  facts.forEach(({ label, value }, index) => {
    const y = FACTS_TOP + index * FACTS_PITCH;
    sheet.text(`${label}：`, left, y, STYLE.label, 'right');
    sheet.text(value, left, y, STYLE.data);
  });
}

/** Runs of dark modules of a row as one rectangle each. */
function drawQr(sheet: Sheet, text: string): void {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const side = QR_SIZE / modules.size;
  for (let row = 0; row < modules.size; row += 1) {
    let start = 0;
    for (let column = 0; column <= modules.size; column += 1) {
      if (column < modules.size && modules.get(row, column) !== 0) continue;
      const top = AREA.top + row * side;
      if (column > start) sheet.box(AREA.left + start * side, top, (column - start) * side, side, COLOR.ink);
      start = column + 1;
    }
  }
}
