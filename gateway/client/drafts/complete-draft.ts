import { completeAmounts, type DraftInput, isJsonObject, type Json, readYuan } from '@fapiao-ledger/core';

/**
 * Returns a draft with all derived fields filled in: amounts, totals, type ORDINARY, the seller. A field stays as it
 * is when the draft is too broken to complete it, or when a gross is not the sum of net and tax: the rules then report
 * the fault.
 */
export function completeDraft(draft: Json, seller: string | undefined): Json {
  if (!isJsonObject(draft)) return draft;
  const named = { type: 'ORDINARY', ...(seller === undefined ? {} : { seller }), ...draft };
  if (!Array.isArray(draft.lines)) return named;
  const sound = draft.lines.filter(isJsonObject);
  const completed = completeAmounts({ ...named, lines: sound } as unknown as DraftInput);
  const ready = completed.lines.map((line, index) => withUnusedGross(line, sound[index]?.gross));
  const lines = draft.lines.map((line: Json) => (isJsonObject(line) ? ready.shift() : line));
  return { ...completed, lines } as unknown as Json;
}

/** Removes a line's gross only when it is right: completion must not hide a wrong one from the merchant. */
function withUnusedGross(line: Amounts, gross: Json | undefined): object {
  const [net, tax] = [yuanIn(line.net), yuanIn(line.tax)];
  const isUsed = net !== undefined && tax !== undefined && yuanIn(gross) === net + tax;
  return gross === undefined || isUsed ? line : { ...line, gross };
}

interface Amounts {
  readonly net?: Json;
  readonly tax?: Json;
}

function yuanIn(value: Json | undefined): bigint | undefined {
  return typeof value === 'string' ? readYuan(value) : undefined;
}
