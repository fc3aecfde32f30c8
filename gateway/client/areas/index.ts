import { DIVISIONS } from './divisions.js';

export { DIVISIONS_AS_OF } from './divisions.js';

/** A division of GB/T 2260: two digits for a province, four for a prefecture. */
export interface Area {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

/** English texts of divisions that are no place of their own but collect others. Other prefectures keep their Chinese name. */
const COLLECTIVES: Readonly<Record<string, string>> = {
  市辖区: 'districts of the city',
  县: 'counties of the city',
  省直辖县级行政区划: 'counties under the province',
  自治区直辖县级行政区划: 'counties under the region',
};

/** Provinces by their two digits, in the order of GB/T 2260. */
export const PROVINCES: ReadonlyMap<string, Area> = new Map(
  DIVISIONS.map(([code, zh, en]) => [code, { code, zh, en }]),
);

const PREFECTURES: ReadonlyMap<string, readonly Area[]> = new Map(
  DIVISIONS.map(([province, , , cities]) => [province, prefecturesIn(province, cities)]),
);

function prefecturesIn(province: string, cities: string): readonly Area[] {
  if (cities === '') return [];
  return cities.split(' ').map((entry) => {
    const zh = entry.slice(2);
    return { code: province + entry.slice(0, 2), zh, en: COLLECTIVES[zh] ?? zh };
  });
}

/** Returns the prefectures of a province, in the order of their codes; none of a province that is unknown. */
export function prefecturesOf(province: string): readonly Area[] {
  return PREFECTURES.get(province) ?? [];
}

/**
 * Returns the divisions that contain a region, the largest first. Digits that the table does not know add none.
 * @param region two, four or six digits; characters 3 to 8 of a credit code
 */
export function areasOf(region: string): readonly Area[] {
  const province = PROVINCES.get(region.slice(0, 2));
  if (province === undefined) return [];
  const prefecture = prefecturesOf(province.code).find(({ code }) => code === region.slice(0, 4));
  return prefecture === undefined ? [province] : [province, prefecture];
}
