/**
 * Returns the same bytes in memory of their own. Parsed bytes share the memory of their message: keeping them would keep,
 * and posting them to another thread would send, the whole message.
 */
export function ownBytes(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
}
