import { peer } from './protobuf.js';

/** Fabric's verdicts on a transaction of a block. */
export const Code = peer.TxValidationCode;
export type ValidationCode = (typeof Code)[keyof typeof Code];

const NAMES = new Map<number, string>(Object.entries(Code).map(([name, code]) => [code, name]));

/** Returns the name of a code; codes of a later Fabric keep their number. */
export function codeName(code: number): string {
  return NAMES.get(code) ?? `CODE_${code}`;
}

/** Thrown for a transaction that is invalid in every state. */
export class InvalidTransaction extends Error {
  readonly code: ValidationCode;

  constructor(code: ValidationCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}
