import Table from 'cli-table3';
import { type Field, type Label, labelText } from '../words/label.js';
import type { Paint } from './style.js';
import { visible } from './visible.js';
import { widthOf, wrap } from './wrap.js';

export interface Column {
  readonly head: Label;
  readonly align?: 'left' | 'right';
  /** Whether the column narrows when the page is narrow, the widest first; its text is wrapped. */
  readonly isFlexible?: boolean;
}

/** Width and colors of the output. */
export interface Page {
  /** Columns of the terminal; undefined when the output is no terminal, so that lines may have any length. */
  readonly width: number | undefined;
  readonly paint: Paint;
}

const FLEXIBLE_MIN = 12;
const GAP = 2;

/**
 * Returns rows under their heads, without a frame, so that they can be copied. On a page that is too narrow for them, each row
 * takes several lines, and so do the heads.
 */
export function tableText(
  columns: readonly Column[],
  cells: readonly (readonly string[])[],
  page: Page,
): string {
  const rows = cells.map((row) => row.map(visible));
  const widths = columns.map((column, index) =>
    Math.max(widthOf(labelText(column.head)), ...rows.map((row) => widthOf(row[index] ?? ''))),
  );
  shrink(columns, widths, page.width);
  const heads = columns.map(({ head }) => page.paint('dim', labelText(head)));
  const groups = groupsOf(widths, page.width ?? Number.POSITIVE_INFINITY);
  if (groups.length === 1) return grid(columns, widths, [heads, ...rows]);
  return [heads, ...rows]
    .flatMap((row) =>
      groups.map((group, index) => {
        const of = <Item>(items: readonly Item[]): Item[] => group.flatMap((at) => items.slice(at, at + 1));
        const text = grid(of(columns), of(widths), [of(row)]);
        return index === 0 ? text : text.replaceAll(/^/gm, INDENT);
      }),
    )
    .join('\n');
}

const INDENT = '    ';

/** Returns the columns of each line of a row: as many as fit. */
function groupsOf(widths: readonly number[], pageWidth: number): readonly (readonly number[])[] {
  const groups: number[][] = [[]];
  let used = 0;
  for (const [index, width] of widths.entries()) {
    if (used > 0 && used + width > pageWidth) {
      groups.push([]);
      used = INDENT.length;
    }
    groups.at(-1)?.push(index);
    used += width + GAP;
  }
  return groups;
}

function grid(
  columns: readonly Column[],
  widths: readonly number[],
  rows: readonly (readonly string[])[],
): string {
  const table = new Table({
    chars: NO_FRAME,
    style: { 'padding-left': 0, 'padding-right': GAP, head: [], border: [] },
    colAligns: columns.map(({ align }) => align ?? 'left'),
    colWidths: widths.map((width) => width + GAP),
    wordWrap: false,
  });
  for (const row of rows) table.push(row.map((text, index) => wrapped(text, widths[index] ?? 0)));
  return table.toString().split('\n').map(trimmed).join('\n');
}

/** A painted head fits its column as it is. */
function wrapped(text: string, width: number): string {
  return text.includes('\u001B') ? text : wrap(text, width).join('\n');
}

/** Returns names and values below each other. A value is wrapped beside its name. */
export function fieldsText(fields: readonly Field[], page: Page): string {
  return namedText(
    fields.map(([label, value]) => [labelText(label), value]),
    page,
  );
}

/** Returns the same for names that are in the language of this run already. */
export function namedText(fields: readonly (readonly [string, string])[], page: Page): string {
  const nameWidth = Math.max(...fields.map(([name]) => widthOf(visible(name)))) + GAP;
  const valueWidth =
    page.width === undefined ? Number.POSITIVE_INFINITY : Math.max(page.width - nameWidth, 20);
  return fields
    .map(([name, value]) => {
      const label = page.paint('dim', name) + ' '.repeat(nameWidth - widthOf(visible(name)));
      return label + wrap(value, valueWidth).join(`\n${' '.repeat(nameWidth)}`);
    })
    .join('\n');
}

/** Narrows the flexible columns to the width of the page, always the widest of them. */
function shrink(columns: readonly Column[], widths: number[], pageWidth: number | undefined): void {
  const flexible = columns.flatMap(({ isFlexible }, index) => (isFlexible === true ? [index] : []));
  if (pageWidth === undefined || flexible.length === 0) return;
  let excess = widths.reduce((sum, width) => sum + width + GAP, -GAP) - pageWidth;
  for (; excess > 0; excess -= 1) {
    const widest = flexible.reduce((one, other) => (widthAt(other) > widthAt(one) ? other : one));
    if (widthAt(widest) <= FLEXIBLE_MIN) return;
    widths[widest] = widthAt(widest) - 1;
  }

  function widthAt(index: number): number {
    return widths[index] ?? 0;
  }
}

/** Removes spaces at line ends, also those before the last color code. */
function trimmed(line: string): string {
  return line.trimEnd();
}

const NO_FRAME = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
} as const;
