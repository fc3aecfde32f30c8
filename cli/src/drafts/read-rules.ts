import {
  Faults,
  type Json,
  ObjectReader,
  parseStrictJson,
  RULE_SET_2026,
  type RuleSetJson,
  readRuleSet,
  ValidationError,
} from '@fapiao-ledger/core';
import { readText } from '../files/read-text.js';
import { about } from '../problem.js';

/** Reads the rule set in a file, or the built-in one. @throws {UsageError}; {ValidationError} every fault of the file */
export async function readRules(file: string | undefined): Promise<RuleSetJson> {
  if (file === undefined) return RULE_SET_2026;
  return await about(file, async () => parseRules(parseStrictJson(await readText(file, process))));
}

function parseRules(value: Json): RuleSetJson {
  const faults = new Faults();
  const reader = ObjectReader.of(value, '', faults);
  const rules = reader === undefined ? undefined : readRuleSet(reader);
  reader?.end();
  if (rules === undefined || faults.list.length > 0) throw new ValidationError(faults.list);
  return rules;
}
