import { inflateSync } from 'node:zlib';
import { parseDerPrefix, present } from '@fapiao-ledger/core';
import type { ReceiptVersion } from '../receipt-version.js';
import { type Hole, holeHex, SIGNATURE_SIZE } from '../signature/hole.js';
import { RECEIPT_VERSIONS } from '../versions.js';
import { refuseUnless } from './report.js';

/** Size limit, far above that of a receipt with 2,000 lines of the longest texts. */
export const FILE_SIZE_MAX = 16 * 1024 * 1024;
const ATTACHMENT_SIZE_MAX = 8 * 1024 * 1024;
const OBJECTS_MAX = 20_000;

const HEAD = Buffer.from('%PDF-1.7\n%\xff\xff\xff\xff\n', 'latin1');
const TAIL_SIZE_MAX = 400;
const TAIL =
  /trailer\n<<\n\/Size ([0-9]{1,5})\n\/Root [0-9]{1,5} 0 R\n\/Info [0-9]{1,5} 0 R\n\/ID \[<([0-9a-f]{32})> <\2>\]\n>>\nstartxref\n([0-9]{1,8})\n%%EOF\n$/;
const XREF_ENTRY_SIZE = 20;

/** Bytes of every object of a file that consists of its objects alone, in file order. */
export type Objects = readonly Buffer[];

export function checkSize(pdf: Uint8Array): Buffer {
  refuseUnless(pdf.length <= FILE_SIZE_MAX, `the file is larger than ${FILE_SIZE_MAX} bytes`);
  return Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
}

/**
 * Reads the outermost structure of a receipt and refuses any other: head, adjacent objects, one cross-reference table,
 * one trailer without /Prev, one end of file. The parts must cover the file without a gap, so there is no place for a
 * second revision or for other bytes between them.
 */
export function readObjects(file: Buffer): Objects {
  refuseUnless(
    file.subarray(0, HEAD.length).equals(HEAD),
    'the file does not begin like a receipt: it is another kind of file, or another program saved it',
  );
  const tail = TAIL.exec(file.subarray(-TAIL_SIZE_MAX).toString('latin1'));
  refuseUnless(
    tail !== null,
    'the file does not end like a receipt, with one trailer: it is cut off, another kind of file, or bytes were appended',
  );
  const [text, size, , startxref] = tail;
  const table = { start: Number(startxref), end: file.length - text.length };
  const starts = readTable(file.subarray(table.start, table.end), Number(size));
  const bounds = [...starts.map(({ offset }) => offset), table.start];
  refuseUnless(bounds[0] === HEAD.length, 'there are bytes before the first object');
  return starts.map(({ id }, index) =>
    objectAt(file, id, bounds[index] as number, bounds[index + 1] as number),
  );
}

const PRODUCER = /^[0-9]+ 0 obj\n\((fapiao-ledger receipt\/[0-9]{1,4})\)\nendobj\n$/;
const PRODUCER_SIZE_MAX = 80;

/** Returns the version that the file names as its producer. */
export function readVersion(objects: Objects): ReceiptVersion {
  const [producer, ...more] = objects.flatMap((object) => {
    if (object.length > PRODUCER_SIZE_MAX) return [];
    return PRODUCER.exec(object.toString('latin1'))?.[1] ?? [];
  });
  refuseUnless(
    producer !== undefined && more.length === 0,
    'the file does not name one version of the receipt format as its producer',
  );
  const version = RECEIPT_VERSIONS.find((each) => each.producer === producer);
  const versions = RECEIPT_VERSIONS.map((each) => `"${each.producer}"`).join(', ');
  refuseUnless(
    version !== undefined,
    `the receipt has version "${producer}", and this verifier knows ${versions}: verify it with a newer release`,
  );
  return version;
}

/** Returns ids and offsets of the objects in file order. */
function readTable(table: Buffer, size: number): { id: number; offset: number }[] {
  const head = `xref\n0 ${size}\n0000000000 65535 f \n`;
  refuseUnless(size > 1 && size <= OBJECTS_MAX, 'the file has no or too many objects');
  refuseUnless(
    table.length === head.length + (size - 1) * XREF_ENTRY_SIZE,
    'the cross-reference table is in the wrong place',
  );
  const text = table.toString('latin1');
  refuseUnless(text.startsWith(head), 'the cross-reference table is malformed');
  const entries = Array.from({ length: size - 1 }, (_, index) => {
    const entry = /^([0-9]{10}) 00000 n \n$/.exec(
      text.substr(head.length + index * XREF_ENTRY_SIZE, XREF_ENTRY_SIZE),
    );
    refuseUnless(entry !== null, 'an entry of the cross-reference table is malformed');
    return { id: index + 1, offset: Number(entry[1]) };
  });
  return entries.sort((a, b) => a.offset - b.offset);
}

