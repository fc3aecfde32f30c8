import type { Field } from '../describe.js';
import type { ReceiptModel } from '../model.js';
import type { Ruler } from './marks.js';
import { type Block, type Sheet, wrapIn } from './sheet.js';
import { AREA, AREA_WIDTH, leading, PAD, STYLE } from './style.js';

/** Width of the cell whose heading stands upright. */
export const HEADING_WIDTH = 19;
const HEADING_PITCH = 11.4;
const PANEL_WIDTH = AREA_WIDTH / 2;
const LINE_GAP = 3;
const PAD_Y = 6;
const HEIGHT_MIN = 66;

/** Buyer and seller side by side, as tall as the longer of the two needs. */
export function partiesBlock(ruler: Ruler, model: ReceiptModel): Block {
  const panels = [panelOf(ruler, '购买方信息', model.buyer), panelOf(ruler, '销售方信息', model.seller)];
  const height = Math.max(HEIGHT_MIN, ...panels.map((panel) => panel.height));
  return {
    height,
    draw: (sheet, top) => {
      panels.forEach((panel, index) => {
        drawPanel(sheet, panel, AREA.left + index * PANEL_WIDTH, top, height);
      });
      sheet.vertical(AREA.left + PANEL_WIDTH, top, top + height);
    },
  };
}

interface Panel {
  readonly heading: string;
  readonly entries: readonly {
    readonly label: string;
    readonly labelWidth: number;
    readonly lines: readonly string[];
  }[];
  readonly height: number;
}

function panelOf(ruler: Ruler, heading: string, fields: readonly Field[]): Panel {
  const entries = fields.map((field) => {
    const label = `${field.label}：`;
    const labelWidth = ruler.widthOf(label, STYLE.label);
    const width = PANEL_WIDTH - HEADING_WIDTH - 2 * PAD - labelWidth;
    return { label, labelWidth, lines: wrapIn(ruler, field.value, width, STYLE.party) };
  });
  const lineCount = entries.reduce((sum, entry) => sum + entry.lines.length, 0);
  return {
    heading,
    entries,
    height: lineCount * leading(STYLE.party.size) + (entries.length - 1) * LINE_GAP + 2 * PAD_Y,
  };
}

function drawPanel(sheet: Sheet, panel: Panel, left: number, top: number, height: number): void {
  drawUpright(sheet, panel.heading, left, top, height);
  sheet.vertical(left + HEADING_WIDTH, top, top + height);
  const x = left + HEADING_WIDTH + PAD;
  let y = top + (height - panel.height) / 2 + PAD_Y;
  for (const { label, labelWidth, lines } of panel.entries) {
    sheet.lines([label], x, y, { ...STYLE.label, size: STYLE.label.size });
    sheet.lines(lines, x + labelWidth, y, STYLE.party);
    y += lines.length * leading(STYLE.party.size) + LINE_GAP;
  }
}

/** A heading written from top to bottom in the middle of its cell. */
export function drawUpright(sheet: Sheet, heading: string, left: number, top: number, height: number): void {
  const characters = [...heading];
  const first = top + (height - characters.length * HEADING_PITCH) / 2 + HEADING_PITCH * 0.82;
  characters.forEach((character, index) => {
    sheet.text(character, left + HEADING_WIDTH / 2, first + index * HEADING_PITCH, STYLE.label, 'center');
  });
}
