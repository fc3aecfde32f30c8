import { type Json, PAGE_INVOICES_MAX, parseStrictJson, ValidationError } from '@fapiao-ledger/core';

/** Drafts as the user wrote them, with the pointers that name their faults. */
export interface DraftFile {
  readonly drafts: readonly Json[];
  /** Whether the file is one draft: then pointers start at the draft, not at /invoices/0. */
  readonly isSingle: boolean;
}

/**
 * Reads one draft, an array of drafts, or {"invoices": [drafts]}.
 * @throws {ValidationError} JSON_INVALID, or FIELD_VALUE when there are no drafts or more than one request may hold
 */
export function readDrafts(text: string): DraftFile {
  const value = parseStrictJson(text);
  const list = listIn(value);
  refuseOtherFields(value, list);
  if (list === undefined) return { drafts: [value], isSingle: true };
  if (list.length < 1 || list.length > PAGE_INVOICES_MAX) {
    const message = `1 to ${PAGE_INVOICES_MAX} invoices are issued at once, not ${list.length}; fapiao import takes more`;
    throw new ValidationError([{ code: 'FIELD_VALUE', path: '/invoices', message }]);
  }
  return { drafts: list, isSingle: false };
}

/** Returns the JSON Pointer of the draft at an index. */
export function draftPath({ isSingle }: Pick<DraftFile, 'isSingle'>, index: number): string {
  return isSingle ? '' : `/invoices/${index}`;
}

/** A list of invoices may stand alone only: another field beside it would be lost silently. */
function refuseOtherFields(value: Json, list: readonly Json[] | undefined): void {
  if (list === undefined || Array.isArray(value)) return;
  const others = Object.keys(value as object).filter((field) => field !== 'invoices');
  const message = 'unknown field: only "invoices" is expected here';
  const faults = others.map((field) => ({ code: 'FIELD_UNKNOWN', path: `/${field}`, message }) as const);
  if (faults.length > 0) throw new ValidationError(faults);
}

function listIn(value: Json): readonly Json[] | undefined {
  if (Array.isArray(value)) return value as readonly Json[];
  if (typeof value !== 'object' || value === null) return undefined;
  const { invoices } = value as { invoices?: Json };
  return Array.isArray(invoices) ? (invoices as readonly Json[]) : undefined;
}
