import { stateKey } from '@fapiao-ledger/core';
import { type RunningReadModel, startReadModel } from '@fapiao-ledger/gateway/read-model';
import { LedgerStream } from '@fapiao-ledger/gateway/stream/ledger-stream';
import type { LedgerBlock } from '@fapiao-ledger/network/ledger-client';
import { afterEach, describe, expect, test } from 'vitest';
import { GeneratedLedger } from '../support/generated-ledger.ts';
import { describeOnEngines, projected, useFolder, useSqlite } from '../support/read-model-engines.ts';

type Source = ConstructorParameters<typeof LedgerStream>[0];

/** Read models that run, and are closed after each test. */
function useRunning(): (place: string, ledger: Source) => Promise<Running> {
  const endings: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of endings.splice(0).reverse()) await end();
  });
  return async (place, ledger) => {
    const errors: unknown[] = [];
    const onError = (error: unknown): void => void errors.push(error);
    const stream = new LedgerStream(ledger, onError);
    stream.start();
    endings.push(() => stream.close());
    const running = await startReadModel(place, stream, onError);
    endings.push(() => running.close());
    return { running, errors };
  };
}

interface Running {
  readonly running: RunningReadModel;
  readonly errors: readonly unknown[];
}

describeOnEngines('a read model in a thread of its own', ({ place }) => {
  const start = useRunning();
  const reference = useSqlite();

  async function expectContent({ running }: Running, ledger: GeneratedLedger): Promise<void> {
    await running.follower.reached(ledger.height, never());
    const wanted = await projected(reference.create(), ledger);
    expect(await running.model.digest()).toEqual(await wanted.digest());
    await wanted.close();
  }

  test('has what the thread of the caller would have, and keeps up', async () => {
    const ledger = new GeneratedLedger().growTo(300);
    const started = await start(place(), ledger);
    await expectContent(started, ledger);
    ledger.addBlock();
    await expectContent(started, ledger);
    expect(started.errors).toEqual([]);
  });

  test('is made again for another ledger', async () => {
    const at = place();
    const old = await start(at, new GeneratedLedger().growTo(300));
    await old.running.follower.reached(1n, never());
    await old.running.close();
    const ledger = new GeneratedLedger({ seed: 9 }).growTo(300);
    const started = await start(at, ledger);
    while (started.errors.length === 0) await started.running.follower.reached(ledger.height + 1n, soon());
    await expectContent(started, ledger);
    expect(started.errors.map(String)).toEqual([expect.stringContaining('OtherLedgerError')]);
  });

  test('reports a page that cannot be read, and stays as it was', async () => {
    const ledger = new GeneratedLedger().growTo(20);
    const started = await start(place(), withBrokenPage(ledger));
    while (started.errors.length === 0) await started.running.follower.reached(ledger.height + 1n, soon());
    expect(started.running.follower.isFailing).toBe(true);
    expect((await started.running.model.digest()).height).toBeLessThan(ledger.height);
  });
});

describe('a read model that cannot be opened', () => {
  const start = useRunning();
  const folder = useFolder();

  test.each([
    ['a database that does not answer', () => 'postgresql://fapiao@127.0.0.1:1/none', 'ECONNREFUSED'],
    ['a folder that is not there', () => `${folder()}/none/read-model.db`, 'ENOENT'],
  ])('for %s names the cause', async (_, place, code) => {
    await expect(start(place(), new GeneratedLedger())).rejects.toMatchObject({ code });
  });
});

/** The ledger, whose last block has a page of bytes that are none. */
function withBrokenPage(ledger: GeneratedLedger): Source {
  const key = stateKey('PAGE', '26449000000000000001');
  const broken = (block: LedgerBlock): LedgerBlock => ({
    ...block,
    transactions: block.transactions.map((transaction) => ({
      ...transaction,
      writes: [{ key, value: Buffer.from([0]) }],
    })),
  });
  return {
    channel: ledger.channel,
    status: () => ledger.status(),
    async *blocks(from, signal): AsyncGenerator<LedgerBlock> {
      for await (const block of ledger.blocks(from, signal))
        yield block.number === ledger.height - 1n ? broken(block) : block;
    },
  };
}

function never(): AbortSignal {
  return new AbortController().signal;
}

/** Ends a wait for a height that does not come, so that the caller looks at the errors again. */
function soon(): AbortSignal {
  return AbortSignal.timeout(10);
}
