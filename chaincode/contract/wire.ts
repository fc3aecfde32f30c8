import {
  type ContractFunction,
  canonicalJson,
  FapiaoError,
  type Json,
  type Read,
  readDocument,
  type Transactions,
  ValidationError,
} from '#core';

/**
 * Returns the argument of a transaction. It must be canonical JSON, so that a request has exactly one text and a text has
 * exactly one reading. A text with duplicate keys, for example, differs from its canonical form.
 *
 * @throws {ValidationError} JSON_INVALID, or every fault that `read` reports
 */
export function decode<T>(argument: string, read: Read<T>): T {
  return readDocument(
    readCanonical(argument, '', (json) => json, canonicalJson),
    read,
  );
}

/**
 * Runs a transaction and returns its result as canonical JSON. Only the message of a thrown error leaves a chaincode, so
 * the message of a coded error is JSON with its code and faults.
 */
export async function answer<Name extends ContractFunction>(
  run: () => Promise<Transactions[Name]['result']>,
): Promise<string> {
  try {
    return canonicalJson(await run());
  } catch (error) {
    throw onWire(error);
  }
}

/** Runs a step before a transaction. Its errors get the same form as those of `answer`. */
export function answering<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw onWire(error);
  }
}

function onWire(error: unknown): unknown {
  return error instanceof FapiaoError ? new Error(encodeError(error)) : error;
}

function encodeError(error: FapiaoError): string {
  const { code, message } = error;
  return JSON.stringify(
    error instanceof ValidationError ? { code, message, faults: error.faults } : { code, message },
  );
}

/**
 * Returns the value of a text, which must be the canonical text of that value.
 *
 * @param path pointer to the text, for faults
 * @param write returns the canonical JSON of the value
 * @throws {ValidationError} JSON_INVALID; the errors of `read`
 */
export function readCanonical<T>(
  text: string,
  path: string,
  read: (value: Json) => T,
  write: (value: T) => string,
): T {
  const json = parseJson(text, path);
  try {
    const value = read(json);
    if (write(value) === text) return value;
  } catch (error) {
    if (error instanceof ValidationError) throw error;
    throw invalidJson(path, 'the text is not JSON of text, whole numbers, arrays and objects');
  }
  throw invalidJson(path, 'the text is not canonical JSON (RFC 8785)');
}

function parseJson(text: string, path: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw invalidJson(path, 'the text is not JSON');
  }
}

function invalidJson(path: string, message: string): ValidationError {
  return new ValidationError([{ code: 'JSON_INVALID', path, message }]);
}
