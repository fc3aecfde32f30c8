import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TestGateway } from '../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await TestGateway.bare();
});
afterAll(async () => await gateway.close());

/** One exchange as a page of another site would cause it; `fetch` would not send every method. */
async function ask(method: string, path: string): Promise<IncomingMessage> {
  const headers = { Origin: 'https://elsewhere.example', Referer: 'https://elsewhere.example/' };
  const sent = request(`${gateway.url}${path}`, { method, headers });
  sent.end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  response.resume();
  return response;
}

describe('a page of another site', () => {
  test.each(['/', '/docs', '/v1/network', '/openapi.json', '/healthz', '/v1/nothing'])(
    'may neither read nor frame %s, and does not learn its address',
    async (path) => {
      const { headers } = await ask('GET', path);
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
      expect(headers).not.toHaveProperty('set-cookie');
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['content-security-policy']).toContain("base-uri 'none'");
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['cross-origin-resource-policy']).toBe('same-origin');
    },
  );

  test('is not allowed to send a token: the question before it is not answered', async () => {
    const { statusCode, headers } = await ask('OPTIONS', '/v1/invoices');
    expect(statusCode).toBe(405);
    expect(headers).not.toHaveProperty('access-control-allow-headers');
  });
});

test.each([
  ['TRACE', '/v1/invoices', 405],
  ['TRACE', '/', 404],
  ['GET', '/.git/config', 404],
  ['GET', '/package.json', 404],
  ['GET', '/docs/', 200],
  ['GET', '/docs/../docs/', 200],
])('%s %s shows neither a request nor a folder: %i', async (method, path, status) => {
  const { statusCode, headers } = await ask(method, path);
  expect(statusCode).toBe(status);
  expect(headers['content-type']).not.toContain('message/http');
});

test('each answer with a body names its type, and texts their encoding', async () => {
  for (const path of ['/', '/docs', '/v1/network', '/openapi.json', '/healthz', '/metrics', '/v1/nothing']) {
    const { headers } = await ask('GET', path);
    expect(headers['content-type'], path).toMatch(/^(application\/problem\+json|.*; charset=utf-8)$/);
  }
});
