import {
  type ContractFunction,
  canonicalJson,
  FapiaoError,
  InvariantError,
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
  return readDocument(readCanonical(argument), read);
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

/** Returns the value of a text that must be its canonical JSON. @throws {ValidationError} JSON_INVALID */
function readCanonical(text: string): Json {
  const json = parseJson(text);
  try {
    if (canonicalJson(json) === text) return json;
  } catch (error) {
    if (isNotJson(error))
      throw notCanonical('', 'the text is not JSON of text, whole numbers, arrays and objects');
    throw error;
  }
  throw notCanonical('', 'the text is not canonical JSON (RFC 8785)');
}

/** Whether `canonicalJson` cannot write a value: it has another type, or is nested deeper than the stack. */
export function isNotJson(error: unknown): error is Error {
  return error instanceof InvariantError || error instanceof RangeError;
}

function parseJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw notCanonical('', 'the text is not JSON');
  }
}

/** Returns the fault that bytes are not in the one form of their content. @param path pointer to them */
export function notCanonical(path: string, message: string): ValidationError {
  return new ValidationError([{ code: 'JSON_INVALID', path, message }]);
}
