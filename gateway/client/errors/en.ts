import { ERROR_CODES, type ErrorCode } from '@fapiao-ledger/core';
import { DOCUMENT_CURES } from './en/documents.js';
import { PROGRAM_CURES } from './en/programs.js';
import { RIGHT_CURES } from './en/rights.js';
import { STATE_CURES } from './en/states.js';
import type { ErrorText, ErrorTexts, ProgramFault } from './error-text.js';

const CURES: Readonly<Record<ErrorCode, string>> = {
  ...DOCUMENT_CURES,
  ...RIGHT_CURES,
  ...STATE_CURES,
  ...PROGRAM_CURES,
};

const PROGRAM_FAULTS: Readonly<Record<ProgramFault, ErrorText>> = {
  INTERNAL: {
    title: 'an unexpected error',
    cure: 'send again under the same request id; if the error stays, give the operator the request id of the answer, under which the gateway’s log has details',
  },
  USAGE: {
    title: 'the command line is wrong',
    cure: '--help lists the arguments and options of a command',
  },
  BUG: {
    title: 'the program has a bug: please report it',
    cure: 'report the command and the message',
  },
};

/** The texts of every code in English. The titles are the summaries of core’s table. */
export const ERROR_TEXTS_EN: ErrorTexts = {
  ...(Object.fromEntries(
    Object.entries(ERROR_CODES).map(([code, { summary }]) => [
      code,
      { title: summary, cure: CURES[code as ErrorCode] },
    ]),
  ) as Record<ErrorCode, ErrorText>),
  ...PROGRAM_FAULTS,
};
