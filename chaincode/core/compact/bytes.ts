/** Bytes that no encoder of this project wrote. Callers turn it into the fault or the refusal that their reader expects. */
export class CompactFormError extends Error {
  override readonly name = 'CompactFormError';
}

/** Base of the digits of a variable-length integer: seven bits, and one that says whether more follow. */
const BASE = 128;
/** Weight of the last digit of a number below 2^53. */
const LARGEST_UNIT = 2 ** 49;
const INTEGER_BYTES_MAX = 8;

/** Integers that belong together, such as the taxes of all lines. */
export type Column = readonly number[];

/** Appends bytes and integers. Its memory grows by doubling. */
export class ByteWriter {
  #bytes = new Uint8Array(1_024);
  #length = 0;

  /** Appends a whole number from 0 to 2^53 - 1 as LEB128: seven bits per byte, least significant first. */
  integer(value: number): void {
    this.#reserve(INTEGER_BYTES_MAX);
    this.#put(value);
  }

  /** Appends the integers of columns. Their number is not stored, because the format says it. */
  columns(columns: readonly Column[]): void {
    for (const column of columns) {
      this.#reserve(column.length * INTEGER_BYTES_MAX);
      for (const value of column) this.#put(value);
    }
  }

  /** Appends a block: bytes with their length before them. */
  block(bytes: Uint8Array): void {
    this.integer(bytes.length);
    this.raw(bytes);
  }

  raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  finish(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #put(value: number): void {
    let rest = value;
    while (rest >= BASE) {
      const high = Math.floor(rest / BASE);
      this.#bytes[this.#length] = rest - high * BASE + BASE;
      this.#length += 1;
      rest = high;
    }
    this.#bytes[this.#length] = rest;
    this.#length += 1;
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(2 * this.#bytes.length, this.#length + count));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

/** Reads what a `ByteWriter` wrote. Every method throws a CompactFormError where the bytes are not of that form. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #position = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Reads an integer, which must be in its shortest form and not larger than a bound. */
  integer(max: number): number {
    const value = this.#integer();
    if (value <= max) return value;
    throw new CompactFormError(`the number ${value} is larger than ${max}`);
  }

  /** Reads a column of integers. */
  column(count: number, max: number): number[] {
    if (count > this.#bytes.length - this.#position) throw new CompactFormError('a column ends early');
    const values = new Array<number>(count);
    for (let index = 0; index < count; index += 1) values[index] = this.integer(max);
    return values;
  }

  /** Reads a column of signed integers. */
  signed(count: number): Column {
    const values = this.column(count, Number.MAX_SAFE_INTEGER);
    for (let index = 0; index < count; index += 1) values[index] = unzigzag(values[index] as number);
    return values;
  }

  /** Reads a block. */
  block(): Uint8Array {
    const length = this.integer(this.#bytes.length - this.#position);
    this.#position += length;
    return this.#bytes.subarray(this.#position - length, this.#position);
  }

  /** Reads at most so many blocks, which must be all bytes up to the end. */
  blocks(max: number): readonly Uint8Array[] {
    const blocks: Uint8Array[] = [];
    while (this.#position < this.#bytes.length && blocks.length < max) blocks.push(this.block());
    this.end();
    return blocks;
  }

  get isAtEnd(): boolean {
    return this.#position === this.#bytes.length;
  }

  /** Requires that nothing is left. */
  end(): void {
    if (this.#position < this.#bytes.length) throw new CompactFormError('bytes follow after the end');
  }

  #integer(): number {
    let value = 0;
    let unit = 1;
    for (;;) {
      const byte = this.#bytes[this.#position] ?? Number.NaN;
      this.#position += 1;
      if (byte < BASE) {
        value += byte * unit;
        if (unit === 1 || (byte > 0 && value <= Number.MAX_SAFE_INTEGER)) return value;
      }
      if (!(byte >= BASE) || unit > LARGEST_UNIT)
        throw new CompactFormError('a number is cut off or not in its shortest form');
      value += (byte - BASE) * unit;
      unit *= BASE;
    }
  }
}

/** Returns a signed number as one that is not negative: 0, -1, 1, -2 become 0, 1, 2, 3. */
export function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

/** Returns the number of which `zigzag` made a value. */
function unzigzag(value: number): number {
  return value % 2 === 0 ? Math.floor(value / 2) : -Math.floor(value / 2) - 1;
}
