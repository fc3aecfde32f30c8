import { areasOf } from '@fapiao-ledger/client/areas';
import { isPersonId, regionOf } from '@fapiao-ledger/core';
import type { Language } from '../../shared/words/language.ts';

/** Returns the names of a region, such as "广东省 深圳市"; its digits when the table does not know them. @param region two, four or six digits */
export function areaText(region: string, language: Language): string {
  const names = areasOf(region).map(({ zh, en }) => (language === 'zh-CN' ? zh : en));
  return names.length === 0 ? region : names.join(' ');
}

/** Returns the names of the region that registered a taxpayer; nothing for a person, whose pseudonym names none. */
export function areaOfTaxpayer(code: string, language: Language): string {
  return isPersonId(code) ? '' : areaText(regionOf(code), language);
}
