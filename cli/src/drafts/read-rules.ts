import {
  parseStrictJson,
  present,
  RULE_SET_2026,
  RULE_SET_2026_12,
  type RuleSetJson,
  readDocument,
  readRuleSet,
} from '@fapiao-ledger/core';
import { readText } from '../files/read-text.js';
import { about } from '../problem.js';

const BUILT_IN: readonly RuleSetJson[] = [RULE_SET_2026, RULE_SET_2026_12];

/** Versions of the rule sets that come with this program, oldest first. */
export const BUILT_IN_VERSIONS = BUILT_IN.map(({ version }) => version);

/** Returns a rule set that comes with this program, the first one when no version is named. */
export function builtInRules(version = RULE_SET_2026.version): RuleSetJson {
  return present(
    BUILT_IN.find((ruleSet) => ruleSet.version === version),
    `the built-in rule set ${version}`,
  );
}

/** Reads the rule set in a file, or the built-in one. @throws {UsageError}; {ValidationError} every fault of the file */
export async function readRules(file: string | undefined): Promise<RuleSetJson> {
  if (file === undefined) return RULE_SET_2026;
  return await about(file, async () =>
    readDocument(parseStrictJson(await readText(file, process)), readRuleSet),
  );
}
