import { expect, test } from 'vitest';
import { measured } from '../bench/scale/measured.ts';
import { needOf, REGIONS } from '../bench/scale/model.ts';
import { checks, growthChecks, withTables } from '../bench/scale/tables.ts';
import { readDocument } from '../support/markdown.ts';

/** Most that the model may be off where it can be compared with a row. `docs/scale.md` names it. */
const TOLERANCE = 0.15;

const document = readDocument('scale.md');

test('the tables of docs/scale.md are those of the model: npm run scale writes them', () => {
  expect(withTables(document)).toBe(document);
});

test.each(checks())('the model predicts $row of $run', ({ deviation }) => {
  expect(Math.abs(deviation)).toBeLessThan(TOLERANCE);
});

test.each(growthChecks())('a million invoices tell what ten million take: $row', ({ deviation }) => {
  expect(Math.abs(deviation)).toBeLessThan(TOLERANCE);
});

test('docs/scale.md names the tolerance', () => {
  expect(document).toContain(`${TOLERANCE * 100} %`);
});

test('twice the invoices need twice the cores and disks', () => {
  const [city] = REGIONS;
  if (city === undefined) throw new RangeError('there is no region');
  const [once, twice] = [needOf(city), needOf({ ...city, invoicesPerDay: 2 * city.invoicesPerDay })];
  for (const field of ['memberCores', 'ordererCores', 'gatewayCores', 'blockBytesPerSecond'] as const)
    expect(twice[field]).toBeCloseTo(2 * once[field], 9);
});

test('a row that was not measured is no row', () => {
  expect(() => measured('fabric', 'fabric/other')).toThrow('the run fabric has no row "fabric/other"');
});
