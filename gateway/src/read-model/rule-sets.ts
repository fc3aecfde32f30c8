import {
  type Json,
  type PublishedRuleSet,
  readDocument,
  readRuleSet,
  ruleSetHash,
} from '@fapiao-ledger/core';
import { sql } from 'kysely';
import { decodeCursor, encodeCursor } from './cursor.js';
import type { At, ReadModel } from './read-model.js';

/** Most rule sets per answer: one may have a hundred rows of rates. */
export const RULE_SETS_PER_PAGE = 20;

/** A page of the rule sets that were ever published, newest first. */
export interface RuleSets {
  readonly ruleSets: readonly PublishedRuleSet[];
  readonly next?: string;
}

/** Returns every rule set that was published, by first day, newest first. @throws {ValidationError} FIELD_VALUE at /cursor */
export async function listRuleSets(
  model: ReadModel,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string },
): Promise<At<RuleSets>> {
  const position = cursor === undefined ? undefined : decodeCursor(cursor, QUESTION, 1);
  const after = position === undefined ? sql<boolean>`1 = 1` : sql<boolean>`valid_from < ${position.key[0]}`;
  return await model.read(async (database, height) => {
    const { rows } = await sql<{ document: string }>`select document from rule_set where ${after}
      order by valid_from desc limit ${limit + 1}`.execute(database);
    const ruleSets = rows.slice(0, limit).map(({ document }) => publishedOf(JSON.parse(document) as Json));
    const last = ruleSets.at(-1);
    if (rows.length <= limit || last === undefined) return { ruleSets };
    return { ruleSets, next: encodeCursor({ height, key: [last.ruleSet.validFrom] }, QUESTION) };
  });
}

const QUESTION = ['rule-sets'];

function publishedOf(document: Json): PublishedRuleSet {
  const ruleSet = readDocument(document, readRuleSet);
  return { hash: ruleSetHash(ruleSet), ruleSet };
}
