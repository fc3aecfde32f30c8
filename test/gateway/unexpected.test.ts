import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestGateway } from '../support/gateway.ts';
import type { ProblemBody } from '../support/merchant-client.ts';

const SECRET = 'password=hunter2 at /srv/fapiao/key.pem';

let gateway: TestGateway;
let isBroken = false;

beforeAll(async () => {
  gateway = await TestGateway.bare({
    wrap: (home) => {
      const evaluate = home.client.evaluate.bind(home.client);
      const breaking: typeof evaluate = async (...call) => {
        if (isBroken) throw new TypeError(SECRET);
        return await evaluate(...call);
      };
      Object.assign(home.client, { evaluate: breaking });
      return home;
    },
  });
});
afterAll(async () => await gateway.close());

test('an unexpected error is in the log, and the answer does not disclose it', async () => {
  const { code } = await gateway.company();
  isBroken = true;
  const { status, body } = await gateway.officer.get<ProblemBody>(`/v1/taxpayers/${code}`);
  isBroken = false;
  expect([status, body.code]).toEqual([500, 'INTERNAL']);
  expect(JSON.stringify(body)).not.toMatch(/password|key\.pem|TypeError|node_modules|\bat /);
  const failed = gateway.logged.filter((line) => line.includes('"failed"'));
  expect(failed).toHaveLength(1);
  expect(JSON.parse(failed[0] ?? '')).toMatchObject({
    code: 'INTERNAL',
    requestId: body.requestId,
    err: { message: SECRET, stack: expect.stringContaining('unexpected.test.ts') as string },
  });
});

test('the next request is answered as ever', async () => {
  const { code } = await gateway.company();
  expect((await gateway.officer.get(`/v1/taxpayers/${code}`)).status).toBe(200);
});
