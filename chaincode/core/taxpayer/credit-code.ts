/** GB 32100-2015: 31 characters, without the letters I O S V Z. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
/** The form of a unified social credit code (T02): 18 characters of the alphabet of GB 32100-2015. */
export const CREDIT_CODE_PATTERN = /^[0-9A-HJ-NPQRTUWXY]{18}$/;

/** Whether text is a unified social credit code with the right check character (T02, GB 32100-2015). */
export function isCreditCode(text: string): boolean {
  if (!CREDIT_CODE_PATTERN.test(text)) return false;
  return text[17] === creditCodeCheck(text);
}

/**
 * Returns the check character for the first 17 characters of a credit code (GB 32100-2015). The outer modulus matters: where the
 * weighted sum is a multiple of 31 the check character is 0.
 */
export function creditCodeCheck(code: string): string {
  let sum = 0;
  for (let index = 0; index < WEIGHTS.length; index += 1) {
    sum += (WEIGHTS[index] as number) * ALPHABET.indexOf(code[index] as string);
  }
  return ALPHABET[(31 - (sum % 31)) % 31] as string;
}

/** Returns the code of the county that registered a taxpayer: characters 3 to 8 of its credit code (GB/T 2260). */
export function regionOf(creditCode: string): string {
  return creditCode.slice(2, 8);
}

/** The form of a person's pseudonym: P and 17 characters. */
export const PERSON_ID_PATTERN = /^P[0-9A-Z]{17}$/;

/** Whether text is a person's pseudonym. A person holds invoices under it, so no identity number is on the ledger. */
export function isPersonId(text: string): boolean {
  return PERSON_ID_PATTERN.test(text);
}

/** Whether text can be the code of a taxpayer: an enterprise's credit code or a person's pseudonym. */
export function isParticipantCode(text: string): boolean {
  return isPersonId(text) || isCreditCode(text);
}
