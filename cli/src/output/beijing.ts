import { readInstant, shanghaiDate, shanghaiTime } from '@fapiao-ledger/core';

/** Returns a moment in Beijing time, to the second. Any other text stays as it is: a gateway may send it. */
export function beijingTime(instant: string): string {
  const at = readInstant(instant.replace(/\.[0-9]{3}Z$/, 'Z'));
  return at === undefined ? instant : `${shanghaiDate(at)} ${shanghaiTime(at)}`;
}
