import {
  parseStrictJson,
  RULE_SET_2026,
  type RuleSetJson,
  readDocument,
  readRuleSet,
} from '@fapiao-ledger/core';
import { readText } from '../files/read-text.js';
import { about } from '../problem.js';

/** Reads the rule set in a file, or the built-in one. @throws {UsageError}; {ValidationError} every fault of the file */
export async function readRules(file: string | undefined): Promise<RuleSetJson> {
  if (file === undefined) return RULE_SET_2026;
  return await about(file, async () =>
    readDocument(parseStrictJson(await readText(file, process)), readRuleSet),
  );
}
