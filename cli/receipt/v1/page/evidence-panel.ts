import type { Field, ReceiptState } from '../describe.js';
import type { ReceiptModel } from '../model.js';
import type { Ruler } from './marks.js';
import { type Block, type Sheet, wrapIn } from './sheet.js';
import { AREA, COLOR, leading, RULE, STYLE, TONE_COLOR } from './style.js';

const GAP = 8;
const PAD_X = 8;
const PAD_Y = 6;
const HEADING_HEIGHT = 14;
const ENTRY_GAP = 1.6;
const LABEL_WIDTH = 47;
const LEDGER_WIDTH = 392;
const NOTE_HEIGHT = 9;

interface Entry {
  readonly label: string;
  readonly lines: readonly string[];
}

interface Panel {
  readonly chinese: string;
  readonly english: string;
  readonly left: number;
  readonly width: number;
  readonly entries: readonly Entry[];
}

/** Beneath the form: what the ledger vouches for, and the state of the invoice when this was printed. */
export function evidenceBlock(ruler: Ruler, model: ReceiptModel): Block {
  const stateLeft = AREA.left + LEDGER_WIDTH + GAP;
  const panels = [
    panelOf(ruler, '账本存证', 'Ledger record', AREA.left, LEDGER_WIDTH, model.ledger),
    panelOf(ruler, '打印时状态', 'State at printing', stateLeft, AREA.right - stateLeft, model.state.fields),
  ];
  const [ledgerHeight, stateHeight] = panels.map(heightOf) as [number, number];
  const height = Math.max(ledgerHeight, stateHeight + NOTE_HEIGHT);
  return {
    height,
    draw: (sheet, top) => {
      for (const panel of panels) drawPanel(sheet, panel, top, height);
      drawState(ruler, sheet, model.state, top);
      sheet.text(STATE_NOTE, stateLeft + PAD_X, top + height - PAD_Y, STYLE.note);
    },
  };
}

function panelOf(
  ruler: Ruler,
  chinese: string,
  english: string,
  left: number,
  width: number,
  fields: readonly Field[],
): Panel {
  const room = width - 2 * PAD_X - LABEL_WIDTH;
  const entries = fields.map(({ label, value }) => ({
    label,
    lines: wrapIn(ruler, value, room, STYLE.small),
  }));
  return { chinese, english, left, width, entries };
}

function heightOf({ entries }: Panel): number {
  const heights = entries.map(({ lines }) => lines.length * leading(STYLE.small.size) + ENTRY_GAP);
  return heights.reduce((sum, height) => sum + height, 2 * PAD_Y + HEADING_HEIGHT);
}

function drawPanel(sheet: Sheet, panel: Panel, top: number, height: number): void {
  sheet.box(panel.left, top, panel.width, height, COLOR.formFaint);
  sheet.horizontal(top, panel.left, panel.left + panel.width, RULE.frame, COLOR.formLight);
  const x = panel.left + PAD_X;
  const end = sheet.text(panel.chinese, x, top + PAD_Y + 7.5, STYLE.smallHeading);
  sheet.text(panel.english, end + 5, top + PAD_Y + 7.5, STYLE.english);
  let y = top + PAD_Y + HEADING_HEIGHT;
  for (const { label, lines } of panel.entries) {
    sheet.lines([label], x, y, STYLE.smallLabel);
    sheet.lines(lines, x + LABEL_WIDTH, y, STYLE.small);
    y += lines.length * leading(STYLE.small.size) + ENTRY_GAP;
  }
}

/** A receipt is a picture of one moment; the reader must not take it for the present. */
const STATE_NOTE = '以上为打印时刻的状态，此后的变化请向账本查询。';

/** The state in one word at the panel's right, in the color of its meaning. */
function drawState(ruler: Ruler, sheet: Sheet, state: ReceiptState, top: number): void {
  const color = TONE_COLOR[state.tone];
  const style = { ...STYLE.state, color: COLOR.white };
  const width = ruler.widthOf(state.chinese, style) + 14;
  const right = AREA.right - PAD_X;
  sheet.box(right - width, top + PAD_Y, width, 15, color);
  sheet.text(state.chinese, right - width / 2, top + PAD_Y + 11, style, 'center');
  sheet.text(state.english, right - width - 5, top + PAD_Y + 10, { ...STYLE.english, color }, 'right');
}
