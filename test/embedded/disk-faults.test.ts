import { beforeAll, describe, expect, test } from 'vitest';
import { type Fault, FaultyDisk } from '../support/faulty-disk.ts';
import { inProcessParts, openInProcessProbe, outcome, type Probe } from '../support/probe.ts';

let parts: Awaited<ReturnType<typeof inProcessParts>>;
beforeAll(async () => {
  parts = await inProcessParts();
});

async function open(disk: FaultyDisk): Promise<Probe> {
  return openInProcessProbe({ ...parts, disk });
}

/** Submits one after the other until one fails, and returns those that were acknowledged. */
async function submitUntilFault(
  probe: Probe,
): Promise<{ acknowledged: string[]; failure: Record<string, unknown> }> {
  const acknowledged: string[] = [];
  for (;;) {
    const key = `key-${acknowledged.length}`;
    const failure = await outcome(probe.submit('Append', key, 'x'));
    if (failure.code !== 'VALID') return { acknowledged, failure };
    acknowledged.push(key);
  }
}

const faults: readonly Fault[] = ['append', 'short append', 'sync', 'sync once'];
const moments = [1, 2, 3, 5, 8];

describe.each(faults)('when %s fails', (fault) => {
  test.each(moments)(
    'at the %i-th time the ledger stops writing and loses nothing it acknowledged',
    async (n) => {
      const disk = new FaultyDisk();
      const probe = await open(disk);
      disk.failAt(fault, n);
      const { acknowledged, failure } = await submitUntilFault(probe);
      expect(acknowledged).toHaveLength(n - 1);
      expect(failure).toMatchObject({ code: 'LEDGER_OUTCOME_UNKNOWN', stage: 'commit', retryable: false });
      expect(failure.transactionId).toMatch(/^[0-9a-f]{64}$/);

      // From here on nothing is acknowledged, even where the disk works again.
      expect(await outcome(probe.submit('Put', 'more', 'x'))).toMatchObject({ code: 'LEDGER_READ_ONLY' });
      expect((await probe.client.status()).writable).toBe(false);
      expect(await probe.read('key-0')).toBe(acknowledged.length > 0 ? 'x' : null);
      await probe.close();

      await disk.crash();
      const again = await open(disk);
      for (const key of acknowledged) expect(await again.read(key)).toBe('x');
      expect(await again.read('more')).toBeNull();
      expect(await outcome(again.submit('Put', 'more', 'y'))).toEqual({ code: 'VALID' });
      await again.close();
    },
  );
});

test('what waits behind the block that failed was never written, and is told so', async () => {
  const disk = new FaultyDisk();
  const probe = await open(disk);
  disk.failAt('sync', 1);
  const failed = outcome(probe.submit('Put', 'first', 'x'));
  const behind = probe.delayed(() => failed);
  expect(await outcome(behind.submit('Put', 'second', 'x'))).toMatchObject({
    code: 'LEDGER_READ_ONLY',
    stage: 'submit',
  });
  expect(await failed).toMatchObject({ code: 'LEDGER_OUTCOME_UNKNOWN' });
  await probe.close();
});

test('an unknown outcome is found out by the transaction id once the ledger is open again', async () => {
  const disk = new FaultyDisk();
  const probe = await open(disk);
  disk.failAt('sync once', 1);
  const { transactionId } = await outcome(probe.submit('Put', 'perhaps', 'x'));
  expect(await probe.client.outcomeOf(String(transactionId))).toBeUndefined();
  await probe.close();
  // The process restarts and the machine does not: what was written is still there.
  const again = await open(disk);
  expect(await again.client.outcomeOf(String(transactionId))).toBe('VALID');
  expect(await again.read('perhaps')).toBe('x');
  await again.close();
});
