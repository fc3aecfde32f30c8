/** Which of point and comma begins the decimals of a table's numbers; "either" where its numbers do not tell. */
export type DecimalMark = 'point' | 'comma' | 'either';

/** Digits with whatever stands between them. */
const DIGITS = /[0-9](?:[0-9.,]*[0-9])?/;
const WITH_POINT = /^(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?$/;
const WITH_COMMA = /^(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?$/;

/** Returns the decimal mark of a table, judged by its quantities and amounts: 12,5 and 1.234,50 show a comma, 0.06 and 1,234,567 a point. */
export function decimalMarkOf(cells: readonly string[]): DecimalMark {
  const marks = new Set(cells.map(markIn));
  if (marks.has('point') === marks.has('comma')) return 'either';
  return marks.has('comma') ? 'comma' : 'point';
}

/** Returns a number with a point before its decimals; undefined when both marks are possible and `mark` does not tell. */
export function withPoint(cell: string, mark: DecimalMark): string | undefined {
  const own = markIn(cell);
  const effective = own === 'either' ? mark : own;
  if (effective === 'either') return undefined;
  if (effective !== 'comma') return cell;
  return bare(cell).replace(DIGITS, (number) => number.replaceAll('.', '').replace(',', '.'));
}

/** Returns what a number shows: 1,234 and 1.234 either mark. Undefined when it has no mark, or is no number. */
function markIn(cell: string): DecimalMark | undefined {
  const [number = ''] = DIGITS.exec(bare(cell)) ?? [];
  if (!/[.,]/.test(number)) return undefined;
  const [isPoint, isComma] = [WITH_POINT.test(number), WITH_COMMA.test(number)];
  if (isPoint && isComma) return 'either';
  if (isPoint) return 'point';
  return isComma ? 'comma' : undefined;
}

function bare(cell: string): string {
  return cell.normalize('NFKC').replaceAll(/\s/g, '');
}
