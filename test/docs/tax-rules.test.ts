import {
  DRAFT_RULES,
  ERROR_CODES,
  type ErrorCode,
  LINE_RULES,
  type RateRow,
  RULE_SET_2026,
  TEXT_MAX,
} from '@fapiao-ledger/core';
import { describe, expect, test } from 'vitest';
import { readDocument, section, tableIn } from '../support/markdown.ts';

const document = readDocument('tax-rules.md');
const rules = tableIn(section(document, '## The rules')).map(
  ([id = '', , parameter = '', source = '', enforced = '', errors = '']) => ({
    id,
    parameter,
    source,
    enforced,
    errors: errors.match(/[A-Z]+(?:_[A-Z]+)+/g) ?? [],
  }),
);
const rule = (id: string): (typeof rules)[number] =>
  rules.find((row) => row.id === id) as (typeof rules)[number];

describe('docs/tax-rules.md', () => {
  test('numbers its rules from T01 without a gap', () => {
    expect(rules.map(({ id }) => id)).toEqual(
      rules.map((_, index) => `T${String(index + 1).padStart(2, '0')}`),
    );
  });

  test('says "draft" of the rules that judge drafts, and of the two that reading enforces', () => {
    const judged = [...DRAFT_RULES, ...LINE_RULES].map(({ id }) => id);
    const documented = rules.filter(({ enforced }) => enforced.includes('draft')).map(({ id }) => id);
    expect(documented).toEqual([...judged, 'T14', 'T15'].toSorted());
  });

  test('gives the order in which rules report', () => {
    const listed = (ids: readonly string[]): string => `${ids.slice(0, -1).join(', ')} and ${ids.at(-1)}`;
    const text = section(document, '## Order').replaceAll('\n', ' ');
    expect(text).toContain(listed(DRAFT_RULES.map(({ id }) => id)));
    expect(text).toContain(listed(LINE_RULES.map(({ id }) => id)));
  });

  test('names each error at the rule it serves, both ways', () => {
    const documented = rules.flatMap(({ id, errors }) => errors.map((code) => `${id} ${code}`));
    const inCode = Object.entries(ERROR_CODES)
      .filter(([, { rule: id }]) => id !== '-')
      .map(([code, { rule: id }]) => `${id} ${code}`);
    expect(documented.toSorted()).toEqual(inCode.toSorted());
  });

  test('has no rule that is not built', () => {
    const marked = rules.filter(({ enforced }) => enforced === '**not built**').map(({ id }) => id);
    expect(marked).toEqual([]);
    expect(document).not.toMatch(/not built/i);
  });

  test('marks how firm each rule is', () => {
    const marks = tableIn(section(document, '## How firm a rule is')).map(([mark = '']) =>
      mark.replaceAll('*', ''),
    );
    for (const { id, source } of rules)
      expect([id, marks.some((mark) => source.includes(mark) || source === 'patents')]).toEqual([id, true]);
  });

  test('has the parameters of the rule set', () => {
    const { tolerances, linesMax, lockDays, statementDays } = RULE_SET_2026;
    expect(rule('T16').parameter).toContain(tolerances.lineAmount);
    expect(rule('T17').parameter).toContain(tolerances.lineTax);
    expect(rule('T18').parameter).toContain(tolerances.invoiceTax);
    expect(rule('T13').parameter).toContain(linesMax.toLocaleString('en'));
    expect(rule('T27').parameter).toBe(`${lockDays} days`);
    expect(rule('T22').parameter).toContain(`at most ${statementDays} days ahead`);
  });

  test('has the rate table of the rule set, row by row', () => {
    const documented = tableIn(section(document, `## Rate table of rule set ${RULE_SET_2026.version}`));
    expect(documented.map((cells) => cells.slice(0, 7))).toEqual(RULE_SET_2026.rates.map(cellsOf));
  });

  test('has the lengths of texts', () => {
    const text = section(document, '## Texts');
    const { name, contact, item, specification, unit, remark } = TEXT_MAX;
    expect(text).toContain(
      `name ${name}, contact and bank ${contact}, item ${item}, specification ${specification}, unit ${unit}, remark ${remark}`,
    );
  });

  test('names no error that does not exist', () => {
    const named = [...document.matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g)].map((match) => match[1] as string);
    expect(named.filter((code) => !(code in ERROR_CODES) && code !== 'SHENZHEN_2018')).toEqual(
      [] satisfies ErrorCode[],
    );
  });
});

function cellsOf({ code, rate, zeroRate, kinds, types, from, to, byGrant }: RateRow): readonly string[] {
  const percent = `${Number((Number(rate) * 100).toFixed(1))} %`;
  const sellers = kinds.length === 2 ? 'both' : kinds[0] === 'GENERAL' ? 'general' : 'small-scale';
  const invoices = types.length === 2 ? 'both' : 'ordinary';
  const days = from === undefined ? '' : to === undefined ? `from ${from}` : `${from} to ${to}`;
  return [code, percent, zeroRate ?? '', sellers, invoices, days, byGrant === true ? 'yes' : ''];
}
