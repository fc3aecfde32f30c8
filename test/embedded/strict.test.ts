import { expect, test } from 'vitest';
import { outcome, Probe } from '../support/probe.ts';

test('strict mode finds out a contract that is not deterministic, and lets others be', async () => {
  const strict = await Probe.open({ strict: true });
  expect(await outcome(strict.submit('Roll', 'dice'))).toMatchObject({
    code: 'LEDGER_ENDORSEMENT',
    stage: 'endorse',
  });
  expect(await outcome(strict.submit('Append', 'key', 'x'))).toEqual({ code: 'VALID' });
  await strict.close();
});

test('without strict mode one simulation is endorsed by all', async () => {
  const probe = await Probe.open();
  expect(await outcome(probe.submit('Roll', 'dice'))).toEqual({ code: 'VALID' });
  await probe.close();
});
