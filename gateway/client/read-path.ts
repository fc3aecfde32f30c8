import type { Json, JsonObject } from '@fapiao-ledger/core';

/** Returns a path with its parameters filled in, and the fields that it does not name. @throws {TypeError} when a field is missing */
export function fillPath(
  template: string,
  fields: Readonly<Record<string, Json>>,
): { readonly path: string; readonly rest: JsonObject } {
  const rest: Record<string, Json> = { ...fields };
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = rest[name];
    const text = value === undefined ? '' : String(value);
    // An address has no such segment: it would name another path.
    if (/^\.{0,2}$/.test(text)) throw new TypeError(`${template} needs the field ${name}`);
    delete rest[name];
    return encodeURIComponent(text);
  });
  return { path, rest };
}

/** Returns the path under /v1 of a read, with its query. Fields that are undefined are left out. */
export function readPath(template: string, fields: object): string {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  const { path, rest } = fillPath(template, Object.fromEntries(given));
  const query = new URLSearchParams(rest as Readonly<Record<string, string>>).toString();
  return path.slice('/v1'.length) + (query === '' ? '' : `?${query}`);
}
