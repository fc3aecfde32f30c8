import type { RuleSetJson } from '@fapiao-ledger/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommandWorld } from '../support/command-world.ts';
import { SELLER } from '../support/draft.ts';

let world: CommandWorld;

const day = (offset: number): string =>
  new Date(Date.now() + (offset * 24 + 8) * 3_600_000).toISOString().slice(0, 10);

interface Rules {
  readonly ruleSets: readonly { readonly ruleSet: RuleSetJson }[];
}

async function rules(who: string): Promise<readonly RuleSetJson[]> {
  const { ruleSets } = (await world.done(world.as(who, 'bureau', 'rules', '--json'))) as Rules;
  return ruleSets.map(({ ruleSet }) => ruleSet);
}

beforeAll(async () => {
  world = await CommandWorld.start();
  await world.enterSeller('shop', SELLER);
  await world.done(world.anonymous('trust', 'fetch', '--json'));
});

afterAll(async () => {
  await world.stop();
});

test('a general taxpayer elects the levy, sees when it may end, and cannot end it before', async () => {
  const since = day(0).slice(0, 7);
  const early = await world.as('shop', 'levy', 'elect', '--row', 'L03', '--from', since);
  expect(early).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('LEVY_NOT_ALLOWED') });
  const publish = ['publish-rules', '--built-in', '2026.12', '--from', day(0)];
  expect((await world.as('officer', 'bureau', ...publish, '--dry-run')).stdout).toContain('nothing was sent');
  expect(await rules('shop')).toHaveLength(1);
  await world.done(world.as('officer', 'bureau', ...publish, '--json'));
  const elect = ['levy', 'elect', '--row', 'L03', '--from', since];
  expect((await world.as('shop', ...elect, '--dry-run')).stdout).toContain('nothing was sent');
  expect((await world.as('shop', 'levy', 'show')).stdout).toContain('has elected no levy row');
  expect(await world.done(world.as('shop', ...elect, '--json'))).toMatchObject({
    levy: { row: 'L03', since },
  });
  const endsFrom = `${Number(since.slice(0, 4)) + 3}${since.slice(4)}`;
  expect(await world.done(world.as('shop', 'levy', 'show', '--json'))).toEqual({
    levy: { row: 'L03', since },
    endsFrom,
  });
  for (const dryRun of [[], ['--dry-run']])
    expect(await world.as('shop', 'levy', 'end', ...dryRun)).toMatchObject({
      exitCode: 3,
      stderr: expect.stringContaining(endsFrom),
    });
  const line = { taxClass: '3040201010000000000', item: '*信息技术服务*维护', net: '100.00', rate: '0.03' };
  await world.issue('shop', [{ type: 'ORDINARY', buyer: { type: 'PERSON' }, lines: [line] }]);
});

test('an officer opens a row to special invoices by one command, and sees the rules', async () => {
  const change = ['--special', 'L01', '--as', '2099.1', '--from', day(1)];
  await world.done(world.as('officer', 'bureau', 'publish-rules', '--in-force', ...change, '--json'));
  const [before, after] = (await rules('officer')).slice(-2) as [RuleSetJson, RuleSetJson];
  const types = ({ rates }: RuleSetJson): unknown => rates.find(({ code }) => code === 'L01')?.types;
  expect([types(before), types(after)]).toEqual([['ORDINARY'], ['ORDINARY', 'SPECIAL']]);
  const others = ({ rates }: RuleSetJson): unknown => rates.filter(({ code }) => code !== 'L01');
  expect(others(after)).toEqual(others(before));
  const { stdout } = await world.as('officer', 'bureau', 'rules');
  expect(stdout).toContain(`in force on ${day(0)}`);
  expect(stdout).toContain(`from ${day(1)}`);
  expect(stdout).toContain('GENERAL by election');
});

test.each([
  [['--in-force'], '--as VERSION'],
  [['--in-force', '--as', 'x', '--special', 'L99'], 'no row L99'],
  [['--in-force', '--built-in'], 'give either'],
  [[], 'give either'],
  [['--built-in', '1999.1'], '2026.12'],
])('publish-rules %j is a wrong command line', async (options, message) => {
  const ran = await world.as('officer', 'bureau', 'publish-rules', ...options);
  expect(ran).toMatchObject({ exitCode: 64, stderr: expect.stringContaining(message) });
});
