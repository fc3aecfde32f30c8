import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiDocument, operationsOf } from '../support/api-document.ts';
import { TestGateway } from '../support/gateway.ts';

interface Collection {
  readonly info: { readonly schema: string };
  readonly item: readonly { readonly name: string; readonly item: readonly CollectionItem[] }[];
}

interface CollectionItem {
  readonly name: string;
  readonly request: {
    readonly method: string;
    readonly url: { readonly path: readonly string[]; readonly query: readonly CollectionField[] };
    readonly header: readonly CollectionField[];
    readonly auth?: { readonly type: string };
    readonly body?: { readonly raw: string };
  };
}

interface CollectionField {
  readonly key: string;
  readonly value: string;
  readonly disabled?: boolean;
}

let gateway: TestGateway;
let document: ApiDocument;
let items: readonly CollectionItem[];
beforeAll(async () => {
  gateway = await TestGateway.bare();
  document = (await gateway.anonymous<ApiDocument>('GET', '/openapi.json')).body;
  const { body } = await gateway.anonymous<Collection>('GET', '/docs/collection.json');
  expect(body.info.schema).toContain('v2.1.0');
  items = body.item.flatMap(({ item }) => item);
});
afterAll(async () => await gateway.close());

const nameOf = ({ request }: CollectionItem): string =>
  `${request.method} /${request.url.path.join('/').replaceAll(/:(\w+)/g, '{$1}')}`;

test('the collection has each operation once', () => {
  const operations = new Set(operationsOf(document).map(({ what }) => what.replace(/ \(.*/, '')));
  expect(items.map(nameOf).toSorted()).toEqual([...operations].toSorted());
});

test('its bodies are of the form that the document describes', () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: 'api', ...document });
  const bodies = items.filter(({ request }) => request.body !== undefined);
  expect(bodies.length).toBeGreaterThan(20);
  const wrong = bodies.flatMap((item) => {
    const [method = '', path = ''] = nameOf(item).split(' ');
    const at = `api#/paths/${path.replaceAll('/', '~1').replaceAll(/[{}]/g, encodeURIComponent)}/${method.toLowerCase()}`;
    const validate = ajv.getSchema(`${at}/requestBody/content/application~1json/schema`);
    const isValid = validate?.(JSON.parse(item.request.body?.raw ?? 'null'));
    return isValid === true ? [] : [`${nameOf(item)}: ${ajv.errorsText(validate?.errors)}`];
  });
  expect(wrong).toEqual([]);
});

test('a public operation sends no token, and a field that is not needed is not sent', () => {
  const verify = items.find((item) => nameOf(item) === 'GET /v1/verify');
  expect(verify?.request.auth).toEqual({ type: 'noauth' });
  const issue = items.find((item) => nameOf(item) === 'POST /v1/invoices/{number}/transfer');
  const headers = issue?.request.header.map(({ key, disabled = false }) => [key, disabled]);
  expect(headers).toEqual([
    ['Content-Type', false],
    ['Idempotency-Key', false],
    ['Fapiao-Replaces', true],
    ['Fapiao-Ledger', false],
    ['Fapiao-Key-Epoch', false],
    ['Fapiao-Not-After', false],
    ['Fapiao-Signature', false],
  ]);
});
