import {
  DomainError,
  ERROR_CODES,
  type ErrorCode,
  type Fault,
  isJsonObject,
  ValidationError,
} from '@fapiao-ledger/core';

/** A refusal as the contract writes it: JSON, because only the text of an error leaves a chaincode. */
const START = '{"code":"';

/**
 * Returns the error that the contract threw, from the text of a chaincode error; undefined when the text holds no
 * refusal. Peers put words in front of it ("chaincode response 500, ...").
 */
export function decodeContractError(text: string): ValidationError | DomainError | undefined {
  const start = text.indexOf(START);
  const refusal = start < 0 ? undefined : parse(text.slice(start));
  if (refusal === undefined) return undefined;
  const { code, message, faults } = refusal;
  return faults === undefined ? new DomainError(code, message) : new ValidationError(faults);
}

interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
  readonly faults?: readonly Fault[];
}

function parse(text: string): Refusal | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isJsonObject(value)) return undefined;
  const { code, message, faults } = value;
  if (!isCode(code) || typeof message !== 'string') return undefined;
  if (faults === undefined) return { code, message };
  return Array.isArray(faults) && faults.length > 0 && faults.every(isFault)
    ? { code, message, faults }
    : undefined;
}

function isFault(value: unknown): value is Fault {
  if (!isJsonObject(value)) return false;
  return isCode(value.code) && typeof value.path === 'string' && typeof value.message === 'string';
}

function isCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERROR_CODES, code);
}