function objectAt(file: Buffer, id: number, start: number, end: number): Buffer {
  const object = file.subarray(start, end);
  const head = `${id} 0 obj\n`;
  const isWhole =
    object.toString('latin1', 0, head.length) === head &&
    object.toString('latin1', object.length - 7) === 'endobj\n';
  refuseUnless(isWhole, `object ${id} does not fill its place in the file`);
  return object;
}

/** The dictionary of the signature field, with the place of its hex in the file. */
export interface SignatureObject {
  readonly hole: Hole;
  /** Hex as the file has it. */
  readonly hex: string;
  readonly byteRange: readonly number[];
}

const SIGNATURE = new RegExp(
  '^(?<head>[0-9]+ 0 obj\n<<\n/Type /Sig\n/Filter /Adobe\\.PPKLite\n/SubFilter /ETSI\\.CAdES\\.detached\n' +
    '/ByteRange \\[(?<range>[0-9 ]{1,60})\\]\n/Contents <)(?<hex>[0-9A-Fa-f]+)>\n/M \\(D:[0-9]{14}Z\\)\n>>\nendobj\n$',
);

/** Returns the one signature dictionary. @throws Refusal when there is none, several, or one of another form */
export function findSignature(file: Buffer, objects: Objects): SignatureObject {
  const dictionaries = objects.filter((object) =>
    /^[0-9]+ 0 obj\n<<\n\/Type \/Sig\n/.test(object.toString('latin1', 0, 40)),
  );
  refuseUnless(dictionaries.length === 1, `the file has ${dictionaries.length} signatures`);
  const [object] = dictionaries as [Buffer];
  const parts = SIGNATURE.exec(object.toString('latin1'))?.groups;
  refuseUnless(parts !== undefined, 'the signature dictionary is not of the form that receipts have');
  const { head = '', hex = '', range = '' } = parts;
  const start = object.byteOffset - file.byteOffset + head.length;
  return { hole: { start, end: start + hex.length }, hex, byteRange: range.trim().split(/ +/).map(Number) };
}

/** Checks that the signature covers every byte of the file except its own hex string. */
export function checkCoverage(file: Buffer, { hole, byteRange }: SignatureObject): true {
  const whole = [0, hole.start - 1, hole.end + 1, file.length - hole.end - 1];
  refuseUnless(
    byteRange.join() === whole.join(),
    'the signature does not cover exactly the rest of the file',
  );
  return true;
}

/**
 * Returns the signature container from its hex. The signature does not cover the hex, so only one spelling is accepted:
 * full width, lower case, zeros after the container.
 */
export function readContainer({ hex }: SignatureObject): Uint8Array {
  refuseUnless(hex.length === 2 * SIGNATURE_SIZE, 'the place of the signature has the wrong size');
  const { bytes } = parseDerPrefix(Buffer.from(hex, 'hex'));
  refuseUnless(holeHex(bytes) === hex, 'the signature is not written in lower case and padded with zeros');
  return bytes;
}

const ATTACHMENT =
  /^[0-9]+ 0 obj\n<<\n\/Type \/EmbeddedFile\n\/Subtype \/application#2Fjson\n\/Params <<\n\/Size [0-9]{1,8}\n\/ModDate \(D:[0-9]{14}Z\)\n>>\n\/Length ([0-9]{1,8})\n\/Filter \/FlateDecode\n>>\nstream\n/;

/** Returns the text of the attached file at an index: receipts carry the proof first, then the invoice. */
export function readAttachment(objects: Objects, place: 0 | 1): string {
  const files = objects.filter((object) => ATTACHMENT.test(object.toString('latin1', 0, 240)));
  refuseUnless(files.length === 2, `the file has ${files.length} attachments instead of two`);
  const object = present(files[place], 'an attachment');
  const [head, length] = ATTACHMENT.exec(object.toString('latin1', 0, 240)) as unknown as [string, string];
  const stream = object.subarray(head.length, head.length + Number(length));
  return inflateSync(stream, { maxOutputLength: ATTACHMENT_SIZE_MAX }).toString('utf8');
}
