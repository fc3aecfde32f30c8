import { fileURLToPath } from 'node:url';
import {
  ChaincodeHost,
  MemoryDisk,
  openOrganizations,
  SqliteStateStore,
  systemClock,
} from '@fapiao-ledger/network/embedded/in-process';
import { expect, test } from 'vitest';
import { HandTimer } from '../support/hand-timer.ts';
import { openInProcessProbe, outcome } from '../support/probe.ts';

const CHAINCODE = fileURLToPath(new URL('./fixtures/chaincode.cjs', import.meta.url));

test('a contract that never answers is given up after 30 seconds, and the ledger goes on', async () => {
  const timer = new HandTimer();
  const host = new ChaincodeHost(CHAINCODE, timer, Date.now);
  const organizations = await openOrganizations(undefined, systemClock);
  const store = new SqliteStateStore(':memory:');
  const begun = Promise.withResolvers<void>();
  const get = store.get.bind(store);
  store.get = (namespace, key) => {
    if (key === 'hang') begun.resolve();
    return get(namespace, key);
  };
  const probe = await openInProcessProbe({ organizations, host, store, disk: new MemoryDisk() });
  const hanging = outcome(probe.evaluate('Hang', 'hang'));
  await begun.promise;
  const written = outcome(probe.submit('Put', 'key', 'x'));
  timer.pass(29_999);
  const { promise: turn, resolve } = Promise.withResolvers<string>();
  setImmediate(resolve, 'still waiting');
  expect(await Promise.race([hanging, turn])).toBe('still waiting');
  timer.pass(1);
  expect(await hanging).toMatchObject({
    code: 'LEDGER_REFUSED',
    message: 'the contract exceeded its time limit',
  });
  expect(await written).toEqual({ code: 'VALID' });
});
