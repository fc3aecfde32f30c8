export { ERROR_TEXTS_EN as errors } from '@fapiao-ledger/client/errors/en';

/** Errors say in English what they say of their case. */
export function detailOf(_code: string, detail: string): string {
  return detail;
}
