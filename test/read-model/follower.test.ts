import { ReadModel } from '@fapiao-ledger/gateway/read-model';
import { Follower } from '@fapiao-ledger/gateway/stream/follower';
import { changesIn } from '@fapiao-ledger/gateway/stream/ledger-change';
import { LedgerStream } from '@fapiao-ledger/gateway/stream/ledger-stream';
import type { LedgerBlock } from '@fapiao-ledger/network/ledger-client';
import { afterEach, describe, expect, test } from 'vitest';
import { GeneratedLedger } from '../support/generated-ledger.ts';
import { projected, useSqlite, withHook } from '../support/read-model-engines.ts';

type Source = ConstructorParameters<typeof LedgerStream>[0];

describe('a follower', () => {
  const source = useSqlite();
  const reference = useSqlite();
  const endings: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of endings.splice(0).reverse()) await end();
  });

  async function follow(
    model: ReadModel,
    ledger: Source,
  ): Promise<{ follower: Follower; errors: unknown[] }> {
    const errors: unknown[] = [];
    const onError = (error: unknown): void => void errors.push(error);
    const stream = new LedgerStream(ledger, onError);
    stream.start();
    endings.push(() => stream.close());
    const follower = new Follower(model, stream, { onError, pauseMs: 1 });
    follower.start();
    endings.push(() => follower.stop());
    return { follower, errors };
  }

  async function open(channel: string, engine = source.create()): Promise<ReadModel> {
    const model = await ReadModel.open(engine, channel);
    endings.push(() => model.close());
    return model;
  }

  async function expectContent(model: ReadModel, ledger: GeneratedLedger): Promise<void> {
    const wanted = await projected(reference.create(), ledger);
    expect(await model.digest()).toEqual(await wanted.digest());
    await wanted.close();
  }

  test('catches up and then keeps up', async () => {
    const ledger = new GeneratedLedger().growTo(300);
    const model = await open(ledger.channel);
    const { follower, errors } = await follow(model, ledger);
    await follower.reached(ledger.height, never());
    await expectContent(model, ledger);
    for (let more = 0; more < 5; more += 1) {
      ledger.addBlock();
      await follower.reached(ledger.height, never());
      expect(await model.height()).toBe(ledger.height);
    }
    await expectContent(model, ledger);
    expect(errors).toEqual([]);
  });

  test('continues after the database has failed', async () => {
    const ledger = new GeneratedLedger().growTo(300);
    let failures = 0;
    const engine = withHook(source.create(), () => {
      failures -= 1;
      if (failures >= 0) throw new Error('the disk is full');
    });
    const model = await open(ledger.channel, engine);
    failures = 3;
    const { follower, errors } = await follow(model, ledger);
    await follower.reached(ledger.height, never());
    expect(errors.map(String)).toEqual(Array.from({ length: 3 }, () => 'Error: the disk is full'));
    expect(follower.isFailing).toBe(false);
    await expectContent(model, ledger);
  });

  test('continues after the stream of blocks has broken, and after it has skipped one', async () => {
    const ledger = new GeneratedLedger().growTo(500);
    const model = await open(ledger.channel);
    let streams = 0;
    const faulty: Source = {
      channel: ledger.channel,
      status: () => ledger.status(),
      async *blocks(from, signal): AsyncGenerator<LedgerBlock> {
        streams += 1;
        const turn = streams;
        const breaksAt = from + 7n;
        for await (const block of ledger.blocks(from, signal)) {
          if (turn < 3 && block.number === breaksAt) throw new Error('the connection is lost');
          if (turn !== 3 || block.number !== breaksAt) yield block;
        }
      },
    };
    const { follower, errors } = await follow(model, faulty);
    await follower.reached(ledger.height, never());
    expect(errors).toHaveLength(3);
    await expectContent(model, ledger);
  });

  test.each([
    ['of another seed', 9, 300],
    ['that is shorter', 20_260_101, 100],
  ])('makes the read model again for a ledger %s', async (_, seed, invoices) => {
    const [old, ledger] = [new GeneratedLedger().growTo(300), new GeneratedLedger({ seed }).growTo(invoices)];
    const model = await projected(source.create(), old);
    endings.push(() => model.close());
    const { follower, errors } = await follow(model, ledger);
    await follower.reached(1n, never());
    while (follower.height < ledger.height || errors.length === 0)
      await follower.reached(ledger.height, never());
    expect(errors.map(String)).toEqual([expect.stringContaining('OtherLedgerError')]);
    await expectContent(model, ledger);
  });

  test('stops between transactions, and releases waiting callers when stopped', async () => {
    const ledger = new GeneratedLedger().growTo(300);
    const model = await open(ledger.channel);
    const { follower } = await follow(model, ledger);
    const waiting = new AbortController();
    const wait = follower.reached(1_000_000n, waiting.signal);
    waiting.abort();
    await wait;
    await follower.stop();
    await model.apply(ledger.chain.map(changesIn));
    await expectContent(model, ledger);
  });
});

function never(): AbortSignal {
  return new AbortController().signal;
}
