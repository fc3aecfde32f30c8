import type { Json } from '@fapiao-ledger/core';
import { expect, test } from 'vitest';
import { Openings } from '../../gateway/portal/desk/merchant/import/openings.ts';
import type { IssueRequest } from '../../gateway/portal/shared/session.ts';

const REQUEST = 'request-1';

/** A store that waits at each step, as one of a browser does, so that two tabs get in between each other. */
class SlowRecords {
  readonly #records = new Map<string, unknown>();

  async records<T>(): Promise<readonly { name: string; value: T }[]> {
    const found = [...this.#records].map(([name, value]) => ({ name, value: value as T }));
    await later();
    return found.toReversed();
  }

  async keepRecord(_identity: string, _kind: string, name: string, value: unknown): Promise<void> {
    await later();
    this.#records.set(name, value);
  }
}

async function later(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

const named = (...names: readonly string[]) => ({
  requestId: REQUEST,
  lane: 'main',
  drafts: names.map((name): Json => ({ buyer: { type: 'PERSON', name } })),
});

function commitmentsIn({ drafts }: IssueRequest): readonly string[] {
  return drafts.map(({ buyer }) => (buyer as unknown as { nameCommitment: string }).nameCommitment);
}

/** Returns the names that open the commitments of requests. */
async function namesOf(
  openings: Openings,
  ...requests: readonly IssueRequest[]
): Promise<readonly unknown[]> {
  const commitments = requests.flatMap(commitmentsIn);
  return await Promise.all(commitments.map(async (each) => (await openings.openingOf(each))?.name));
}

test('a request that two tabs seal at once can be opened, whichever of them is issued', async () => {
  const store = new SlowRecords();
  const [one, other] = [new Openings(store, 'id'), new Openings(store, 'id')];
  const [first, second] = await Promise.all([
    one.seal(named('张三', '李四')),
    other.seal(named('张三', '李四')),
  ]);
  expect(await namesOf(one, first, second)).toEqual(['张三', '李四', '张三', '李四']);
});

test('a corrected name does not replace the one that may be on the ledger', async () => {
  const openings = new Openings(new SlowRecords(), 'id');
  const wrong = await openings.seal(named('张山'));
  const right = await openings.seal(named('张三'));
  expect(await namesOf(openings, wrong, right)).toEqual(['张山', '张三']);
  // Each is sealed as before when it comes again.
  expect(await openings.seal(named('张山'))).toEqual(wrong);
  expect(await openings.seal(named('张三'))).toEqual(right);
});

test('a name at another place of the request has a salt of its own', async () => {
  const openings = new Openings(new SlowRecords(), 'id');
  const commitments = commitmentsIn(await openings.seal(named(...Array<string>(11).fill('张三'))));
  expect(new Set(commitments).size).toBe(11);
});

test('an opening that an earlier version kept is found and used again', async () => {
  const store = new SlowRecords();
  const earlier = { name: '张三', salt: 'ab'.repeat(16) };
  await store.keepRecord('id', 'opening', `${REQUEST}/0`, earlier);
  const openings = new Openings(store, 'id');
  const [commitment = ''] = commitmentsIn(await openings.seal(named('张三')));
  expect(await openings.openingOf(commitment)).toEqual(earlier);
});
