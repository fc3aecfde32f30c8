import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { storedBlocks } from '@fapiao-ledger/network/embedded';
import type { LedgerBlock } from '@fapiao-ledger/network/ledger-client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { outcome, Probe } from '../support/probe.ts';

const WRITER = fileURLToPath(new URL('./fixtures/writer.ts', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fapiao-embedded-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A child that writes to the ledger, and what it has printed. */
class Writer {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;

  constructor() {
    this.#process = spawn(process.execPath, [WRITER, folder]);
    this.#lines = createInterface(this.#process.stdout)[Symbol.asyncIterator]();
  }

  async line(): Promise<string> {
    const { value, done } = await this.#lines.next();
    return done === true ? '' : value;
  }

  /** The ids of transactions that were acknowledged before the process was killed, some unread ones too. */
  async killAfter(count: number): Promise<string[]> {
    const ids: string[] = [];
    while (ids.length < count) ids.push(await this.line());
    const exited = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await exited;
    for (let id = await this.line(); id.length === 64; id = await this.line()) ids.push(id);
    return ids;
  }
}

describe('a process that is killed while it writes', () => {
  test('has lost nothing that it acknowledged, time after time', async () => {
    const acknowledged: string[] = [];
    for (const count of [1, 40, 150, 300]) {
      const writer = new Writer();
      expect(await writer.line()).toBe('open');
      acknowledged.push(...(await writer.killAfter(count)));
      const probe = await Probe.open({ folder });
      for (const id of acknowledged) expect(await probe.client.outcomeOf(id)).toBe('VALID');
      await probe.close();
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(491);
  });

  test('leaves a ledger that can be opened at once', async () => {
    const writer = new Writer();
    expect(await writer.line()).toBe('open');
    await writer.killAfter(3);
    const probe = await Probe.open({ folder });
    expect(await outcome(probe.submit('Put', 'after', 'x'))).toEqual({ code: 'VALID' });
    await probe.close();
  });
});

describe('a second owner of the folder', () => {
  test('in another process is refused, and writes nothing', async () => {
    const probe = await Probe.open({ folder });
    const before = await probe.client.status();
    expect(await new Writer().line()).toBe('refused LEDGER_UNAVAILABLE');
    expect(await probe.client.status()).toEqual(before);
    await probe.close();
    const writer = new Writer();
    expect(await writer.line()).toBe('open');
    await writer.killAfter(1);
  });

  test('in the same process is refused', async () => {
    const probe = await Probe.open({ folder });
    expect(await outcome(Probe.open({ folder }))).toMatchObject({
      code: 'LEDGER_UNAVAILABLE',
      stage: 'open',
    });
    await probe.close();
  });
});

describe('a folder', () => {
  test('is a ledger again when it is opened again, with the same organizations', async () => {
    const probe = await Probe.open({ folder });
    await probe.submit('Put', 'kept', 'x');
    const { height } = await probe.client.status();
    const { certificate } = probe.ledger.authorities.PlatformMSP;
    await probe.close();
    const again = await Probe.open({ folder });
    expect(await again.read('kept')).toBe('x');
    expect((await again.client.status()).height).toBe(height);
    expect(again.ledger.authorities.PlatformMSP.certificate).toBe(certificate);
    await again.close();
  });

  test.each(['is gone', 'is not a database'])('whose state %s has it built again', async (what) => {
    const probe = await Probe.open({ folder });
    await probe.submit('Append', 'kept', 'x');
    await probe.close();
    const state = join(folder, 'channel', 'state.sqlite');
    for (const file of readdirSync(join(folder, 'channel'))) {
      if (file.startsWith('state.sqlite')) rmSync(join(folder, 'channel', file));
    }
    if (what === 'is not a database') writeFileSync(state, 'this is no database'.repeat(500));
    const again = await Probe.open({ folder });
    expect(await again.read('kept')).toBe('x');
    await again.submit('Append', 'kept', 'y');
    expect(await again.read('kept')).toBe('xy');
    await again.close();
  });

  test('keeps its keys to its owner', async () => {
    const probe = await Probe.open({ folder });
    await probe.close();
    for (const path of [
      'TaxBureauMSP/ca/ca-key.pem',
      'PlatformMSP/peer/key.pem',
      'OrdererMSP/orderer/key.pem',
    ]) {
      expect(statSync(join(folder, 'organizations', path)).mode & 0o077).toBe(0);
    }
  });

  test('has blocks that can be read beside the running ledger', async () => {
    const probe = await Probe.open({ folder });
    const { blockNumber } = await probe.submit('Put', 'key', 'x');
    const numbers: number[] = [];
    for await (const { number } of storedBlocks(folder)) numbers.push(number);
    expect(numbers).toEqual(Array.from({ length: Number(blockNumber) + 1 }, (_, number) => number));
    await probe.close();
  });
});

describe('when the peer’s thread dies', () => {
  test('every waiting caller gets an error, and the folder can be opened again', async () => {
    const probe = await Probe.open({ folder });
    await probe.submit('Put', 'before', 'x');
    const following = outcome(drain(probe.client.blocks(0n, new AbortController().signal)));
    const crash = outcome(probe.evaluate('Crash'));
    const waiting = outcome(probe.evaluate('Read', 'before'));
    expect(await crash).toMatchObject({ code: 'LEDGER_UNAVAILABLE', stage: 'evaluate', retryable: true });
    expect((await waiting).code).toMatch(/^(LEDGER_UNAVAILABLE|VALID)$/);
    expect(await following).toMatchObject({ code: 'LEDGER_UNAVAILABLE' });
    expect(await outcome(probe.submit('Put', 'after', 'x'))).toMatchObject({ code: 'LEDGER_UNAVAILABLE' });
    await probe.close();
    const again = await Probe.open({ folder });
    expect(await again.read('before')).toBe('x');
    await again.close();
  });

  test('the outcome of what was sent to be ordered is unknown, until the folder is opened again', async () => {
    const probe = await Probe.open({ folder });
    const submitted = await outcome(probe.submit('PutThenCrash', 'key', join(folder, 'channel', 'blocks')));
    expect(submitted).toMatchObject({
      code: 'LEDGER_OUTCOME_UNKNOWN',
      stage: 'commit',
      transactionId: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    await probe.close();
    const again = await Probe.open({ folder });
    expect(await again.client.outcomeOf(String(submitted.transactionId))).toBe('VALID');
    await again.close();
  });
});

async function drain(blocks: AsyncIterable<LedgerBlock>): Promise<void> {
  for await (const _ of blocks);
}
