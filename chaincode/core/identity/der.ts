/** Distinguished Encoding Rules (X.690): reading the little of them that signatures and certificates need. */
export const TAG = {
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

/** A tag for context-specific constructed content, such as [0]. */
export function contextTag(number: number): number {
  return 0xa0 + number;
}

/** Thrown on bytes that are not DER or not what was expected; callers turn it into a named error. */
export class DerError extends Error {}

/** A value as read: `bytes` is the whole encoding, `content` what it contains. */
export interface DerNode {
  readonly tag: number;
  readonly content: Uint8Array;
  readonly bytes: Uint8Array;
}

/** The value that begins at the start of `bytes`; something may follow it. @throws {DerError} */
export function readFirst(bytes: Uint8Array): DerNode {
  const [tag, first] = bytes;
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f)
    throw new DerError('a value has no readable head');
  const lengthBytes = first < 0x80 ? 0 : first - 0x80;
  const start = 2 + lengthBytes;
  const length = lengthBytes === 0 ? first : readLength(bytes.subarray(2, start), lengthBytes);
  if (start + length > bytes.length) throw new DerError('a value ends beyond its container');
  return { tag, content: bytes.subarray(start, start + length), bytes: bytes.subarray(0, start + length) };
}

/** The one value that `bytes` are. @throws {DerError} */
export function readOnly(bytes: Uint8Array, tag: number): DerNode {
  const node = readFirst(bytes);
  if (node.bytes.length !== bytes.length) throw new DerError('something follows a value');
  return expectTag(node, tag);
}

/** The values inside a constructed value. @throws {DerError} */
export function childrenOf(node: DerNode): DerNode[] {
  const children: DerNode[] = [];
  let rest = node.content;
  while (rest.length > 0) {
    const child = readFirst(rest);
    children.push(child);
    rest = rest.subarray(child.bytes.length);
  }
  return children;
}

/** @throws {DerError} when the value is missing or of another kind */
export function expectTag(node: DerNode | undefined, tag: number): DerNode {
  if (node === undefined || node.tag !== tag)
    throw new DerError(`expected a value with tag ${tag}, found ${node?.tag}`);
  return node;
}

/** Two bytes hold every length here; a length that could be shorter is not DER. */
function readLength(bytes: Uint8Array, count: number): number {
  const length = bytes.reduce((value, byte) => value * 256 + byte, 0);
  const isMinimal = count === 1 ? length >= 0x80 : length > 0xff;
  if (bytes.length !== count || count > 2 || !isMinimal)
    throw new DerError('a length is not in its shortest form');
  return length;
}
