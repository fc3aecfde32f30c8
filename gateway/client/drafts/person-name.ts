import {
  type Fault,
  type Json,
  type NameOpening,
  nameCommitment,
  TEXT_MAX,
  textProblem,
} from '@fapiao-ledger/core';

/** Returns the name of a buyer given as {"type": "PERSON", "name": ...}. It must not leave this machine. */
export function personNameIn(draft: Json): string | undefined {
  const name = buyerIn(draft)?.name;
  return buyerIn(draft)?.type === 'PERSON' && typeof name === 'string' ? name : undefined;
}

/** Returns the faults of such a name; `path` is the pointer of the draft. */
export function personNameFaults(draft: Json, path: string): readonly Fault[] {
  const name = personNameIn(draft);
  if (name === undefined) return [];
  if (buyerIn(draft)?.nameCommitment !== undefined) {
    const message = 'a person has either a name or a commitment to the name, not both';
    return [{ code: 'FIELD_VALUE', path: `${path}/buyer/name`, message }];
  }
  const message = textProblem(name, TEXT_MAX.name);
  return message === undefined ? [] : [{ code: 'TEXT_INVALID', path: `${path}/buyer/name`, message }];
}

/** Returns the draft with a commitment in place of the name, which may leave this machine. */
export function sealed(draft: Json, opening: NameOpening): Json {
  const buyer = { type: 'PERSON', nameCommitment: nameCommitment(opening) };
  return { ...(draft as { readonly [key: string]: Json }), buyer };
}

function buyerIn(draft: Json): { readonly [key: string]: Json } | undefined {
  const buyer = (draft as { buyer?: Json } | null)?.buyer;
  return typeof buyer === 'object' && !Array.isArray(buyer)
    ? ((buyer ?? undefined) as { readonly [key: string]: Json })
    : undefined;
}
