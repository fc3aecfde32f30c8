import { ERROR_CODES } from '@fapiao-ledger/core';
import { statusOf } from '@fapiao-ledger/gateway/http/problem';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftOf, enterprise } from '../support/drafts.ts';
import { TestGateway } from '../support/gateway.ts';
import type { ProblemBody } from '../support/merchant-client.ts';

type Spec = Parameters<Validator['validate']>[0];

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await TestGateway.start();
});
afterAll(async () => await gateway.close());

interface Document {
  readonly paths: Record<
    string,
    Record<
      string,
      {
        responses: Record<string, { description: string }>;
        parameters?: { name: string }[];
        requestBody?: object;
      }
    >
  >;
}

describe('/openapi.json', () => {
  let document: Document;
  beforeAll(async () => {
    document = (await gateway.anonymous<Document>('GET', '/openapi.json')).body;
  });

  test('is a valid OpenAPI 3.1 document', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document) as unknown as Spec);
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
  });

  test('has every route, and no other', () => {
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    const served = new Set(gateway.routes.map(({ method, path }) => `${method} ${path}`));
    expect(described.toSorted()).toEqual([...served].toSorted());
  });

  test('names each parameter and what each route may refuse', () => {
    const issue = document.paths['/v1/invoices']?.post;
    const names = issue?.parameters?.map(({ name }) => name);
    expect(names).toEqual([
      'Idempotency-Key',
      'Fapiao-Replaces',
      'Fapiao-Ledger',
      'Fapiao-Key-Epoch',
      'Fapiao-Not-After',
      'Fapiao-Signature',
      'Fapiao-Lane',
      'Fapiao-Payment',
    ]);
    expect(Object.keys(issue?.responses ?? {})).toEqual(
      expect.arrayContaining([
        '201',
        '400',
        '401',
        '403',
        '404',
        '409',
        '413',
        '415',
        '422',
        '429',
        '503',
        '504',
      ]),
    );
  });

  test('lists TIMESTAMP_SKEW for every route that writes or attests', () => {
    const asks = (path: string, method: string): string =>
      document.paths[path]?.[method]?.responses['409']?.description ?? '';
    for (const [path, method] of [
      ['/v1/invoices', 'post'],
      ['/v1/invoices/{number}/transfer', 'post'],
      ['/v1/bureau/taxpayers', 'post'],
      ['/v1/bureau/taxpayers/{code}', 'patch'],
      ['/v1/invoices/{number}/proof', 'get'],
      ['/v1/requests/{id}', 'get'],
      ['/v1/invoices/{number}/receipt.pdf', 'get'],
      ['/v1/invoices/{number}/receipt.pdf', 'post'],
    ] as const)
      expect(asks(path, method), `${method} ${path}`).toContain('TIMESTAMP_SKEW');
  });
});

test('every error code has a status that fits its kind', () => {
  for (const [code, { kind }] of Object.entries(ERROR_CODES)) {
    const status = statusOf(code as keyof typeof ERROR_CODES);
    const isServers = kind === 'ledger';
    expect(status >= 500, `${code} is ${status}`).toBe(isServers);
  }
});

