import { errorDetail } from '@fapiao-ledger/client/errors';
import { csvRecord, numberCell, textCell } from '../lists/spreadsheet.js';
import { language } from '../words/language.js';
import type { RefusedRow } from './import-report.js';

const COLUMNS = ['line', 'cell', 'code', 'message'];

/** Returns the faults of refused drafts as CSV, one per record. `placeOf` names a field of the draft on a line. */
export function faultsText(
  refused: readonly RefusedRow[],
  placeOf: (line: number, path: string) => string,
): string {
  const records = refused.flatMap(({ line, faults }) =>
    faults.map(({ code, path, message }) =>
      csvRecord([
        numberCell(String(line)),
        textCell(placeOf(line, path)),
        textCell(code),
        textCell(errorDetail(code, message, language())),
      ]),
    ),
  );
  return `\uFEFF${csvRecord(COLUMNS)}${records.join('')}`;
}
