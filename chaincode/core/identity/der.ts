/** Tags of the Distinguished Encoding Rules (X.690) that signatures and certificates need. */
export const DER_TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8String: 0x0c,
  printableString: 0x13,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Returns the tag of context-specific constructed content, such as [0]. */
export function derContextTag(number: number): number {
  return 0xa0 + number;
}

/** Bytes are not DER, or not the value that was expected. Callers turn it into an error with a code. */
export class DerError extends Error {}

/** A value in DER: `bytes` is its whole encoding, `content` is what it contains. */
export interface DerNode {
  readonly tag: number;
  readonly content: Uint8Array;
  readonly bytes: Uint8Array;
}

/** Returns the value at the start of bytes; other bytes may follow it. @throws {DerError} */
export function parseDerPrefix(bytes: Uint8Array): DerNode {
  const [tag, first] = bytes;
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f)
    throw new DerError('a value has no readable head');
  const lengthBytes = first < 0x80 ? 0 : first - 0x80;
  const start = 2 + lengthBytes;
  const length = lengthBytes === 0 ? first : readLength(bytes.subarray(2, start), lengthBytes);
  if (start + length > bytes.length) throw new DerError('a value ends beyond its container');
  return { tag, content: bytes.subarray(start, start + length), bytes: bytes.subarray(0, start + length) };
}

/** Returns the only value in bytes. @param tag that the value must have @throws {DerError} */
export function parseDer(bytes: Uint8Array, tag: number): DerNode {
  const node = parseDerPrefix(bytes);
  if (node.bytes.length !== bytes.length) throw new DerError('something follows a value');
  return expectDerTag(node, tag);
}

/** Returns the values inside a constructed value, in order. @throws {DerError} */
export function derChildren(node: DerNode): DerNode[] {
  const children: DerNode[] = [];
  let rest = node.content;
  while (rest.length > 0) {
    const child = parseDerPrefix(rest);
    children.push(child);
    rest = rest.subarray(child.bytes.length);
  }
  return children;
}

/** Returns a value that must be there and have a tag. @throws {DerError} when it is missing or has another tag */
export function expectDerTag(node: DerNode | undefined, tag: number): DerNode {
  if (node === undefined || node.tag !== tag)
    throw new DerError(`expected a value with tag ${tag}, found ${node?.tag}`);
  return node;
}

/** Returns a length. Two bytes hold every length here, and a length that could be shorter is not DER. */
function readLength(bytes: Uint8Array, count: number): number {
  const length = bytes.reduce((value, byte) => value * 256 + byte, 0);
  const isMinimal = count === 1 ? length >= 0x80 : length > 0xff;
  if (bytes.length !== count || count > 2 || !isMinimal)
    throw new DerError('a length is not in its shortest form');
  return length;
}
