import { type DescribedSchema, exampleOf, type Schemas } from './example.js';

/** The parts of an OpenAPI document from which a collection is made. */
export interface DescribedApi {
  readonly info: { readonly title: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
  readonly components: { readonly schemas: Schemas };
}

interface DescribedOperation {
  readonly summary: string;
  readonly tags: readonly string[];
  readonly security: readonly unknown[];
  readonly parameters?: readonly DescribedParameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: DescribedSchema }>> };
}

interface DescribedParameter {
  readonly in: 'path' | 'query' | 'header';
  readonly name: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: DescribedSchema;
}

/** A named value of a request. */
interface Field {
  readonly key: string;
  readonly value: string;
  readonly description: string;
  /** A field that the operation does not need is there, and not sent. */
  readonly disabled: boolean;
}

const FORMAT = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

const DESCRIPTION = `Set the variables gateway and token. fapiao token prints a token, which is valid for five minutes. Acts also take a
signed statement: docs/statements.md says how to sign it.`;

/** Returns the collection of an API for Postman and Bruno (Collection Format 2.1): one request for each operation, in folders by area. */
export function collectionOf(api: DescribedApi): object {
  const requests = Object.entries(api.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      area: operation.tags[0] ?? '',
      item: { name: operation.summary, request: requestOf(method, path, operation, api.components.schemas) },
    })),
  );
  return {
    info: { name: api.info.title, description: DESCRIPTION, schema: FORMAT },
    auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}', type: 'string' }] },
    variable: ['gateway', 'token'].map((key) => ({ key, value: '' })),
    item: [...Map.groupBy(requests, ({ area }) => area)].map(([name, own]) => ({
      name,
      item: own.map(({ item }) => item),
    })),
  };
}

function requestOf(method: string, path: string, operation: DescribedOperation, schemas: Schemas): object {
  const { parameters = [], requestBody, security } = operation;
  const fieldsIn = (place: DescribedParameter['in']): readonly Field[] =>
    parameters.filter((parameter) => parameter.in === place).map((parameter) => fieldOf(parameter, schemas));
  const [type, { schema } = { schema: {} }] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  const types = type === undefined ? [] : [{ key: 'Content-Type', value: type }];
  return {
    method: method.toUpperCase(),
    url: {
      host: ['{{gateway}}'],
      path: path
        .slice(1)
        .replaceAll(/\{(\w+)\}/g, ':$1')
        .split('/'),
      variable: fieldsIn('path'),
      query: fieldsIn('query'),
    },
    header: [...types, ...fieldsIn('header')],
    ...(security.length === 0 && { auth: { type: 'noauth' } }),
    ...(type === 'application/json' && {
      body: { mode: 'raw', raw: JSON.stringify(exampleOf(schema, schemas), null, 2) },
    }),
  };
}

function fieldOf(
  { name, required = false, description = '', schema }: DescribedParameter,
  schemas: Schemas,
): Field {
  const example = exampleOf(schema, schemas);
  return { key: name, value: typeof example === 'string' ? example : '', description, disabled: !required };
}
