import type { RuleSetJson } from '../rule-set.js';

const LAW = 'VAT Law of the People’s Republic of China, in force 2026-01-01';

/**
 * The rates and limits in force from 1 January 2026: the rule set that a bureau starts from. Tolerances are those of vendors'
 * published code; `docs/tax-rules.md` gives the source of each figure.
 */
export const RULE_SET_2026: RuleSetJson = {
  version: '2026.1',
  validFrom: '2026-01-01',
  rates: [
    {
      code: 'G13',
      rate: '0.13',
      kinds: ['GENERAL'],
      types: ['ORDINARY', 'SPECIAL'],
      source: `${LAW}, goods`,
    },
    {
      code: 'G09',
      rate: '0.09',
      kinds: ['GENERAL'],
      types: ['ORDINARY', 'SPECIAL'],
      source: `${LAW}, transport, construction, farm goods`,
    },
    {
      code: 'G06',
      rate: '0.06',
      kinds: ['GENERAL'],
      types: ['ORDINARY', 'SPECIAL'],
      source: `${LAW}, other services`,
    },
    {
      code: 'G00',
      rate: '0',
      zeroRate: 'ZERO_RATED',
      kinds: ['GENERAL'],
      types: ['ORDINARY'],
      source: `${LAW}, exports`,
    },
    {
      code: 'L03',
      rate: '0.03',
      kinds: ['SMALL_SCALE'],
      types: ['ORDINARY', 'SPECIAL'],
      source: `${LAW}, levy rate`,
    },
    {
      code: 'L01',
      rate: '0.01',
      kinds: ['SMALL_SCALE'],
      types: ['ORDINARY'],
      from: '2023-01-01',
      to: '2027-12-31',
      source: 'Notice 2026 No. 10, reduced levy to the end of 2027',
    },
    {
      code: 'L05',
      rate: '0.05',
      kinds: ['GENERAL', 'SMALL_SCALE'],
      types: ['ORDINARY', 'SPECIAL'],
      from: '2026-01-01',
      to: '2027-12-31',
      byGrant: true,
      source: 'Notice on listed real-estate items, 2026 to 2027',
    },
    {
      code: 'L02',
      rate: '0.02',
      kinds: ['GENERAL', 'SMALL_SCALE'],
      types: ['ORDINARY'],
      from: '2026-01-01',
      byGrant: true,
      source: 'Levy of 3% reduced to 2%, used fixed assets',
    },
    {
      code: 'L15',
      rate: '0.015',
      kinds: ['SMALL_SCALE'],
      types: ['ORDINARY'],
      from: '2026-01-01',
      byGrant: true,
      source: 'Levy of 3% reduced to 1.5%, letting of housing',
    },
    {
      code: 'EX',
      rate: '0',
      zeroRate: 'EXEMPT',
      kinds: ['GENERAL', 'SMALL_SCALE'],
      types: ['ORDINARY'],
      source: `${LAW}, Art. 24`,
    },
    {
      code: 'NT',
      rate: '0',
      zeroRate: 'NOT_TAXED',
      kinds: ['GENERAL', 'SMALL_SCALE'],
      types: ['ORDINARY'],
      source: 'Outside the scope of VAT',
    },
  ],
  linesMax: 2000,
  tolerances: { lineAmount: '0.01', lineTax: '0.06', invoiceTax: '1.27' },
  lockDays: 30,
  statementDays: 7,
  personTitleClaimable: true,
};
