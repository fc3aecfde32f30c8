import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestGateway } from '../support/gateway.ts';
import { type ProblemBody, send } from '../support/merchant-client.ts';
import { LINES, methodOf, RightRequests, type Sent } from '../support/right-requests.ts';
import { CALLERS, INVOICE_RIGHTS, OTHER_RIGHTS, type Right, STATES } from '../support/rights.ts';
import { RightsWorld } from '../support/rights-world.ts';

let folder: string;
let world: RightsWorld;
let gateway: TestGateway;
let requests: RightRequests;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fapiao-rights-'));
  world = await RightsWorld.open(join(folder, 'read-model.db'));
  gateway = world.gateway;
  for (const caller of ['seller', 'buyer', 'elsewhere', 'suspended'])
    for (const state of STATES) await world.invoice(state, caller);
  await world.suspend();
  const number = await world.invoice('issued', 'seller');
  const path = `/v1/invoices/${number}/receipt.pdf`;
  const { body } = await world.client('seller').get<Uint8Array<ArrayBuffer>>(path);
  requests = await RightRequests.of(world, body);
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true });
});

/** "200 OK", or the status and code of a refusal, also of the only line of a bulk answer. */
async function answerTo(caller: string, method: string, { path, headers, ...sent }: Sent): Promise<string> {
  const client = caller === 'no token' ? undefined : world.client(caller);
  if (path === '/v1/events')
    return await openedBy({ ...(client && { Authorization: `Bearer ${client.token()}` }), ...headers });
  const options = { ...sent, ...(headers && { headers }) };
  const { status, type, body } = await (client === undefined
    ? send(gateway.url, method, path, options)
    : client.send(method, path, options));
  if (status >= 400) return `${status} ${(body as ProblemBody).code}`;
  if (!type.startsWith(LINES)) return `${status} done`;
  const { problem } = JSON.parse(firstLine(body as Uint8Array)) as { problem?: ProblemBody };
  return problem === undefined ? `${status} done` : `${problem.status} ${problem.code}`;
}

const firstLine = (lines: Uint8Array): string => Buffer.from(lines).toString().split('\n')[0] as string;

/** A stream of events would not end: it is enough that it begins. */
async function openedBy(headers: Record<string, string>): Promise<string> {
  const leave = new AbortController();
  const response = await fetch(`${gateway.url}/v1/events`, { headers, signal: leave.signal });
  const code = response.ok ? 'done' : ((await response.json()) as ProblemBody).code;
  leave.abort();
  return `${response.status} ${code}`;
}

async function ledgerHeight(): Promise<bigint> {
  return (await gateway.home.client.status()).height;
}

const wanted = ({ refusal }: Right): unknown =>
  refusal ?? (expect.stringMatching(/^20[01] done$/) as unknown);

const grouped = (rights: readonly Right[], by: (right: Right) => string) =>
  Object.entries(Object.groupBy(rights, by)) as [string, readonly Right[]][];

const WRITES =
  /\/(transfer|lock|unlock|redeem|freeze|release|red-letter|confirm|issue|refuse|withdraw|confirm-use|revoke-use)$/;

/** Who may, and who may not: these are tried first, and leave nothing on the ledger. */
function parted(rights: readonly Right[]): readonly [readonly Right[], readonly Right[]] {
  const { allowed = [], refused = [] } = Object.groupBy(rights, ({ refusal }) =>
    refusal === undefined ? 'allowed' : 'refused',
  );
  return [allowed, refused];
}

describe('about one invoice', () => {
  const rows = grouped(INVOICE_RIGHTS, ({ what, state }) => `${what}, ${state}`);
  test.each(rows)('%s', async (_, rights) => {
    const before = await ledgerHeight();
    const answers: Record<string, string> = {};
    const [allowed, refused] = parted(rights);
    for (const { what, state = '', caller } of refused)
      answers[caller] = await ask(what, caller, await world.invoice(state, caller));
    expect(await ledgerHeight()).toBe(before);
    for (const { what, state = '', caller } of allowed) {
      const number = await (WRITES.test(what) ? world.fresh(state, caller) : world.invoice(state, caller));
      answers[caller] = await ask(what, caller, number);
    }
    expect(answers).toEqual(Object.fromEntries(rights.map((right) => [right.caller, wanted(right)])));
  });
});

describe('everything else', () => {
  test.each(grouped(OTHER_RIGHTS, ({ what }) => what))('%s', async (what, rights) => {
    const before = await ledgerHeight();
    const answers: Record<string, string> = {};
    const [allowed, refused] = parted(rights);
    for (const { caller } of refused) answers[caller] = await ask(what, caller);
    expect(await ledgerHeight()).toBe(before);
    for (const { caller } of allowed) answers[caller] = await ask(what, caller);
    expect(answers).toEqual(Object.fromEntries(rights.map((right) => [right.caller, wanted(right)])));
  });
});

async function ask(what: string, caller: string, number?: string): Promise<string> {
  return await answerTo(caller, methodOf(what), await requests.of(what, caller, number));
}

describe('the tables', () => {
  test('have every operation of the API, for every caller and in every state', async () => {
    const { body } = await gateway.anonymous<ApiDocument>('GET', '/openapi.json');
    const operations = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { requestBody }]) => {
        const name = `${method.toUpperCase()} ${path}`;
        const hasLines = requestBody !== undefined && LINES in requestBody.content;
        return hasLines ? [name, `${name} (${LINES})`] : [name];
      }),
    );
    const cells = operations.flatMap((what) =>
      (what.includes('/invoices/{number}') ? STATES : [undefined]).flatMap((state) =>
        CALLERS.map((caller) => `${what}, ${state}, ${caller}`),
      ),
    );
    const answers = [...INVOICE_RIGHTS, ...OTHER_RIGHTS].map(
      ({ what, state, caller }) => `${what}, ${state}, ${caller}`,
    );
    expect(answers.toSorted()).toEqual(cells.toSorted());
  });
});

interface ApiDocument {
  readonly paths: Readonly<
    Record<string, Record<string, { readonly requestBody?: { readonly content: object } }>>
  >;
}