describe('a problem', () => {
  test('has the members of RFC 9457, and the request’s own id', async () => {
    const reply = await gateway.anonymous<ProblemBody>('GET', '/v1/nothing', {
      headers: { 'X-Request-Id': 'trace-0001' },
    });
    expect(reply.type).toBe('application/problem+json');
    expect(reply.body).toEqual({
      type: '/docs/errors#ROUTE_NOT_FOUND',
      title: ERROR_CODES.ROUTE_NOT_FOUND.summary,
      status: 404,
      detail: expect.any(String),
      cure: 'see the API description',
      code: 'ROUTE_NOT_FOUND',
      requestId: 'trace-0001',
    });
    expect(reply.headers.get('x-request-id')).toBe('trace-0001');
  });

  test('does not take over an id that could be anything', async () => {
    const reply = await gateway.anonymous<ProblemBody>('GET', '/v1/nothing', {
      headers: { 'X-Request-Id': '<script>' },
    });
    expect(reply.body.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('for those who run it', () => {
  test('it reports that it is live and ready', async () => {
    expect((await gateway.anonymous('GET', '/healthz')).body).toEqual({ status: 'ok' });
    const { status, body } = await gateway.anonymous('GET', '/readyz');
    expect([status, body]).toEqual([200, { status: 'ready', height: expect.stringMatching(/^\d+$/) }]);
  });

  test('it counts requests by route, not by path', async () => {
    await gateway.officer.get(`/v1/invoices/${'1'.repeat(20)}`);
    const { body, type } = await gateway.anonymous<Uint8Array>('GET', '/metrics');
    const metrics = Buffer.from(body).toString('utf8');
    expect(type).toContain('text/plain');
    expect(metrics).toContain(
      'fapiao_http_request_seconds_count{method="GET",route="/v1/invoices/{number}",status="404"}',
    );
    expect(metrics).toMatch(/fapiao_ledger_height \d+/);
    expect(metrics).not.toContain('1'.repeat(20));
  });

  test('it logs nothing about persons, goods or keys', async () => {
    const seller = await gateway.seller();
    const draft = draftOf(seller.code, enterprise(seller.code), { remark: '送货至某处' });
    const { body } = await seller.issue(draft);
    const number = body.invoices[0]?.number as string;
    await seller.get(`/v1/invoices/${number}`);
    await seller.issue({ ...draft, remark: '' });
    const log = gateway.logged.join('');
    expect(log).toContain('"route":"/v1/invoices/{number}"');
    for (const secret of [number, seller.code, '示例', '送货', 'Bearer', 'eyJ', '4197.17']) {
      expect(log, secret).not.toContain(secret);
    }
  });
});

describe('GET /v1/network', () => {
  test('is the trust file', async () => {
    const { body } = await gateway.anonymous('GET', '/v1/network');
    expect(body).toEqual(gateway.home.trust);
    expect(body).toMatchObject({
      version: 1,
      channel: 'fapiao',
      policy: { all: ['TaxBureauMSP'], any: ['PlatformMSP'] },
    });
  });
});

test('every answer restricts browsers, names its request, and forbids caches to store it', async () => {
  const answers = await Promise.all([
    gateway.officer.get(`/v1/taxpayers/${(await gateway.company()).code}`),
    gateway.anonymous('GET', '/v1/network'),
    gateway.anonymous('GET', '/v1/nothing'),
    gateway.anonymous('GET', '/healthz'),
    gateway.anonymous('GET', '/openapi.json'),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 404, 200, 200]);
  for (const { headers } of answers) {
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('transfer-encoding')).toBeNull();
  }
});

describe('pages', () => {
  test.each([
    ['/icon.svg', 'image/svg+xml'],
    ['/docs', 'text/html'],
    ['/docs/errors', 'text/html'],
    ['/errors.css', 'text/css'],
    ['/docs.js', 'text/javascript'],
    ['/docs/swagger-ui.css', 'text/css'],
    ['/docs/swagger-ui-bundle.js', 'text/javascript'],
  ])('%s is served under a policy that loads nothing from elsewhere', async (path, type) => {
    const { status, type: given, headers } = await gateway.anonymous('GET', path);
    expect([status, given]).toEqual([200, expect.stringContaining(type)]);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('have no script or style of their own, and name no other host', async () => {
    for (const path of ['/docs', '/docs/errors']) {
      const html = Buffer.from((await gateway.anonymous<Uint8Array>('GET', path)).body).toString('utf8');
      expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style| style=| on[a-z]+=|https?:/);
    }
  });

  test('explain each error code of the gateway at its anchor, in both languages', async () => {
    const { body } = await gateway.anonymous<Uint8Array>('GET', '/docs/errors');
    const html = Buffer.from(body).toString('utf8');
    const anchors = [...html.matchAll(/<section id="([A-Z_]+)">.*?<dt lang="en">.+?<dt lang="zh-CN">/g)];
    expect(anchors.map(([, code]) => code).toSorted()).toEqual(
      ['INTERNAL', ...Object.keys(ERROR_CODES)].toSorted(),
    );
    expect(html).toContain('<code>"12.50"</code>');
  });
});
