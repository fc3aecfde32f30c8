import { ManualClock } from '@fapiao-ledger/network/embedded';
import type { Identity } from '@fapiao-ledger/pki';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { enrol, outcome, Probe, probeCall } from '../support/probe.ts';

const DAY_MS = 86_400_000;

describe('by the clock of the peer', () => {
  // Not a round moment of the past: a tapped client uses the machine's clock.
  const start = new Date();
  const clock = new ManualClock(start);
  let probe: Probe;
  beforeAll(async () => {
    probe = await Probe.open({ clock });
  });
  beforeEach(() => clock.set(start));
  afterAll(() => probe.close());

  const put = (identity: Identity, by = probe): Promise<Record<string, unknown>> =>
    outcome(by.client.submit(identity, probeCall('Put', 'key', 'x')));

  test('a certificate is refused before and after its time', async () => {
    const identity = await enrol(probe.ledger, { from: start, days: 2 });
    expect(await put(identity)).toEqual({ code: 'VALID' });
    clock.advance(-60_000);
    expect(await put(identity)).toMatchObject({ code: 'CREDENTIAL_INVALID' });
    clock.advance(3 * DAY_MS);
    expect(await put(identity)).toMatchObject({ code: 'CREDENTIAL_INVALID' });
  });

  test('a certificate that expires between endorsement and ordering is refused', async () => {
    const identity = await enrol(probe.ledger, { from: start, days: 2 });
    const slow = probe.delayed(async () => clock.advance(3 * DAY_MS));
    expect(await put(identity, slow)).toMatchObject({ code: 'CREDENTIAL_INVALID' });
  });

  test('a proposal more than 15 minutes off is refused', async () => {
    const identity = await enrol(probe.ledger, { from: new Date(start.getTime() - DAY_MS) });
    const steady = probe.tapped({});
    clock.advance(14 * 60_000);
    expect(await put(identity, steady)).toEqual({ code: 'VALID' });
    clock.advance(2 * 60_000);
    expect(await put(identity, steady)).toMatchObject({ code: 'TIMESTAMP_SKEW' });
    clock.advance(-32 * 60_000);
    expect(await put(identity, steady)).toMatchObject({ code: 'TIMESTAMP_SKEW' });
  });

  test('the contract’s own check goes', async () => {
    const moment = new Date(start.getTime() + 7 * DAY_MS);
    clock.set(moment);
    const identity = await enrol(probe.ledger, { from: start });
    const answer = JSON.parse(await probe.client.evaluate(identity, probeCall('WhoAmI')));
    expect(answer).toMatchObject({
      endorserClock: moment.getTime(),
      seconds: Math.floor(moment.getTime() / 1000),
    });
  });
});
