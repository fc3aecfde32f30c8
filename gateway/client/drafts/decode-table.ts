import { tableError } from './failure.js';

/** The encodings in which spreadsheets write text. */
export type TableEncoding = 'utf-8' | 'utf-16le' | 'gb18030';

export interface TableText {
  readonly text: string;
  readonly encoding: TableEncoding;
}

/**
 * Returns the text of a CSV file. Spreadsheets in China write CSV in GB18030, or in GBK, which is a subset of it; their "Unicode text"
 * is UTF-16. A byte order mark is left out.
 *
 * @throws {ValidationError} FIELD_VALUE when the bytes are text in none of them
 */
export function decodeTable(bytes: Uint8Array): TableText {
  const encodings = bytes[0] === 0xff && bytes[1] === 0xfe ? UNICODE_TEXT : USUAL;
  for (const encoding of encodings) {
    const text = decoded(bytes, encoding);
    if (text !== undefined) return { text, encoding };
  }
  throw tableError('the text is neither in UTF-8 nor in GB18030 (GBK): save it as CSV UTF-8');
}

const UNICODE_TEXT = ['utf-16le'] as const;
const USUAL = ['utf-8', 'gb18030'] as const;

function decoded(bytes: Uint8Array, encoding: TableEncoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
