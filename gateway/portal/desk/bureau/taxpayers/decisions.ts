import { readYuan, type TaxpayerJson } from '@fapiao-ledger/core';
import { yuanText } from '../../../shared/money.ts';
import type { DeskWords } from '../../words/index.ts';

/** What the bureau decides about a taxpayer, as an officer enters it. An empty text is no decision. */
export interface DecisionTexts {
  readonly contact: string;
  readonly bank: string;
  readonly singleLimit: string;
  /** Codes of rows, separated by commas or spaces. */
  readonly rateGrants: string;
}

export const NO_DECISIONS: DecisionTexts = { contact: '', bank: '', singleLimit: '', rateGrants: '' };

/** The fields of a statement that name decisions. */
interface Decisions {
  readonly contact?: string;
  readonly bank?: string;
  readonly singleLimit?: string;
  readonly rateGrants?: readonly string[];
}

const ROW = /^[A-Z0-9]{2,8}$/;

/** Returns the decisions that an officer has entered, as they are signed. */
export function decisionsIn({ contact, bank, singleLimit, rateGrants }: DecisionTexts): Decisions {
  const rows = rowsIn(rateGrants);
  return {
    ...(contact.trim() !== '' && { contact: contact.trim() }),
    ...(bank.trim() !== '' && { bank: bank.trim() }),
    ...(singleLimit.trim() !== '' && { singleLimit: yuanText(singleLimit) }),
    ...(rows.length > 0 && { rateGrants: rows }),
  };
}

type Decided = Pick<TaxpayerJson, keyof Decisions>;

/** Returns what the bureau has decided about a taxpayer, for an officer to change it. */
export function textsOf({
  contact = '',
  bank = '',
  singleLimit = '',
  rateGrants = [],
}: Decided): DecisionTexts {
  return { contact, bank, singleLimit, rateGrants: rateGrants.join(', ') };
}

/** Returns the decisions that an officer has changed. A list of grants is signed whole, and may be emptied; other decisions cannot be taken back. */
export function changesIn(texts: DecisionTexts, taxpayer: Decided): Decisions {
  const own = { ...taxpayer, rateGrants: taxpayer.rateGrants ?? [] };
  const entered = { ...decisionsIn(texts), rateGrants: rowsIn(texts.rateGrants) };
  const isChanged = ([name, value]: [string, unknown]): boolean =>
    JSON.stringify(value) !== JSON.stringify(own[name as keyof Decisions]);
  return Object.fromEntries(Object.entries(entered).filter(isChanged));
}

/** Returns what is wrong with the decisions, by field. */
export function decisionProblems(
  { singleLimit, rateGrants }: DecisionTexts,
  { bureau: { search, register } }: DeskWords,
): Partial<Record<keyof DecisionTexts, string>> {
  const isAmount = singleLimit === '' || readYuan(yuanText(singleLimit)) !== undefined;
  return {
    ...(!isAmount && { singleLimit: search.wrongAmount }),
    ...(!rowsIn(rateGrants).every((row) => ROW.test(row)) && { rateGrants: register.wrongGrants }),
  };
}

/** Returns codes of rows, each once, sorted as the ledger keeps them. */
function rowsIn(text: string): readonly string[] {
  return [
    ...new Set(
      text
        .toUpperCase()
        .split(/[\s,，、;；]+/)
        .filter((row) => row !== ''),
    ),
  ].sort();
}
