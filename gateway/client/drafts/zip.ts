import { tableError } from './failure.js';

/** Most bytes of one entry, inflated. A sheet of 100,000 lines has some 50 MB. */
const ENTRY_BYTES_MAX = 100_000_000;
const ENTRIES_MAX = 1_000;

const END = { signature: 0x06054b50, bytes: 22, commentMax: 65_535 } as const;
const CENTRAL = { signature: 0x02014b50, bytes: 46 } as const;
const LOCAL = { signature: 0x04034b50, bytes: 30 } as const;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;

interface Entry {
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly at: number;
}

/** A ZIP archive. Its entries are inflated one by one, when they are asked for, and no further than a bound. */
export class ZipArchive {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #view: DataView;
  readonly #entries: ReadonlyMap<string, Entry>;

  /** @throws {ValidationError} FIELD_VALUE when the bytes are no archive that is read here */
  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#entries = within(() => this.#directory());
  }

  /**
   * Returns the bytes of an entry; undefined when the archive has none of this name.
   * @throws {ValidationError} FIELD_VALUE when it is damaged, encrypted or too large
   */
  async read(name: string): Promise<Uint8Array | undefined> {
    const entry = this.#entries.get(name);
    if (entry === undefined) return undefined;
    if (entry.size > ENTRY_BYTES_MAX) throw broken(`${name} has more than ${ENTRY_BYTES_MAX} bytes`);
    const packed = within(() => this.#packed(entry));
    const bytes = entry.method === STORED ? packed : await inflated(packed, entry.size);
    if (bytes.length !== entry.size || crc32(bytes) !== entry.crc) throw broken(`${name} is damaged`);
    return bytes;
  }

  #directory(): ReadonlyMap<string, Entry> {
    const end = this.#endOfDirectory();
    const count = this.#view.getUint16(end + 10, true);
    if (count > ENTRIES_MAX) throw broken(`it has more than ${ENTRIES_MAX} files`);
    const entries = new Map<string, Entry>();
    let at = this.#view.getUint32(end + 16, true);
    for (let index = 0; index < count; index += 1) at = this.#addEntry(entries, at);
    return entries;
  }

  #endOfDirectory(): number {
    const last = this.#bytes.length - END.bytes;
    for (let at = last; at >= Math.max(0, last - END.commentMax); at -= 1)
      if (this.#view.getUint32(at, true) === END.signature) return at;
    throw broken('it is no ZIP archive');
  }

  /** @returns the place of the next entry */
  #addEntry(entries: Map<string, Entry>, at: number): number {
    const view = this.#view;
    if (view.getUint32(at, true) !== CENTRAL.signature) throw broken('its directory is damaged');
    const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
    const lengths = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const [nameLength = 0] = lengths;
    const name = new TextDecoder().decode(
      this.#bytes.subarray(at + CENTRAL.bytes, at + CENTRAL.bytes + nameLength),
    );
    if ((flags & ENCRYPTED) !== 0) throw broken('it is encrypted');
    if (method !== STORED && method !== DEFLATED) throw broken('it is packed by another method than deflate');
    if (entries.has(name)) throw broken(`${name} is there twice`);
    entries.set(name, {
      method,
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    });
    return at + CENTRAL.bytes + lengths.reduce((sum, length) => sum + length, 0);
  }

  #packed({ at, packed }: Entry): Uint8Array<ArrayBuffer> {
    const view = this.#view;
    if (view.getUint32(at, true) !== LOCAL.signature) throw broken('a file of it is damaged');
    const start = at + LOCAL.bytes + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
    if (start + packed > this.#bytes.length) throw broken('it is cut off');
    return this.#bytes.subarray(start, start + packed);
  }
}

/** Inflates no further than the size that the directory names, whatever the bytes would unfold into. */
async function inflated(packed: Uint8Array<ArrayBuffer>, size: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  let length = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      if (length + next.value.length > size) throw broken('a file of it is larger than it says');
      bytes.set(next.value, length);
      length += next.value.length;
    }
  } catch (error) {
    if (error instanceof TypeError) throw broken('a file of it is damaged');
    throw error;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  return bytes.subarray(0, length);
}

function within<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) throw broken('it is cut off');
    throw error;
  }
}

export function broken(why: string): Error {
  return tableError(
    `the file is no workbook that is read here: ${why}; save it as .xlsx again, or as CSV UTF-8`,
  );
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** Returns the checksum of ZIP archives. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] as number) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
