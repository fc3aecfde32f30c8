import type { PrintedLine, ReceiptModel } from '../model.js';
import { closingBlock } from './closing.js';
import { evidenceBlock } from './evidence-panel.js';
import { drawFirstHead, drawNextHead, FIRST_HEAD_BOTTOM, NEXT_HEAD_BOTTOM } from './header.js';
import type { Page, Ruler } from './marks.js';
import { paginate } from './paginate.js';
import { partiesBlock } from './parties.js';
import { type Block, Sheet } from './sheet.js';
import { AREA, FOOTER_Y, RULE, STYLE } from './style.js';
import {
  drawRowRule,
  drawSum,
  drawTableHead,
  rowBlock,
  SUM_HEIGHT,
  sumOf,
  TABLE_HEAD_HEIGHT,
} from './table.js';

/** Between the form and the panel beneath it. */
const EVIDENCE_GAP = 7;

/** Sets a receipt: as many pages as its lines take, the totals and the ledger's facts on the last one. */
export function layOut(model: ReceiptModel, ruler: Ruler): readonly Page[] {
  const parts = partsOf(model, ruler);
  const pages = paginate(
    parts.rows.map(({ block }) => block.height),
    roomOf(parts),
  );
  return pages.map((range, index) => drawPage(parts, { ...range, index, count: pages.length }));
}

interface Row {
  readonly line: PrintedLine;
  readonly block: Block;
}

interface Parts {
  readonly model: ReceiptModel;
  readonly ruler: Ruler;
  readonly parties: Block;
  readonly rows: readonly Row[];
  readonly closing: Block;
  readonly evidence: Block;
}

function partsOf(model: ReceiptModel, ruler: Ruler): Parts {
  return {
    model,
    ruler,
    parties: partiesBlock(ruler, model),
    rows: model.lines.map((line) => ({ line, block: rowBlock(ruler, line) })),
    closing: closingBlock(ruler, model),
    evidence: evidenceBlock(ruler, model),
  };
}

/** Heights that rows may fill: on the first and on further pages, and what the last page keeps for the end. */
function roomOf({ parties, closing, evidence }: Parts): {
  first: number;
  next: number;
  closing: number;
  subtotal: number;
} {
  const body = (top: number): number => AREA.bottom - top - TABLE_HEAD_HEIGHT;
  return {
    first: body(FIRST_HEAD_BOTTOM + parties.height),
    next: body(NEXT_HEAD_BOTTOM),
    closing: closing.height + EVIDENCE_GAP + evidence.height,
    subtotal: SUM_HEIGHT,
  };
}

interface PageRange {
  readonly start: number;
  readonly end: number;
  readonly index: number;
  readonly count: number;
}

function drawPage(parts: Parts, page: PageRange): Page {
  const sheet = new Sheet(parts.ruler);
  const isLast = page.index === page.count - 1;
  const frameTop = drawHead(sheet, parts, page.index === 0);
  const tableTop = page.index === 0 ? frameTop + parts.parties.height : frameTop;
  drawRows(sheet, parts, page, tableTop);
  const frameBottom = isLast ? AREA.bottom - EVIDENCE_GAP - parts.evidence.height : AREA.bottom;
  const closingTop = frameBottom - (isLast ? parts.closing.height : 0);
  if (page.count > 1) drawSubtotal(sheet, parts, page, closingTop - SUM_HEIGHT);
  if (isLast) {
    parts.closing.draw(sheet, closingTop);
    parts.evidence.draw(sheet, frameBottom + EVIDENCE_GAP);
  }
  drawFrame(sheet, frameTop, frameBottom);
  drawFooter(sheet, page);
  return sheet.marks;
}

/** Draws all above the table; returns where the form's frame begins. */
function drawHead(sheet: Sheet, { model, parties }: Parts, isFirst: boolean): number {
  if (!isFirst) {
    drawNextHead(sheet, model);
    return NEXT_HEAD_BOTTOM;
  }
  drawFirstHead(sheet, model);
  parties.draw(sheet, FIRST_HEAD_BOTTOM);
  sheet.horizontal(FIRST_HEAD_BOTTOM + parties.height, AREA.left, AREA.right);
  return FIRST_HEAD_BOTTOM;
}

function drawRows(sheet: Sheet, { rows }: Parts, { start, end }: PageRange, top: number): void {
  drawTableHead(sheet, top);
  let y = top + TABLE_HEAD_HEIGHT;
  sheet.horizontal(y, AREA.left, AREA.right, RULE.hair);
  for (const { block } of rows.slice(start, end)) {
    block.draw(sheet, y);
    y += block.height;
    drawRowRule(sheet, y);
  }
}

function drawSubtotal(sheet: Sheet, { rows, ruler }: Parts, { start, end }: PageRange, top: number): void {
  drawSum(ruler, sheet, top, '小计', sumOf(rows.slice(start, end).map(({ line }) => line)));
}

function drawFrame(sheet: Sheet, top: number, bottom: number): void {
  sheet.horizontal(top, AREA.left, AREA.right, RULE.frame);
  sheet.horizontal(bottom, AREA.left, AREA.right, RULE.frame);
  sheet.vertical(AREA.left, top, bottom, RULE.frame);
  sheet.vertical(AREA.right, top, bottom, RULE.frame);
}

function drawFooter(sheet: Sheet, { index, count }: PageRange): void {
  sheet.text('本页由账本数据生成，原件为带签名的 PDF 文件，可离线核验。', AREA.left, FOOTER_Y, STYLE.footer);
  sheet.text(`第 ${index + 1} 页 共 ${count} 页`, AREA.right, FOOTER_Y, STYLE.footer, 'right');
}
