import { zipSync } from 'fflate';

/** Parts of a workbook by name; a part that is undefined is left out. */
export type Parts = Readonly<Record<string, string | Uint8Array | undefined>>;

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

export const WORKBOOK = `<workbook xmlns="${MAIN}" xmlns:r="r"><sheets><sheet name="x" sheetId="7" r:id="rId1"/></sheets></workbook>`;
const RELATIONS = '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>';

/** Returns a workbook as Excel packs it, with a sheet of these rows as XML. */
export function workbookOf(rows: string, parts: Parts = {}): Uint8Array {
  const all: Parts = {
    'xl/workbook.xml': WORKBOOK,
    'xl/_rels/workbook.xml.rels': RELATIONS,
    'xl/worksheets/sheet1.xml': `<?xml version="1.0"?><worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`,
    ...parts,
  };
  return packed(all);
}

export function packed(parts: Parts): Uint8Array {
  const files = Object.entries(parts).flatMap(([name, part]) =>
    part === undefined ? [] : [[name, typeof part === 'string' ? Buffer.from(part) : part] as const],
  );
  return zipSync(Object.fromEntries(files.map(([name, bytes]) => [name, new Uint8Array(bytes)])));
}

/** Returns rows of inline texts, as programs write them that are not Excel. */
export function inlineRows(rows: readonly (readonly string[])[]): string {
  return rows
    .map(
      (row) =>
        `<row>${row.map((text) => `<c t="inlineStr"><is><t>${escaped(text)}</t></is></c>`).join('')}</row>`,
    )
    .join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
