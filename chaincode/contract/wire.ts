import {
  canonicalJson,
  FapiaoError,
  Faults,
  type Json,
  ObjectReader,
  ValidationError,
} from '../core/index.js';

/**
 * Reads a transaction's one argument. It must be canonical JSON, so that no two texts mean the same
 * request and no text can be read in two ways (duplicate keys, say, do not survive the comparison).
 *
 * @throws {ValidationError} JSON_INVALID, or every fault that `read` reports
 */
export function decode<T>(argument: string, read: (reader: ObjectReader) => T): T {
  const value = parseCanonical(argument);
  const faults = new Faults();
  const reader = ObjectReader.of(value, '', faults);
  const result = reader === undefined ? undefined : read(reader);
  reader?.end();
  if (faults.list.length > 0) throw new ValidationError(faults.list);
  return result as T;
}

/**
 * Runs a transaction and returns its result as canonical JSON. Of a thrown error only the message
 * leaves a chaincode, so a coded error leaves as JSON with its code and faults.
 */
export async function answer(run: () => Promise<unknown>): Promise<string> {
  try {
    return canonicalJson(await run());
  } catch (error) {
    if (error instanceof FapiaoError) throw new Error(encodeError(error));
    throw error;
  }
}

function encodeError(error: FapiaoError): string {
  const { code, message } = error;
  return JSON.stringify(
    error instanceof ValidationError ? { code, message, faults: error.faults } : { code, message },
  );
}

function parseCanonical(text: string): Json {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
    if (canonicalJson(value) === text) return value;
  } catch {
    throw invalidJson('the argument is not JSON of text, whole numbers, arrays and objects');
  }
  throw invalidJson('the argument is not canonical JSON (RFC 8785)');
}

function invalidJson(message: string): ValidationError {
  return new ValidationError([{ code: 'JSON_INVALID', path: '', message }]);
}
