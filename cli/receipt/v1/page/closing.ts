import { formatYuan } from '@fapiao-ledger/core';
import type { ReceiptModel } from '../model.js';
import type { Ruler } from './marks.js';
import { drawUpright, HEADING_WIDTH } from './parties.js';
import { type Block, type Sheet, shrinkToFit, wrapIn } from './sheet.js';
import { AREA, AREA_WIDTH, baselineIn, leading, PAD, STYLE } from './style.js';
import { drawSum, SUM_HEIGHT } from './table.js';

const WORDS_HEIGHT = 25;
const WORDS_LEFT = AREA.left + 130;
const GROSS_LEFT = AREA.right - 210;
const REMARK_HEIGHT_MIN = 34;
const REMARK_PAD = 5;

/** The end of the form: total, amount in words and figures, remark. */
export function closingBlock(ruler: Ruler, model: ReceiptModel): Block {
  const remark = wrapIn(ruler, model.remark, AREA_WIDTH - HEADING_WIDTH - 2 * PAD, STYLE.data);
  const remarkHeight = Math.max(REMARK_HEIGHT_MIN, remark.length * leading(STYLE.data.size) + 2 * REMARK_PAD);
  return {
    height: SUM_HEIGHT + WORDS_HEIGHT + remarkHeight,
    draw: (sheet, top) => {
      drawSum(ruler, sheet, top, '合计', model.totals);
      drawWords(ruler, sheet, model, top + SUM_HEIGHT);
      drawRemark(sheet, remark, top + SUM_HEIGHT + WORDS_HEIGHT, remarkHeight);
    },
  };
}

function drawWords(ruler: Ruler, sheet: Sheet, model: ReceiptModel, top: number): void {
  const baseline = baselineIn(top, WORDS_HEIGHT, STYLE.words.size);
  const text = (words: string, x: number): number => sheet.text(words, x, baseline, STYLE.label);
  sheet.horizontal(top, AREA.left, AREA.right);
  text('价税合计（大写）', AREA.left + PAD + HEADING_WIDTH);
  sheet.vertical(WORDS_LEFT, top, top + WORDS_HEIGHT);
  const words = `⊗${model.words}`;
  const room = GROSS_LEFT - WORDS_LEFT - 3 * PAD;
  sheet.text(words, WORDS_LEFT + 2 * PAD, baseline, shrinkToFit(ruler, words, room, STYLE.words));
  const gross = `¥${formatYuan(model.totals.gross)}`;
  sheet.text(gross, text('（小写）', GROSS_LEFT) + PAD, baseline, STYLE.words);
}

function drawRemark(sheet: Sheet, lines: readonly string[], top: number, height: number): void {
  sheet.horizontal(top, AREA.left, AREA.right);
  drawUpright(sheet, '备注', AREA.left, top, height);
  sheet.vertical(AREA.left + HEADING_WIDTH, top, top + height);
  sheet.lines(lines, AREA.left + HEADING_WIDTH + PAD, top + REMARK_PAD, STYLE.data);
}
