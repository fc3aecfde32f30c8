import { completeAmounts, type DraftInput, isJsonObject, type Json, readYuan } from '@fapiao-ledger/core';

/**
 * A draft with everything filled in that follows from the rest: amounts, totals, type ORDINARY, the
 * seller. What is too broken to be completed stays as it is, and so does a gross that is not what net
 * and tax of its line add up to: the rules will say what is wrong.
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

/** Completion takes a line's gross away: whoever wrote another one would never know. */
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
