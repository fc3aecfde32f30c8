import { randomInt } from 'node:crypto';
import { creditCodeCheck } from '@fapiao-ledger/core';

/** The parties of the demo. Codes are made up and pass the check of GB 32100; names describe their owners. */
export interface Part {
  readonly alias: string;
  readonly code: string;
  readonly kind: 'GENERAL' | 'SMALL_SCALE' | 'PERSON';
  readonly name?: string;
  /** Goods that a merchant sells: keys of the catalogue. */
  readonly sells?: readonly string[];
  readonly numbers?: { readonly profile: 'DIGITAL' | 'SHENZHEN_2018'; readonly prefix: string };
  /** Credit of the month, yuan. */
  readonly credit?: string;
}

/** The parties of a ledger on which no demo has run yet. */
export const FIRST_TROUPE = 'DEM';
/** Letters that credit codes may have. */
const LETTERS = 'ABCDEFGHJKLMNPQRTUWXY';

/** Parties that have most likely not been on the ledger before. */
export function anotherTroupe(): string {
  return Array.from({ length: 3 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}

/**
 * Numbers of the year of issue: 20 digits (44 is Guangdong), or the 12-digit code of 2018.
 *
 * @param troupe three characters in every code, so that another demo on the same ledger has other parties
 */
export function cast(
  year: string,
  troupe: string,
): {
  merchants: readonly Part[];
  companies: readonly Part[];
  people: readonly Part[];
} {
  const yy = year.slice(2);
  const code = (region: string, serial: string): string => {
    const start = `91${region}MA5${troupe}${serial}`;
    return start + creditCodeCheck(start);
  };
  const digital = { profile: 'DIGITAL', prefix: `${yy}442` } as const;
  return {
    merchants: [
      {
        alias: 'software',
        code: code('440300', '001'),
        kind: 'GENERAL',
        name: '深圳市示例软件技术有限公司',
        sells: ['software', 'hardware', 'export'],
        numbers: digital,
        credit: '5000000.00',
      },
      {
        alias: 'hotel',
        code: code('440305', '002'),
        kind: 'GENERAL',
        name: '深圳市示例酒店管理有限公司',
        sells: ['room', 'meal', 'transport'],
        numbers: digital,
        credit: '800000.00',
      },
      {
        alias: 'bookshop',
        code: code('440106', '003'),
        kind: 'GENERAL',
        name: '广州市示例图书发行有限公司',
        sells: ['books', 'vegetables', 'deposit'],
        numbers: digital,
        credit: '300000.00',
      },
      {
        alias: 'snackbar',
        code: code('440304', '004'),
        kind: 'SMALL_SCALE',
        name: '深圳市示例小吃店',
        sells: ['snack', 'snackWaived'],
        numbers: { profile: 'SHENZHEN_2018', prefix: `14403${yy}09110` },
        credit: '200000.00',
      },
      {
        alias: 'repair',
        code: code('440307', '005'),
        kind: 'SMALL_SCALE',
        name: '深圳市示例汽车维修服务部',
        sells: ['repair', 'repairWaived'],
        numbers: digital,
        credit: '300000.00',
      },
    ],
    companies: [
      { alias: 'trading', code: code('440300', '011'), kind: 'GENERAL', name: '深圳市示例贸易有限公司' },
      {
        alias: 'institute',
        code: code('110108', '012'),
        kind: 'GENERAL',
        name: '北京示例设计研究院有限公司',
      },
      {
        alias: 'longName',
        code: code('310115', '013'),
        kind: 'GENERAL',
        name: '上海示例国际供应链管理与信息技术咨询服务股份有限公司浦东新区第一分公司',
      },
    ],
    people: ['A', 'B', 'C'].map((letter) => ({
      alias: `employee${letter}`,
      code: `P000000000${troupe}O000${letter}`,
      kind: 'PERSON',
    })),
  };
}
