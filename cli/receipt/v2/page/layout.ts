import { create } from 'qrcode';
import { layOut as layOutVersion1 } from '../../v1/page/layout.js';
import type { Page, Ruler } from '../../v1/page/marks.js';
import { Sheet } from '../../v1/page/sheet.js';
import { AREA, COLOR, STYLE } from '../../v1/page/style.js';
import type { ReceiptModel } from '../model.js';

/** Place of the second code: right of the first one, with a quiet zone between them. */
const CODE = { left: AREA.left + 82, top: AREA.top, side: 66 } as const;
const CAPTION_Y = 94.5;

/** Sets a receipt as version 1 does, and on the first page the code of the link beside the other code. */
export function layOut(model: ReceiptModel, ruler: Ruler): readonly Page[] {
  const pages = layOutVersion1(model, ruler);
  if (model.checkLink === undefined) return pages;
  const sheet = new Sheet(ruler);
  drawCode(sheet, model.checkLink);
  sheet.text('扫码查验', CODE.left + CODE.side / 2, CAPTION_Y, STYLE.english, 'center');
  return pages.map((page, index) => (index === 0 ? [...page, ...sheet.marks] : page));
}

/** Draws runs of dark modules of a row as one rectangle each. */
function drawCode(sheet: Sheet, text: string): void {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const side = CODE.side / modules.size;
  for (let row = 0; row < modules.size; row += 1) {
    let start = 0;
    for (let column = 0; column <= modules.size; column += 1) {
      if (column < modules.size && modules.get(row, column) !== 0) continue;
      const left = CODE.left + start * side;
      if (column > start) sheet.box(left, CODE.top + row * side, (column - start) * side, side, COLOR.ink);
      start = column + 1;
    }
  }
}
