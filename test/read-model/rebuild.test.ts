import { InvariantError } from '@fapiao-ledger/core';
import { type Engine, ReadModel } from '@fapiao-ledger/gateway/read-model';
import { OtherLedgerError } from '@fapiao-ledger/gateway/stream/follower';
import { changesIn } from '@fapiao-ledger/gateway/stream/ledger-change';
import { expect, test } from 'vitest';
import { GeneratedLedger } from '../support/generated-ledger.ts';
import { describeOnEngines, projected, useSqlite, withHook } from '../support/read-model-engines.ts';
import { Seeded } from '../support/seeded.ts';

const ledger = new GeneratedLedger().growTo(400);
const chain = ledger.chain.map(changesIn);
const ABORTS = 25;

describeOnEngines('the read model', ({ create, again, isShared }) => {
  const reference = useSqlite();

  async function referenceDigest(of = ledger): Promise<string> {
    const model = await projected(reference.create(), of);
    const { value } = await model.digest();
    await model.close();
    return value;
  }

  async function using<T>(engine: Engine, use: (model: ReadModel) => Promise<T>): Promise<T> {
    const model = await ReadModel.open(engine, ledger.channel);
    try {
      return await use(model);
    } finally {
      await model.close();
    }
  }

  test('has the same content however the blocks were cut into batches', async () => {
    const random = new Seeded();
    await using(create(), async (model) => {
      for (let start = 0; start < chain.length; ) {
        const end = start + random.whole(1, 9);
        await model.apply(chain.slice(start, end));
        start = end;
      }
      expect(await model.digest()).toEqual({ height: ledger.height, value: await referenceDigest() });
    });
  });

  test('is rebuilt to the same content', async () => {
    await using(create(), async (model) => {
      await model.apply(chain);
      const before = await model.digest();
      await model.clear();
      expect(await model.height()).toBe(0n);
      for (const block of chain) await model.apply([block]);
      expect(await model.digest()).toEqual(before);
    });
  });

  test('its digest changes with any status', async () => {
    const twin = new GeneratedLedger().growTo(400);
    const blocks = twin.chain.map(changesIn);
    const last = blocks.at(-1);
    await using(create(), async (model) => {
      await model.apply(blocks.slice(0, -1));
      expect((await model.digest()).value).not.toBe(await referenceDigest());
      await model.apply(last === undefined ? [] : [last]);
      expect((await model.digest()).value).toBe(await referenceDigest());
    });
  });

  test('passes over blocks that it has', async () => {
    await using(create(), async (model) => {
      await model.apply(chain.slice(0, 20));
      const before = await model.digest();
      for (let start = 0; start < 20; start += 1) {
        expect(await model.apply(chain.slice(start, 20))).toBe(20n);
      }
      expect(await model.digest()).toEqual(before);
      expect(await model.apply(chain.slice(5))).toBe(ledger.height);
      expect((await model.digest()).value).toBe(await referenceDigest());
    });
  });

  test('refuses blocks with a gap before, between or in the wrong order, and stays unchanged', async () => {
    await using(create(), async (model) => {
      await model.apply(chain.slice(0, 10));
      const before = await model.digest();
      const [a, b, c] = chain.slice(10, 13) as [never, never, never];
      for (const blocks of [[b], [b, c], [a, c], [b, a], [a, a], chain.slice(11)]) {
        await expect(model.apply(blocks)).rejects.toBeInstanceOf(InvariantError);
      }
      expect(await model.digest()).toEqual(before);
    });
  });

  test('refuses the blocks of another ledger', async () => {
    const other = new GeneratedLedger({ seed: 7 }).growTo(400);
    await using(create(), async (model) => {
      await model.apply(chain.slice(0, 10));
      await expect(model.apply(other.chain.slice(9).map(changesIn))).rejects.toBeInstanceOf(OtherLedgerError);
      expect(await model.height()).toBe(10n);
    });
  });

  test('continues when opened again, and starts empty for another channel', async () => {
    await using(create(), async (model) => await model.apply(chain.slice(0, 10)));
    await using(again(), async (model) => expect(await model.height()).toBe(10n));
    const other = await ReadModel.open(again(), 'another');
    expect(await other.height()).toBe(0n);
    await other.close();
  });

  test('aborted before any statement of a transaction, it has all of that transaction or nothing', async () => {
    const wanted = await referenceDigest();
    let statements = 0;
    await using(
      withHook(create(), () => {
        statements += 1;
      }),
      async (model) => {
        statements = 0;
        for (const block of chain) await model.apply([block]);
      },
    );
    const points = Array.from(
      { length: ABORTS },
      (_, index) => 1 + Math.floor((index * statements) / ABORTS),
    );
    for (const point of points) {
      const engine = create();
      const before = abortAt(point);
      const first = await ReadModel.open(engine, ledger.channel);
      const aborting = await ReadModel.open(withHook(engine, before), ledger.channel);
      await expect(applyEach(aborting, chain)).rejects.toThrow('aborted');
      const { height } = await first.digest();
      expect(height).toBeLessThan(ledger.height);
      await applyEach(first, chain.slice(Math.max(0, Number(height) - 1)));
      expect((await first.digest()).value).toBe(wanted);
      await first.close();
    }
  });

  // A SQLite file belongs to one process; that is nothing to skip.
  if (!isShared) return;
  test('two processes that project into one database do not disturb each other', async () => {
    const [one, other] = [
      await ReadModel.open(create(), ledger.channel),
      await ReadModel.open(again(), ledger.channel),
    ];
    await Promise.all([applyEach(one, chain), applyEach(other, chain)]);
    expect((await one.digest()).value).toBe(await referenceDigest());
    await Promise.all([one.close(), other.close()]);
  });
});

async function applyEach(model: ReadModel, blocks: typeof chain): Promise<void> {
  for (const block of blocks) await model.apply([block]);
}

/** Throws before the statement of that number, counted from 1 after the two of opening. */
function abortAt(point: number): () => void {
  let count = -2;
  return () => {
    count += 1;
    if (count === point) throw new Error('aborted');
  };
}
