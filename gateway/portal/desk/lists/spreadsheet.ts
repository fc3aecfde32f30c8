import { strToU8, zipSync } from 'fflate';
import type { Column } from '../widgets/data-table.tsx';

/** A table as it is exported: the columns that are shown, and the records of the filtered list. */
export interface Sheet<T> {
  readonly columns: readonly Column<T>[];
  readonly records: readonly T[];
}

/** Characters that begin a formula, with the full-width forms that a spreadsheet folds to ASCII. */
const STARTS_FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠﹦﹢﹣﹫−]|^'/u;
/** A spreadsheet would round digits after the fifteenth. */
const LOOKS_NUMERIC = /^[0-9][0-9.,:/%Ee -]*$/;
const NUMBER = /^-?[0-9]{1,13}(\.[0-9]{1,2})?$/;

/** Returns a table as CSV with a byte order mark, by which Excel and WPS know that it is UTF-8. */
export function csvOf<T>({ columns, records }: Sheet<T>): string {
  const head = columns.map(({ label }) => csvText(label));
  const rows = records.map((record) =>
    columns.map(({ kind, text }) => {
      const value = text(record);
      return kind === 'money' && NUMBER.test(value) ? value : csvText(value);
    }),
  );
  return `\uFEFF${[head, ...rows].map((cells) => `${cells.join(',')}\r\n`).join('')}`;
}

/** Returns a text cell. An apostrophe in front keeps what looks like a formula or a number as text. */
function csvText(value: string): string {
  const text = STARTS_FORMULA.test(value) || LOOKS_NUMERIC.test(value) ? `'${value}` : value;
  return /[",;|\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const TYPES = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`;
const RELATIONS = `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`;
const BOOK = `<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>`;
const BOOK_RELATIONS = `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`;

/** Returns a table as an xlsx file of one sheet. Texts are texts, so that no cell is a formula; amounts are numbers. */
export function xlsxOf<T>({ columns, records }: Sheet<T>): Uint8Array<ArrayBuffer> {
  const head = columns.map(({ label }) => textCell(label));
  const rows = records.map((record) =>
    columns.map(({ kind, text }) => {
      const value = text(record);
      return kind === 'money' && NUMBER.test(value) ? `<c><v>${value}</v></c>` : textCell(value);
    }),
  );
  const data = [head, ...rows].map((cells) => `<row>${cells.join('')}</row>`).join('');
  const sheet = `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${data}</sheetData></worksheet>`;
  return zipSync({
    '[Content_Types].xml': strToU8(TYPES),
    '_rels/.rels': strToU8(RELATIONS),
    'xl/workbook.xml': strToU8(BOOK),
    'xl/_rels/workbook.xml.rels': strToU8(BOOK_RELATIONS),
    'xl/worksheets/sheet1.xml': strToU8(sheet),
  });
}

function textCell(value: string): string {
  // XML has no form for other control characters.
  const text = value
    .replaceAll(/(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');
  return `<c t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}
