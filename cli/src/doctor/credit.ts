import type { CreditAnswer } from '@fapiao-ledger/client';
import { FapiaoError, parseYuan, readYuan } from '@fapiao-ledger/core';
import { readCredit } from '../commands/credit.js';
import { problemOf } from '../problem.js';
import { PROVIDER_ROLE, type Session } from '../session.js';
import { phrase } from '../words/phrase.js';
import { type Finding, failed, ok, warning } from './finding.js';

/** Percentage of the credit that is left when a seller is warned, and numbers that are. */
const CREDIT_LOW_PERCENT = 20n;
const NUMBERS_LOW = 100;

/**
 * Warns a company that has no credit this month, or before its credit or its numbers run out. A person, and a key that may not read, has
 * no finding.
 */
export async function checkCredit(session: Session): Promise<readonly Finding[]> {
  const { code, role } = await session.identity();
  if (code === undefined || role === 'officer' || role === PROVIDER_ROLE) return [];
  const answer = await readCredit(session, code).catch((error: unknown) => error);
  if (answer instanceof FapiaoError && NO_SELLER.includes(answer.code)) return [];
  if (answer instanceof FapiaoError && answer.code === 'CREDIT_NOT_FOUND')
    return [
      warning(
        'credit',
        phrase('no credit is granted for this month: nothing can be issued'),
        phrase('To issue invoices, ask the tax bureau for credit of this month.'),
      ),
    ];
  if (answer instanceof Error)
    return [failed('credit', problemOf(answer).detail, phrase('Ask the gateway’s operator.'))];
  if (!isAccount(answer))
    return [
      failed(
        'credit',
        phrase('the gateway’s answer about credit cannot be read'),
        phrase('Ask the gateway’s operator.'),
      ),
    ];
  return [creditFinding(answer), numbersFinding(answer)];
}

/** A gateway may answer anything. */
function isAccount(answer: unknown): answer is CreditAnswer {
  const { granted, left, month, numbersLeft } = answer as Partial<CreditAnswer>;
  return (
    [granted, left].every((text) => typeof text === 'string' && readYuan(text) !== undefined) &&
    typeof month === 'string' &&
    Number.isSafeInteger(numbersLeft)
  );
}

/** The identity is a person, who sells nothing, or its key may not read. */
const NO_SELLER: readonly string[] = ['CREDIT_CODE_INVALID', 'KEY_SCOPE'];

function creditFinding({ month, granted, left }: CreditAnswer): Finding {
  const words = phrase('{left} of {granted} is left for {month}', { left, granted, month });
  const cure = phrase('Ask the tax bureau for more before it is used up.');
  if (parseYuan(left) <= 0n) return failed('credit', words, cure);
  const isLow = parseYuan(left) * 100n < parseYuan(granted) * CREDIT_LOW_PERCENT;
  return isLow ? warning('credit', words, cure) : ok('credit', words);
}

function numbersFinding({ month, numbersLeft: count }: CreditAnswer): Finding {
  const words = phrase('{count} invoice numbers of {year} are left', { count, year: month.slice(0, 4) });
  const cure = phrase('Ask the tax bureau for a segment before they are used up.');
  if (count === 0) return failed('numbers', words, cure);
  return count < NUMBERS_LOW ? warning('numbers', words, cure) : ok('numbers', words);
}
