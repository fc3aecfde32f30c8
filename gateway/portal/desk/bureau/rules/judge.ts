import {
  DomainError,
  type JsonObject,
  type PublishedRuleSet,
  publishRuleSet,
  type RuleSetJson,
  readDocument,
  readRuleSet,
  ValidationError,
} from '@fapiao-ledger/core';
import { beijingToday } from '../../../shared/moment.ts';
import type { Desk } from '../../desk.ts';
import type { Problems } from './record-fields.tsx';

/** A rule set that could be signed, or what the contract would refuse about it. */
export interface Judged {
  readonly ruleSet?: RuleSetJson;
  readonly problems: Problems;
}

type Setting = Pick<Desk, 'words' | 'language' | 'session'>;

/** Judges a rule set with the core of the contract: its form, its version and its first day. @param published every rule set, in any order */
export function judge(draft: JsonObject, published: readonly PublishedRuleSet[], setting: Setting): Judged {
  try {
    const ruleSet = readDocument(draft, readRuleSet);
    requirePublishable(ruleSet, published, setting);
    return { ruleSet, problems: new Map() };
  } catch (error) {
    if (error instanceof ValidationError)
      return {
        problems: new Map(
          error.faults.map(({ path, code, message }) => [path, problemText(code, message, setting)]),
        ),
      };
    if (!(error instanceof DomainError)) throw error;
    const isTaken = published.some(({ ruleSet }) => ruleSet.version === draft.version);
    const problem = problemText(error.code, error.message, setting);
    return { problems: new Map([[isTaken ? '/version' : '/validFrom', problem]]) };
  }
}

/** @throws {DomainError} RULE_SET_CONFLICT */
function requirePublishable(
  ruleSet: RuleSetJson,
  published: readonly PublishedRuleSet[],
  { session }: Setting,
): void {
  const { id, contract } = session.identity.ledger;
  const ruleSets = published.toSorted((one, other) =>
    one.ruleSet.validFrom < other.ruleSet.validFrom ? -1 : 1,
  );
  publishRuleSet({ ledger: { id, contract }, ruleSets }, ruleSet, beijingToday());
}

/** Returns the words of a fault: what exactly is expected, where the language has it; else what kind of fault it is. */
function problemText(
  code: keyof Desk['words']['errors'],
  message: string,
  { words, language }: Setting,
): string {
  return words.detailOf(code, message) ?? (language === 'en' ? message : words.errors[code].title);
}
