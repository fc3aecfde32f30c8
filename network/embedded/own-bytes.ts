/**
 * The same bytes in memory of their own. What is parsed out of a message shares the message's memory:
 * keeping it would keep, and posting it to another thread would send, the whole of that.
 */
export function ownBytes(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
}
