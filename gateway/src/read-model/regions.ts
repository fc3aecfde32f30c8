import { type Area, PROVINCES } from '@fapiao-ledger/client/areas';

const REGION = /^[0-9]{2}(?:[0-9]{2}){0,2}$/;

/** Returns whether a text has two, four or six digits, for a province, a city or a county. */
export function isRegionCode(text: string): boolean {
  return REGION.test(text);
}

/** Returns the province-level division of a region of GB/T 2260; undefined when there is none. */
export function provinceOf(region: string): Area | undefined {
  return PROVINCES.get(region.slice(0, 2));
}
