import type { ApiDocument, JsonSchema } from './api-document.ts';
import { without, withValue } from './pointer.ts';

/** A body that is right except in one place. */
export interface SpoiledBody {
  readonly desc: string;
  readonly body: unknown;
  /** JSON pointer to the place. */
  readonly path: string;
}

/** One value of each JSON type. */
const VALUES: Readonly<Record<string, unknown>> = {
  null: null,
  integer: 5,
  boolean: true,
  string: '\u2603',
  array: [],
  object: {},
};

const TOO_LONG = 'x'.repeat(10_000);

/** Yields a body with each of its places wrong in turn, in each way that its schema can detect. */
export function spoiledBodies(
  schema: JsonSchema,
  right: unknown,
  document: ApiDocument,
): readonly SpoiledBody[] {
  return [...spoiled({ schema, path: '' }, right, document)];
}

interface Place {
  readonly schema: JsonSchema;
  readonly path: string;
}

function* spoiled(place: Place, right: unknown, document: ApiDocument): Generator<SpoiledBody> {
  const { path } = place;
  const schema = resolved(place.schema, document);
  const put = (value: unknown, what: string): SpoiledBody => ({
    desc: `${path || 'the body'} is ${what}`,
    body: path === '' ? value : withValue(right, path, value),
    path,
  });
  for (const [type, value] of Object.entries(VALUES)) if (type !== schema.type) yield put(value, type);
  if (schema.type === 'string') yield* [put('', 'empty'), put(TOO_LONG, 'too long'), put('\u0000', 'a NUL')];
  if (schema.minimum !== undefined) yield put(schema.minimum - 1, 'too small');
  if (schema.maximum !== undefined) yield put(schema.maximum + 1, 'too large');
  if (schema.minItems !== undefined) yield put([], 'an empty list');
  if (schema.items !== undefined && valueAt(right, path) !== undefined)
    yield* spoiled({ schema: schema.items, path: `${path}/0` }, right, document);
  // Nothing inside of an optional object that the right body leaves out.
  if (valueAt(right, path) === undefined) return;
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const at = `${path}/${name}`;
    if (schema.required?.includes(name) === true)
      yield { desc: `${at} is missing`, body: without(right, at), path: at };
    yield* spoiled({ schema: property, path: at }, right, document);
  }
  if (schema.additionalProperties === false) {
    const at = `${path}/notAField`;
    yield { desc: `${at} is not known`, body: withValue(right, at, 1), path: at };
  }
}

function resolved(schema: JsonSchema, { components }: ApiDocument): JsonSchema {
  const name = schema.$ref?.replace('#/components/schemas/', '');
  return name === undefined ? schema : (components.schemas[name] as JsonSchema);
}

function valueAt(document: unknown, pointer: string): unknown {
  const keys = pointer.split('/').slice(1);
  return keys.reduce<unknown>((at, key) => Object(at)[key] as unknown, document);
}
