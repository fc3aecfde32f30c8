/**
 * Reads the part of the protobuf wire format that an endorsement needs. It is stricter than protobuf: a field that is
 * unexpected, repeated or not minimal makes the message unreadable, so no two byte strings read as the same message.
 */
export type WireValue = Uint8Array | number;

const VARINT = 0;
const LENGTH_DELIMITED = 2;

/** Thrown when bytes are not the expected message. Callers turn it into a named error. */
class WireError extends Error {}

/** Reads the fields of a message by number. @throws {WireError} */
export function readMessage(bytes: Uint8Array): ReadonlyMap<number, WireValue> {
  const fields = new Map<number, WireValue>();
  let at = 0;
  while (at < bytes.length) {
    const tag = readVarint(bytes, at);
    const field = Math.floor(tag.value / 8);
    const type = tag.value % 8;
    const head = type === VARINT || type === LENGTH_DELIMITED ? readVarint(bytes, tag.next) : undefined;
    if (head === undefined || field === 0 || fields.has(field))
      throw new WireError(`field ${field} is not expected`);
    at = type === VARINT ? head.next : head.next + head.value;
    if (at > bytes.length) throw new WireError(`field ${field} ends beyond the message`);
    fields.set(field, type === VARINT ? head.value : bytes.subarray(head.next, at));
  }
  return fields;
}

/** Returns the bytes of a field; empty when absent, as in proto3. @throws {WireError} when it is a number */
export function bytesField(message: ReadonlyMap<number, WireValue>, field: number): Uint8Array {
  const value = message.get(field) ?? new Uint8Array();
  if (typeof value === 'number') throw new WireError(`field ${field} is not bytes`);
  return value;
}

/** Returns the number in a field; 0 when absent. @throws {WireError} when it is not a number */
export function numberField(message: ReadonlyMap<number, WireValue>, field: number): number {
  const value = message.get(field) ?? 0;
  if (typeof value !== 'number') throw new WireError(`field ${field} is not a number`);
  return value;
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Returns the text of a field. @throws {WireError} when the field is not UTF-8 */
export function textField(message: ReadonlyMap<number, WireValue>, field: number): string {
  return decodeUtf8(bytesField(message, field));
}

/** @throws {WireError} when the bytes are not UTF-8 */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    throw new WireError('the text is not UTF-8');
  }
}

/** Reads a number. Lengths and codes are far below 2^32, so five bytes hold them. */
function readVarint(bytes: Uint8Array, start: number): { value: number; next: number } {
  let value = 0;
  for (let index = 0; index < 5; index += 1) {
    const byte = bytes[start + index];
    if (byte === undefined) throw new WireError('the message ends inside a number');
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) {
      if (byte === 0 && index > 0) throw new WireError('a number is padded');
      return { value, next: start + index + 1 };
    }
  }
  throw new WireError('a number is too large');
}
