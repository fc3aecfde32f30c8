import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiDocument, type Operation, operationsOf, type Parameter } from '../support/api-document.ts';
import type { ProblemBody, Reply } from '../support/merchant-client.ts';
import { providerOf } from '../support/paying-client.ts';
import { LINES, methodOf, pathOf, RightRequests, type Sent } from '../support/right-requests.ts';
import { RightsWorld } from '../support/rights-world.ts';
import { spoiledBodies } from '../support/spoiled-bodies.ts';

let folder: string;
let world: RightsWorld;
let requests: RightRequests;
let document: ApiDocument;
let operations: readonly Operation[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fapiao-fields-'));
  world = await RightsWorld.open(join(folder, 'read-model.db'));
  const provider = { client: await providerOf(world.gateway), identity: world.identity('seller') };
  Object.assign(world.people, { provider });
  requests = await RightRequests.of(world, new Uint8Array([1]));
  document = (await world.gateway.anonymous<ApiDocument>('GET', '/openapi.json')).body;
  operations = operationsOf(document);
  for (const operation of operations) await rightRequest(operation);
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true });
});

/** A request that is right but for one place, which the answer must name. */
interface Spoiled {
  readonly desc: string;
  readonly sent: Sent;
  /** As the fault names it: JSON pointer into the body, or the name of a parameter behind a slash. */
  readonly path: string;
}

test('every field of every body, wrong in turn, is named and changes nothing', async () => {
  await refuseAll(async (operation) => bodiesOf(operation, await rightRequest(operation)));
});

test('every parameter of every route, wrong in turn, is named and changes nothing', async () => {
  await refuseAll(async (operation) => {
    const right = await rightRequest(operation);
    const known = operation.parameters.flatMap((parameter) => parametersOf(parameter, operation, right));
    return [
      ...known,
      { desc: 'an unknown query parameter', sent: withQuery(right, 'more', 'x'), path: '/more' },
    ];
  });
});

async function refuseAll(spoil: (operation: Operation) => Promise<readonly Spoiled[]>): Promise<void> {
  const before = await world.gateway.home.client.status();
  const wrong: string[] = [];
  let asked = 0;
  for (const operation of operations) {
    for (const { desc, sent, path } of await spoil(operation)) {
      asked += 1;
      const complaint = tellOf(await ask(operation, sent), path);
      if (complaint !== undefined) wrong.push(`${operation.what}, ${desc}: ${complaint}`);
    }
  }
  expect(wrong).toEqual([]);
  // A document that the helpers no longer understand would spoil nothing.
  expect(asked).toBeGreaterThan(300);
  expect((await world.gateway.home.client.status()).height).toBe(before.height);
}

/** What is wrong with a refusal that should name a place. */
function tellOf({ status, type, body }: Reply, path: string): string | undefined {
  const problem = type.startsWith(LINES) ? problemIn(body as Uint8Array) : (body as ProblemBody);
  const paths = problem?.faults?.map((fault) => fault.path) ?? [];
  // An entry of a list of words may be named by its list.
  const places = [path, path.replace(/\/[0-9]+$/, '')];
  if ((problem?.status ?? status) === 422 && places.some((place) => paths.includes(place))) return undefined;
  return `${status} ${problem?.code} at ${JSON.stringify(paths)} for ${path}`;
}

function problemIn(lines: Uint8Array): ProblemBody | undefined {
  return (JSON.parse(Buffer.from(lines).toString()) as { problem?: ProblemBody }).problem;
}

/** Who may do everything that an operation is for. */
function callerOf({ what }: Operation): string {
  if (what.includes('/bureau/')) return 'officer';
  if (/^POST .v1.(payments|refunds)/.test(what)) return 'provider';
  if (/(unlock|redeem)$/.test(what)) return 'claimant';
  return /(transfer|lock)$/.test(what) ? 'holder' : 'seller';
}

async function ask(operation: Operation, { path, ...sent }: Sent): Promise<Reply> {
  return await world.client(callerOf(operation)).send(methodOf(operation.what), path, sent);
}

async function rightRequest(operation: Operation): Promise<Sent> {
  const caller = callerOf(operation);
  const isAboutOne = operation.what.includes('{number}');
  const state = caller === 'claimant' ? 'locked' : 'issued';
  return requests.of(operation.what, caller, isAboutOne ? await world.invoice(state, 'holder') : undefined);
}

/** Drafts have vectors of their own (`draft-faults.test.ts`), and any bytes may be checked for a receipt. */
function bodiesOf({ what, type, schema }: Operation, right: Sent): readonly Spoiled[] {
  if (schema === undefined || type === 'application/pdf' || what === 'POST /v1/invoices') return [];
  const body: unknown = right.raw === undefined ? right.body : JSON.parse(right.raw as string);
  return spoiledBodies(schema, body, document)
    .filter(({ path }) => !path.startsWith('/invoices/0'))
    .map(({ desc, path, body: spoiled }) => ({
      desc,
      path,
      sent: { ...right, body: undefined, raw: JSON.stringify(spoiled) },
    }));
}

const WRONG = ['!', 'x'.repeat(2_000)];
/** Parameters that any short text is right for. */
const FREE_TEXTS = new Set(['ref', 'text']);

function parametersOf(parameter: Parameter, { what }: Operation, right: Sent): readonly Spoiled[] {
  const { name, in: place } = parameter;
  const path = `/${name}`;
  if (place === 'path') {
    const put = (value: string): Sent => ({ ...right, path: withSegment(what, name, right.path, value) });
    return [...WRONG, '%00'].map((value) => ({
      desc: `${path} is ${value.slice(0, 9)}`,
      sent: put(value),
      path,
    }));
  }
  if (place === 'header') {
    if (
      parameter.required !== true &&
      name !== 'Fapiao-Lane' &&
      name !== 'Fapiao-Payment' &&
      name !== 'Last-Event-ID'
    )
      return [];
    const put = (value: string): Sent => ({ ...right, headers: { ...right.headers, [name]: value } });
    const { [name]: _value, ...others } = right.headers ?? {};
    const missing = { desc: `${path} is missing`, sent: { ...right, headers: others }, path };
    const wrong = WRONG.map((value) => ({ desc: `${path} is ${value.slice(0, 9)}`, sent: put(value), path }));
    return parameter.required === true ? [missing, ...wrong] : wrong;
  }
  const wrong = ['', ...(FREE_TEXTS.has(name) ? WRONG.slice(1) : WRONG), '\u0000'].map((value) => ({
    desc: `${path} is ${value.slice(0, 9)}`,
    sent: withQuery(right, name, value),
    path,
  }));
  const twice = {
    desc: `${path} stands twice`,
    sent: { ...right, path: `${withQuery(right, name, '1').path}&${name}=1` },
    path,
  };
  const missing = { desc: `${path} is missing`, sent: withoutQuery(right, name), path };
  return [...wrong, twice, ...(parameter.required === true ? [missing] : [])];
}

function withSegment(what: string, name: string, path: string, value: string): string {
  const index = pathOf(what).split('/').indexOf(`{${name}}`);
  return path.split('/').with(index, value).join('/');
}

function withQuery(right: Sent, name: string, value: string): Sent {
  const [path = '', query] = right.path.split('?');
  const all = new URLSearchParams(query);
  all.set(name, value);
  return { ...right, path: `${path}?${all.toString()}` };
}

function withoutQuery(right: Sent, name: string): Sent {
  const [path = '', query] = right.path.split('?');
  const all = new URLSearchParams(query);
  all.delete(name);
  return { ...right, path: `${path}?${all.toString()}` };
}
