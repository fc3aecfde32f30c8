import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TestGateway } from '../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await TestGateway.bare();
});
afterAll(async () => await gateway.close());

async function report(body: string, type = 'application/csp-report'): Promise<number> {
  const headers = { 'Content-Type': type };
  return (await fetch(`${gateway.url}/csp-reports`, { method: 'POST', headers, body })).status;
}

async function counted(directive: string): Promise<number> {
  const text = await (await fetch(`${gateway.url}/metrics`)).text();
  const line = new RegExp(`^fapiao_csp_reports_total\\{directive="${directive}"\\} ([0-9]+)$`, 'm').exec(
    text,
  );
  return Number(line?.[1] ?? 0);
}

describe('reports about the policy of the pages', () => {
  test('are counted by the directive that they name', async () => {
    const before = await counted('script-src');
    const body = JSON.stringify({ 'csp-report': { 'violated-directive': "script-src 'self'" } });
    expect(await report(body)).toBe(204);
    expect(await counted('script-src')).toBe(before + 1);
  });

  test.each([
    ['an object in place of a name', '{"csp-report":{"effective-directive":{"toString":1}}}'],
    ['a list in place of a name', '{"csp-report":{"effective-directive":[{"toString":1}]}}'],
    ['a name that the policy has not', '{"csp-report":{"effective-directive":"__proto__"}}'],
    ['a list', '[]'],
    ['nothing readable', '{"csp-report":'],
    ['too much', JSON.stringify({ 'csp-report': { 'effective-directive': 'x'.repeat(9_000) } })],
  ])('with %s are counted as others, and the gateway goes on', async (_, body) => {
    const before = await counted('other');
    expect(await report(body, 'application/json')).toBe(204);
    expect(await counted('other')).toBe(before + 1);
    expect((await fetch(`${gateway.url}/healthz`)).status).toBe(200);
  });
});
