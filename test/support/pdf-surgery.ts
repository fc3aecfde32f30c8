import { deflateSync, inflateSync } from 'node:zlib';
import type { UnsignedReceipt } from '@fapiao-ledger/receipt';

/**
 * Tools of a forger: takes a receipt apart into its objects, changes them, and writes a file whose cross-references and
 * byte range are right again, ready to be signed.
 */
export class PdfSurgery {
  readonly #head: Buffer;
  readonly #trailer: string;
  /** In file order. */
  readonly objects: Map<number, Buffer>;

  constructor(pdf: Buffer) {
    const text = pdf.toString('latin1');
    const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
    const entries = [...text.slice(table).matchAll(/(\d{10}) 00000 n /g)].map((entry, index) => ({
      id: index + 1,
      offset: Number(entry[1]),
    }));
    entries.sort((a, b) => a.offset - b.offset);
    this.#head = pdf.subarray(0, entries[0]?.offset);
    this.#trailer = text.slice(text.indexOf('trailer\n', table), text.indexOf('startxref\n', table));
    this.objects = new Map(
      entries.map(({ id, offset }, index) => [
        id,
        Buffer.from(pdf.subarray(offset, entries[index + 1]?.offset ?? table)),
      ]),
    );
  }

  /** Ids of the objects whose text (streams included) matches. */
  find(pattern: RegExp): number[] {
    return [...this.objects].filter(([, bytes]) => pattern.test(bytes.toString('latin1'))).map(([id]) => id);
  }

  only(pattern: RegExp): number {
    const [id, ...more] = this.find(pattern);
    if (id === undefined || more.length > 0) throw new Error(`${pattern} matches ${more.length + 1} objects`);
    return id;
  }

  textOf(id: number): string {
    return (this.objects.get(id) as Buffer).toString('latin1');
  }

  /** Rewrites an object's text; fails when that changes nothing. */
  edit(id: number, change: (text: string) => string): this {
    const before = this.textOf(id);
    const after = change(before);
    if (after === before) throw new Error(`object ${id} is not changed`);
    this.objects.set(id, Buffer.from(after, 'latin1'));
    return this;
  }

  /** Rewrites the content of a compressed stream. */
  editStream(id: number, change: (text: string) => string): this {
    const before = this.stream(id);
    const after = change(before.toString('latin1'));
    if (after === before.toString('latin1')) throw new Error(`stream ${id} is not changed`);
    return this.setStream(id, Buffer.from(after, 'latin1'));
  }

  stream(id: number): Buffer {
    const bytes = this.objects.get(id) as Buffer;
    const start = bytes.indexOf('stream\n') + 'stream\n'.length;
    return inflateSync(
      bytes.subarray(start, start + Number(/\/Length (\d+)/.exec(bytes.toString('latin1'))?.[1])),
    );
  }

  setStream(id: number, content: Buffer): this {
    const packed = deflateSync(content);
    const text = this.textOf(id);
    const dictionary = text
      .slice(0, text.indexOf('stream\n'))
      .replace(/\/Length \d+/, `/Length ${packed.length}`);
    this.objects.set(
      id,
      Buffer.concat([
        Buffer.from(`${dictionary}stream\n`, 'latin1'),
        packed,
        Buffer.from('\nendstream\nendobj\n'),
      ]),
    );
    return this;
  }

  /** Adds an object at the end; returns its id. */
  add(body: string): number {
    const id = Math.max(...this.objects.keys()) + 1;
    this.objects.set(id, Buffer.from(`${id} 0 obj\n${body}\nendobj\n`, 'latin1'));
    return id;
  }

  /** Returns a well-formed file again, with its signature's place zeroed and its byte range right. */
  assemble(): UnsignedReceipt {
    return fixRange(this.toBytes());
  }

  /** Returns a well-formed file again, with the signature dictionary unchanged. */
  toBytes(): Buffer {
    const offsets = new Map<number, number>();
    let length = this.#head.length;
    for (const [id, bytes] of this.objects) {
      offsets.set(id, length);
      length += bytes.length;
    }
    const size = this.objects.size + 1;
    const rows = Array.from(
      { length: size - 1 },
      (_, index) => `${`${offsets.get(index + 1)}`.padStart(10, '0')} 00000 n \n`,
    );
    const trailer = this.#trailer.replace(/\/Size \d+/, `/Size ${size}`);
    const tail = `xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}${trailer}startxref\n${length}\n%%EOF\n`;
    return Buffer.concat([this.#head, ...this.objects.values(), Buffer.from(tail, 'latin1')]);
  }
}

/** Writes the byte range that fits, and zeros into the signature's place. */
function fixRange(bytes: Buffer): UnsignedReceipt {
  const at = bytes.indexOf('/ByteRange [0 ');
  const start = bytes.indexOf('/Contents <', at) + '/Contents <'.length;
  const end = bytes.indexOf('>', start);
  const figures = [start - 1, end + 1, bytes.length - end - 1].map((figure) => `${figure}`.padEnd(11));
  bytes.write(`/ByteRange [0 ${figures.join(' ')}]`, at, 'latin1');
  bytes.fill('0', start, end);
  return { bytes, hole: { start, end } };
}
