/** Returns a copy of a document in which one place (JSON pointer) has another value; "-" appends to a list. */
export function withValue(document: unknown, pointer: string, value: unknown): unknown {
  return edit(document, pointer, (parent, key) => {
    if (Array.isArray(parent) && key === '-') parent.push(value);
    else (parent as Record<string, unknown>)[key] = value;
  });
}

/** Returns a copy of a document without the value at a place. */
export function without(document: unknown, pointer: string): unknown {
  return edit(document, pointer, (parent, key) => {
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else delete (parent as Record<string, unknown>)[key];
  });
}

function edit(document: unknown, pointer: string, change: (parent: unknown, key: string) => void): unknown {
  const root = { '': structuredClone(document) };
  const keys = pointer.split('/').map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = keys.pop() as string;
  change(
    keys.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], root),
    last,
  );
  return root[''];
}
