import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gate, outcome, Probe } from '../support/probe.ts';

let probe: Probe;
beforeAll(async () => {
  probe = await Probe.open();
});
afterAll(() => probe.close());

describe('of transactions that touch the same keys,', () => {
  test('the second to read and write one is a conflict, and changes nothing', async () => {
    const both = gate(2);
    const slow = probe.delayed(both);
    const results = await Promise.all(['a', 'b'].map((text) => outcome(slow.submit('Append', 'mvcc', text))));
    const conflicts = results.filter(({ code }) => code === 'LEDGER_CONFLICT');
    expect(conflicts).toMatchObject([{ stage: 'commit', retryable: true, details: ['MVCC_READ_CONFLICT'] }]);
    expect(['a', 'b']).toContain(await probe.read('mvcc'));
  });

  test('one that read a version that is no more is a conflict in a later block, too', async () => {
    await probe.submit('Put', 'later', '0');
    const late = probe.delayed(() => probe.submit('Put', 'later', '1'));
    expect(await outcome(late.submit('Append', 'later', 'x'))).toMatchObject({ code: 'LEDGER_CONFLICT' });
    expect(await probe.read('later')).toBe('1');
  });

  test('two creators of one key cannot both be valid', async () => {
    const late = probe.delayed(() => probe.submit('Append', 'created', 'first'));
    expect(await outcome(late.submit('Append', 'created', 'second'))).toMatchObject({
      code: 'LEDGER_CONFLICT',
    });
    expect(await probe.read('created')).toBe('first');
  });

  test('writers that did not read never conflict: the last one stays', async () => {
    const late = probe.delayed(() => probe.submit('Put', 'blind', 'first'));
    expect(await outcome(late.submit('Put', 'blind', 'second'))).toEqual({ code: 'VALID' });
    expect(await probe.read('blind')).toBe('second');
  });

  test('a conflict stands in its block with its code', async () => {
    const late = probe.delayed(() => probe.submit('Put', 'marked', '1'));
    const { transactionId } = await outcome(late.submit('Append', 'marked', 'x'));
    expect(await probe.client.outcomeOf(String(transactionId))).toBe('MVCC_READ_CONFLICT');
  });
});

describe('a transaction that counted a range is a conflict when meanwhile', () => {
  const changes: [string, string, string, string][] = [
    ['a key was added to it', 'Put', 'c', 'x'],
    ['a key of it was deleted', 'Delete', 'b', ''],
    ['a key of it was written again', 'Put', 'b', 'y'],
  ];
  test.each(changes)('%s', async (what, name, suffix, value) => {
    const prefix = `phantom ${what} `;
    await probe.submit('PutMany', JSON.stringify([`${prefix}a`, `${prefix}b`]));
    const args = [`${prefix}${suffix}`, value].slice(0, name === 'Put' ? 2 : 1);
    const late = probe.delayed(() => probe.submit(name, ...args));
    const failed = await outcome(late.submit('CountInto', prefix, `${prefix}~`, `count ${what}`));
    expect(failed).toMatchObject({ code: 'LEDGER_CONFLICT', details: ['PHANTOM_READ_CONFLICT'] });
  });

  test('one of hundreds of keys was written again', async () => {
    const keys = Array.from({ length: 300 }, (_, index) => `wide-${String(index).padStart(3, '0')}`);
    await probe.submit('PutMany', JSON.stringify(keys));
    const late = probe.delayed(() => probe.submit('Put', 'wide-170', 'again'));
    expect(await outcome(late.submit('CountInto', 'wide-', 'wide.', 'wide count'))).toMatchObject({
      details: ['PHANTOM_READ_CONFLICT'],
    });
    const calm = await outcome(probe.submit('CountInto', 'wide-', 'wide.', 'wide count'));
    expect(calm).toEqual({ code: 'VALID' });
  });

  test('a key was added in the same block', async () => {
    const both = gate(2);
    const slow = probe.delayed(both);
    const results = await Promise.all([
      outcome(slow.submit('CountInto', 'block-', 'block.', 'block-count-1')),
      outcome(slow.submit('CountInto', 'block-', 'block.', 'block-count-2')),
    ]);
    expect(results.map(({ code }) => code).sort()).toEqual(['LEDGER_CONFLICT', 'VALID']);
  });

  test('but not when the change lies behind what it read', async () => {
    const keys = Array.from({ length: 150 }, (_, index) => `front-${String(index).padStart(3, '0')}`);
    await probe.submit('PutMany', JSON.stringify(keys));
    // The first batch is a hundred; the peer has then read one more.
    const late = probe.delayed(() => probe.submit('Put', 'front-140', 'again'));
    expect(await outcome(late.submit('FirstInto', 'front-', 'front.', '5', 'front count'))).toEqual({
      code: 'VALID',
    });
  });
});
