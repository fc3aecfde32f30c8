import type { ERROR_CODES, ErrorCode, ErrorKind } from '@fapiao-ledger/core';

/** What a code means, and what to do about it. */
export interface ErrorText {
  readonly title: string;
  readonly cure: string;
}

/** Values that stand in place of a code: INTERNAL of the gateway, USAGE and BUG of the command line. */
export type ProgramFault = 'INTERNAL' | 'USAGE' | 'BUG';

/** Every code that a caller may meet. */
export type CodeWithText = ErrorCode | ProgramFault;

/** The texts of every code in one language. A code without a text does not compile. */
export type ErrorTexts = Readonly<Record<CodeWithText, ErrorText>>;

/** The codes of a kind. */
type CodeOf<Kind extends ErrorKind> = {
  [Code in ErrorCode]: (typeof ERROR_CODES)[Code]['kind'] extends Kind ? Code : never;
}[ErrorCode];

/** What to do about each code of a kind. */
export type CuresOf<Kind extends ErrorKind> = Readonly<Record<CodeOf<Kind>, string>>;

/** The texts of each code of a kind. */
export type TextsOf<Kind extends ErrorKind> = Readonly<Record<CodeOf<Kind>, ErrorText>>;
