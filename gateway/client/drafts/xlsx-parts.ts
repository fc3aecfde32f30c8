import { scanXml, type XmlHandler } from './xml.js';
import { broken, type ZipArchive } from './zip.js';

/** Reads an XML file of a workbook into a handler. @returns whether it is there */
export async function scanPart(archive: ZipArchive, name: string, handler: XmlHandler): Promise<boolean> {
  const bytes = await archive.read(name);
  if (bytes === undefined) return false;
  scanXml(textOf(bytes), handler);
  return true;
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) throw broken('its XML is not in UTF-8');
    throw error;
  }
}

/** The sheet that is read, and how its dates count. */
export interface Workbook {
  /** Name of the file of the first sheet that is not hidden. */
  readonly sheet: string;
  /** Whether days count from 1904, as they do in workbooks of old Macintosh programs. */
  readonly isFrom1904: boolean;
}

/** @throws {ValidationError} FIELD_VALUE */
export async function readWorkbook(archive: ZipArchive): Promise<Workbook> {
  let [id, isFrom1904] = ['', false];
  const isThere = await scanPart(archive, 'xl/workbook.xml', {
    open: (name, attributes) => {
      if (name === 'workbookPr') isFrom1904 = isTrue(attributes.date1904);
      const isShown = attributes.state === undefined || attributes.state === 'visible';
      // The id of the relation has the name `id`, as the prefix is left out; the sheet's own is `sheetId`.
      if (name === 'sheet' && isShown && id === '') id = attributes.id ?? '';
    },
    close: () => undefined,
    text: () => undefined,
  });
  if (!isThere) throw broken('it has no workbook');
  return { sheet: await fileOf(archive, id), isFrom1904 };
}

async function fileOf(archive: ZipArchive, id: string): Promise<string> {
  let target = '';
  await scanPart(archive, 'xl/_rels/workbook.xml.rels', {
    open: (name, attributes) => {
      if (name === 'Relationship' && attributes.Id === id) target = attributes.Target ?? '';
    },
    close: () => undefined,
    text: () => undefined,
  });
  if (target === '') throw broken('it has no visible sheet');
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

function isTrue(text: string | undefined): boolean {
  return text === '1' || text === 'true';
}

/** Returns the texts that cells refer to by their place. */
export async function readSharedTexts(archive: ZipArchive): Promise<readonly string[]> {
  const texts: string[] = [];
  const reader = new RichText();
  await scanPart(archive, 'xl/sharedStrings.xml', {
    open: (name) => {
      if (name === 'si') reader.begin();
      reader.open(name);
    },
    close: (name) => {
      reader.close(name);
      if (name === 'si') texts.push(reader.value);
    },
    text: (text) => {
      reader.text(text);
    },
  });
  return texts;
}

/** Gathers the text of its runs. Phonetic hints, which stand above it, are left out. */
export class RichText {
  #value = '';
  #isText = false;
  #hints = 0;

  begin(): void {
    this.#value = '';
  }

  open(name: string): void {
    if (name === 'rPh') this.#hints += 1;
    this.#isText = name === 't' && this.#hints === 0;
  }

  close(name: string): void {
    if (name === 'rPh') this.#hints -= 1;
    this.#isText = false;
  }

  text(text: string): void {
    if (this.#isText) this.#value += text;
  }

  /** The text. A character that XML cannot hold is written as `_x000D_`. */
  get value(): string {
    return this.#value.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  }
}

/** Returns for each style whether its numbers are dates. */
export async function readDateStyles(archive: ZipArchive): Promise<readonly boolean[]> {
  const ownFormats = new Map<string, boolean>();
  const styles: boolean[] = [];
  let isCellFormat = false;
  await scanPart(archive, 'xl/styles.xml', {
    open: (name, { numFmtId = '0', formatCode = '' }) => {
      if (name === 'numFmt') ownFormats.set(numFmtId, isDateFormat(formatCode));
      if (name === 'cellXfs') isCellFormat = true;
      if (name === 'xf' && isCellFormat)
        styles.push(ownFormats.get(numFmtId) ?? isBuiltInDate(Number(numFmtId)));
    },
    close: (name) => {
      if (name === 'cellXfs') isCellFormat = false;
    },
    text: () => undefined,
  });
  return styles;
}

/** Whether a number of ECMA-376 18.8.30 is a format of dates or times, those of Chinese workbooks included. */
function isBuiltInDate(format: number): boolean {
  const isIn = (from: number, to: number): boolean => format >= from && format <= to;
  return isIn(14, 22) || isIn(27, 36) || isIn(45, 47) || isIn(50, 58);
}

/** Whether a format code has a part of a date outside quotes, escapes and conditions. */
function isDateFormat(code: string): boolean {
  return /[ymdhs年月日]/i.test(code.replaceAll(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, ''));
}
