import { completeAmounts, type DraftInput, type Json } from '@fapiao-ledger/chaincode/core';

/**
 * A draft with everything filled in that follows from the rest: amounts, totals, type ORDINARY, the
 * seller. What is too broken to be completed comes back as it is: the rules will say what is wrong.
 */
export function completeDraft(draft: Json, seller: string | undefined): Json {
  if (!isObject(draft) || !Array.isArray(draft.lines) || !draft.lines.every(isObject)) return draft;
  const named = { type: 'ORDINARY', ...(seller === undefined ? {} : { seller }), ...draft };
  return completeAmounts(named as unknown as DraftInput) as unknown as Json;
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
