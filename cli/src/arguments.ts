import {
  isCalendarDate,
  isCheckPage,
  isCreditCode,
  isInvoiceNumber,
  isKeyEpoch,
  isLaneName,
  isMonth,
  isOfficerCode,
  isParticipantCode,
  isPaymentId,
  isPrintable,
  isProviderCode,
  isRequestId,
  readInstant,
  readPaymentText,
  readRate,
  readYuan,
  TEXT_MAX,
} from '@fapiao-ledger/core';
import { InvalidArgumentError, Option } from 'commander';
import { type PlainPhrase, phrase } from './words/phrase.js';

/** Returns a parser for one word of the command line. A word that it refuses ends the command with exit code 64. */
type ReadWord = (text: string) => string;

export const invoiceNumber = word(isInvoiceNumber, 'an invoice number has 20 digits');
export const participantCode = word(
  isParticipantCode,
  'a credit code has 18 characters and a check character, a person’s pseudonym P and 17 characters',
);
export const officerCode = word(
  isOfficerCode,
  'an officer’s code is O and 3 to 31 of 0-9 A-Z -, such as O0001',
);
export const providerCode = word(
  isProviderCode,
  'a payment provider’s code is V and 3 to 31 of 0-9 A-Z -, such as V-PAY',
);
export const paymentId = word(isPaymentId, 'the id of a payment has 1 to 64 of A-Z a-z 0-9 . _ : -');
export const paymentName = word(
  (text) => readPaymentText(text, isProviderCode) !== undefined,
  'a payment is the provider’s code, a slash and its id of the payment, such as V-PAY/12345',
);
export const keyEpoch = word(isKeyEpoch, 'the registration of a key has 16 of 0-9 a-f');
export const instant = word(
  (text) => readInstant(text) !== undefined,
  'a moment is UTC to the second, such as 2026-03-01T08:00:00Z',
);
/** Code of a taxpayer, an officer or a payment provider. */
export const signerCode = word(
  (text) => isParticipantCode(text) || isOfficerCode(text) || isProviderCode(text),
  'a code is a credit code, a person’s pseudonym, an officer’s such as O0001, or a payment provider’s such as V-PAY',
);
export const creditCode = word(
  isCreditCode,
  'a credit code has 18 characters, the last one a check character',
);
export const checkPage = word(
  isCheckPage,
  'the address is https, a host and maybe a path, at most 80 characters, such as https://check.example/',
);
export const month = word(isMonth, 'a month looks like 2026-03');
export const share = word(
  (text) => /^[0-9]{1,2}(\.[0-9]{1,4})?$/.test(text),
  'a share is a decimal of at most four places, such as 0.8',
);
export const year = word((text) => /^20[0-9]{2}$/.test(text), 'a year looks like 2026');
export const calendarDate = word(isCalendarDate, 'a date looks like 2026-03-01');
export const taxRate = word((text) => readRate(text) !== undefined, 'a tax rate is a fraction such as 0.13');
export const region = word(
  (text) => /^([0-9]{2}){1,3}$/.test(text),
  'a region has 2 digits (province), 4 (city) or 6 (county)',
);
export const yuan = word(
  (text) => (readYuan(text) ?? -1n) >= 0n,
  'an amount is yuan with two decimals, such as 1234.50',
);
export const requestId = word(isRequestId, 'a request id has 8 to 64 of A-Z a-z 0-9 . _ : -');
export const mspId = word((text) => /^[A-Za-z0-9.-]{1,50}$/.test(text), 'an MSP id looks like PlatformMSP');

export const digest = word((text) => /^[0-9a-f]{64}$/.test(text), 'a digest has 64 of 0-9 a-f');

export const laneName = word(isLaneName, 'a lane name has 1 to 20 of A-Z a-z 0-9 -');

export const ownId = word(
  (text) => isPrintable(text, TEXT_MAX.ref),
  'an own id has 1 to 64 characters, without a space at an end',
);
export const textPart = word(
  (text) => isPrintable(text, TEXT_MAX.name),
  'a text has 1 to 100 characters, without a space at an end',
);

export const rateRow = word(
  (text) => /^[A-Z0-9]{2,8}$/.test(text),
  'a row of the rate table has a code such as L05',
);

const REASONS: Readonly<Record<string, string>> = {
  error: '01',
  return: '02',
  'service-stopped': '03',
  allowance: '04',
};

/** Words for the reasons of a reversal. A rule set may have further codes. */
export const REASON_WORDS = Object.keys(REASONS);

/** Returns the national code of a reason that the user gave by code or by word. */
export function redReason(text: string): string {
  const code = REASONS[text] ?? text;
  if (/^[0-9]{2}$/.test(code)) return code;
  throw new InvalidArgumentError(
    phrase('a reason is two digits, or one of {words}', { words: REASON_WORDS.join(', ') }),
  );
}

const REASON_TEXTS: Readonly<Record<string, PlainPhrase>> = {
  '01': '01 (error)',
  '02': '02 (return)',
  '03': '03 (service-stopped)',
  '04': '04 (allowance)',
};

/** Returns the code of a reason with its word, where there is one. */
export function reasonWord(code: string): string {
  const word = REASON_TEXTS[code];
  return word === undefined ? code : phrase(word);
}

/** A whole number from `min` to `max`. */
export function whole(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^[0-9]+$/.test(text) && value >= min && value <= max) return value;
    throw new InvalidArgumentError(phrase('a whole number from {min} to {max} is expected', { min, max }));
  };
}

/** Time limit in seconds, 1 to 600. */
export const seconds = whole(1, 600);

/** Parser for an argument that may be repeated: each word is parsed and added to the list. */
export function each(
  read: ReadWord,
): (text: string, before: readonly string[] | undefined) => readonly string[] {
  return (text, before = []) => [...before, read(text)];
}

/** Adds --trust to a command that trusts the ledger's organizations instead of a gateway. */
export function trustOption(): Option {
  return new Option(
    '--trust <file>',
    phrase(
      'trust file with the organizations to trust (FAPIAO_TRUST, fapiao login --trust, fapiao trust fetch)',
    ),
  );
}

/** For requests that the ledger remembers by an id. */
export function requestIdOption(): Option {
  return new Option('--request-id <id>', phrase('repeat an earlier request safely')).argParser(requestId);
}

function word(test: (text: string) => boolean, expected: PlainPhrase): ReadWord {
  return (text) => {
    if (test(text)) return text;
    throw new InvalidArgumentError(phrase(expected));
  };
}
