import { FabricFailure } from '@fapiao-ledger/network/fabric/client/failure';
import { Pacer } from '@fapiao-ledger/network/fabric/client/pacer';
import { describe, expect, test } from 'vitest';

const OPTIONS = { callsMax: 100, waitingMax: 1000, busyMs: 60_000 };

/** A peer that refuses calls beyond its limit, and counts. */
class Peer {
  readonly #limit: number;
  under = 0;
  most = 0;
  refused = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  readonly call = async (): Promise<number> => {
    if (this.under >= this.#limit) {
      this.refused += 1;
      throw busy();
    }
    this.under += 1;
    this.most = Math.max(this.most, this.under);
    await new Promise((resolve) => setImmediate(resolve));
    this.under -= 1;
    return this.most;
  };
}

function busy(): FabricFailure {
  return new FabricFailure('busy', 'too many requests', [], undefined);
}

describe('the pacer', () => {
  test('lets no more calls out at once than are allowed, and all of them in the end', async () => {
    const peer = new Peer(1000);
    const pacer = new Pacer({ ...OPTIONS, callsMax: 10 });
    await Promise.all(Array.from({ length: 200 }, () => pacer.run(peer.call)));
    expect(peer.most).toBe(10);
  });

  test('allows more when calls succeed', async () => {
    const peer = new Peer(1000);
    const pacer = new Pacer(OPTIONS);
    const before = pacer.limit;
    await Promise.all(Array.from({ length: 500 }, () => pacer.run(peer.call)));
    expect(pacer.limit).toBeGreaterThan(before);
  });

  test('allows fewer, and repeats what was refused, when the peer has too many', async () => {
    const peer = new Peer(8);
    const pacer = new Pacer(OPTIONS);
    const before = pacer.limit;
    await Promise.all(Array.from({ length: 60 }, () => pacer.run(peer.call)));
    expect(peer.refused).toBeGreaterThan(0);
    expect(pacer.limit).toBeLessThan(before);
  });

  test('repeats no other failure', async () => {
    let calls = 0;
    const fail = async (): Promise<never> => {
      calls += 1;
      throw new FabricFailure('unreachable', 'gone', [], undefined);
    };
    await expect(new Pacer(OPTIONS).run(fail)).rejects.toMatchObject({ kind: 'unreachable' });
    expect(calls).toBe(1);
  });

  test('gives up when the peer stays busy', async () => {
    const pacer = new Pacer({ ...OPTIONS, busyMs: 0 });
    await expect(pacer.run(() => Promise.reject(busy()))).rejects.toMatchObject({ kind: 'busy' });
  });

  test('refuses at once what would wait too long in line', async () => {
    const pacer = new Pacer({ callsMax: 1, waitingMax: 1, busyMs: 0 });
    let release: () => void = () => {};
    const held = pacer.run(() => new Promise<void>((resolve) => (release = resolve)));
    const waiting = pacer.run(async () => 'later');
    await expect(pacer.run(async () => 'too many')).rejects.toMatchObject({ kind: 'busy' });
    release();
    await held;
    expect(await waiting).toBe('later');
  });
});
