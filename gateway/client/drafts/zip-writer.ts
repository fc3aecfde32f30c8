import { crc32 } from './zip.js';

/** A file to put into an archive. */
export interface ZipFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** 1 January 1980, the first day that an archive knows: equal files give equal archives. */
const DAY = 0x21;
const VERSION = 20;
/** Names are UTF-8. */
const FLAGS = 0x800;

/** Largest number of files of an archive: two bytes hold their count. */
export const ARCHIVE_FILES_MAX = 65_535;

/** More files than an archive can count. A reader would find only the last few of them. */
export class TooManyFiles extends RangeError {
  constructor(count: number) {
    super(`an archive has at most ${ARCHIVE_FILES_MAX} files, not ${count}`);
    this.name = 'TooManyFiles';
  }
}

/** Returns an archive of files, stored as they are. @throws {TooManyFiles} */
export function zipOf(files: readonly ZipFile[]): Uint8Array<ArrayBuffer> {
  if (files.length > ARCHIVE_FILES_MAX) throw new TooManyFiles(files.length);
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const { name, bytes } of files) {
    const named = new TextEncoder().encode(name);
    const [crc, { length }] = [crc32(bytes), bytes];
    const common = [
      2,
      VERSION,
      2,
      FLAGS,
      2,
      0,
      2,
      0,
      2,
      DAY,
      4,
      crc,
      4,
      length,
      4,
      length,
      2,
      named.length,
      2,
      0,
    ];
    const local = joined([numbers([4, 0x04034b50, ...common]), named, bytes]);
    directory.push(
      joined([numbers([4, 0x02014b50, 2, VERSION, ...common, 2, 0, 2, 0, 2, 0, 4, 0, 4, at]), named]),
    );
    parts.push(local);
    at += local.length;
  }
  const listed = joined(directory);
  const count = files.length;
  const end = numbers([4, 0x06054b50, 2, 0, 2, 0, 2, count, 2, count, 4, listed.length, 4, at, 2, 0]);
  return joined([...parts, listed, end]);
}

/** Returns the bytes of numbers, least significant first. Each is preceded by how many bytes it has. */
function numbers(sized: readonly number[]): Uint8Array {
  const bytes: number[] = [];
  for (let index = 0; index < sized.length; index += 2) {
    const [size = 0, value = 0] = sized.slice(index, index + 2);
    for (let byte = 0; byte < size; byte += 1) bytes.push((value >>> (8 * byte)) & 0xff);
  }
  return Uint8Array.from(bytes);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
