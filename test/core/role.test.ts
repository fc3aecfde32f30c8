import { roleIn } from '@fapiao-ledger/core';
import { expect, test } from 'vitest';

test.each([
  ['TaxBureauMSP', 'officer', 'officer'],
  ['PlatformMSP', 'officer', undefined],
  ['AuditorMSP', 'officer', undefined],
  ['AuditorMSP', 'auditor', 'auditor'],
  ['TaxBureauMSP', 'auditor', undefined],
  ['PlatformMSP', 'operator', 'operator'],
  ['TaxBureauMSP', 'operator', 'operator'],
  ['PlatformMSP', 'taxpayer', undefined],
  ['AuditorMSP', 'taxpayer', undefined],
  ['TaxBureauMSP', 'Officer', undefined],
  ['TaxBureauMSP', '', undefined],
  ['TaxBureauMSP', null, undefined],
  ['TaxBureauMSP', undefined, undefined],
  ['TaxBureauMSP', 'toString', undefined],
])('in %s, the attribute %s makes a caller %s', (mspId, attribute, want) => {
  expect(roleIn(mspId, attribute)).toBe(want);
});
