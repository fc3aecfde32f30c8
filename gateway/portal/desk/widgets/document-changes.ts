import { isJsonObject, type Json } from '@fapiao-ledger/core';

/** A field that two documents have differently. */
export interface Change {
  /** Names of the fields that lead to it; a record of a list stands under its own code. */
  readonly path: readonly string[];
  /** Absent when the field is added. */
  readonly before?: Json;
  /** Absent when the field is removed. */
  readonly after?: Json;
}

/** Returns the fields that differ, in the order of the later document, then those that it no longer has. */
export function changesBetween(before: Json, after: Json): readonly Change[] {
  const [former, present] = [leavesOf(before), leavesOf(after)];
  const keys = [...new Set([...present.keys(), ...former.keys()])];
  return keys.flatMap((key) => {
    const [one, other] = [former.get(key), present.get(key)];
    if (JSON.stringify(one?.value) === JSON.stringify(other?.value)) return [];
    return [
      {
        path: (other ?? one)?.path ?? [],
        ...(one && { before: one.value }),
        ...(other && { after: other.value }),
      },
    ];
  });
}

interface Leaf {
  readonly path: readonly string[];
  readonly value: Json;
}

function leavesOf(document: Json): ReadonlyMap<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  const enter = (value: Json, path: readonly string[]): void => {
    const parts = partsOf(value);
    if (parts === undefined) leaves.set(JSON.stringify(path), { path, value });
    else for (const [name, part] of parts) enter(part, [...path, name]);
  };
  enter(document, []);
  return leaves;
}

/** Returns the parts of a value; undefined for a plain one, and for a list of plain ones. */
function partsOf(value: Json): readonly (readonly [string, Json])[] | undefined {
  if (isJsonObject(value)) return Object.entries(value);
  if (!Array.isArray(value) || !value.some(isJsonObject)) return undefined;
  const codes = value.map((record, index) => codeOf(record) ?? String(index + 1));
  const isUnique = new Set(codes).size === codes.length;
  return value.map((record, index) => [isUnique ? (codes[index] ?? '') : String(index + 1), record]);
}

function codeOf(record: Json): string | undefined {
  return isJsonObject(record) && typeof record.code === 'string' ? record.code : undefined;
}
