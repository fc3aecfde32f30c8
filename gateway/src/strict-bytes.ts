import { type Json, parseStrictJson, ValidationError } from '@fapiao-ledger/core';

/** The shortest field in use, `"rate":"0.06",` in a draft, has 14 bytes. */
const VALUE_BYTES_MIN = 8;
/** Always permitted, so that short documents are refused for their actual faults. */
const VALUES_ALWAYS = 1_000;

/**
 * Reads bytes as strict JSON. The number of values is bounded by the number of bytes, because `{},` is a value of
 * three bytes that takes a hundred bytes of memory.
 * @throws {ValidationError} JSON_INVALID
 */
export function parseBytes(bytes: Uint8Array): Json {
  return parseStrictJson(textOf(bytes), VALUES_ALWAYS + Math.ceil(bytes.length / VALUE_BYTES_MIN));
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new ValidationError([{ code: 'JSON_INVALID', path: '', message: 'the text is not UTF-8' }]);
  }
}
