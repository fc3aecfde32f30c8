import type { Json } from '@fapiao-ledger/core';

/** The parts of a JSON schema that an example follows. */
export interface DescribedSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: Json;
  readonly enum?: readonly Json[];
  readonly example?: Json;
  readonly examples?: readonly Json[];
  readonly default?: Json;
  readonly properties?: Readonly<Record<string, DescribedSchema>>;
  readonly required?: readonly string[];
  readonly items?: DescribedSchema;
  readonly minimum?: number;
  readonly minLength?: number;
  readonly anyOf?: readonly DescribedSchema[];
  readonly oneOf?: readonly DescribedSchema[];
  readonly allOf?: readonly DescribedSchema[];
}

/** The schemas that others name. */
export type Schemas = Readonly<Record<string, DescribedSchema>>;

/** Returns a value of a schema: its own example where it has one, with the required fields of objects alone. */
export function exampleOf(schema: DescribedSchema, schemas: Schemas): Json {
  const { properties, items } = schema;
  const stated = statedIn(schema);
  if (stated !== undefined) return stated;
  const other = otherSchema(schema, schemas);
  if (other !== undefined) return exampleOf(other, schemas);
  if (properties !== undefined) return objectOf(properties, schema.required ?? [], schemas);
  if (items !== undefined) return [exampleOf(items, schemas)];
  return plainValue(schema);
}

/** Returns the value that a schema itself states. */
function statedIn(schema: DescribedSchema): Json | undefined {
  return schema.example ?? schema.examples?.[0] ?? schema.const ?? schema.default ?? schema.enum?.[0];
}

/** Returns the schema that another one names, or the first of its choices. */
function otherSchema(
  { $ref, anyOf, oneOf, allOf }: DescribedSchema,
  schemas: Schemas,
): DescribedSchema | undefined {
  if ($ref !== undefined) return schemas[$ref.replace(/^.*\//, '')];
  return (anyOf ?? oneOf ?? allOf)?.[0];
}

function objectOf(
  properties: Readonly<Record<string, DescribedSchema>>,
  required: readonly string[],
  schemas: Schemas,
): Json {
  const fields = Object.entries(properties).filter(([name]) => required.includes(name));
  return Object.fromEntries(fields.map(([name, field]) => [name, exampleOf(field, schemas)]));
}

function plainValue({ type, minimum = 1, minLength = 0 }: DescribedSchema): Json {
  if (type === 'integer' || type === 'number') return minimum;
  if (type === 'boolean') return true;
  if (type === 'object') return {};
  return minLength === 0 ? '' : 'text';
}
