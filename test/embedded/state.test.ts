import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Probe, probeCall } from '../support/probe.ts';

let probe: Probe;
beforeAll(async () => {
  probe = await Probe.open();
});
afterAll(() => probe.close());

/** Keys of one test, so that tests do not see each other's. */
async function putAll(...keys: readonly string[]): Promise<void> {
  await probe.submit('PutMany', JSON.stringify(keys));
}

async function keysBetween(start: string, end: string): Promise<string[]> {
  return JSON.parse(await probe.evaluate('Range', start, end)) as string[];
}

describe('a contract on the embedded peer', () => {
  test('reads what was committed', async () => {
    await probe.submit('Put', 'plain', '值');
    expect(await probe.read('plain')).toBe('值');
    expect(await probe.read('never written')).toBeNull();
  });

  test('does not read its own writes', async () => {
    await probe.submit('Put', 'own', 'old');
    const { result } = await probe.submit('PutThenRead', 'own', 'new');
    expect(JSON.parse(result)).toBe('old');
    expect(await probe.read('own')).toBe('new');
  });

  test('writes nothing when it is only evaluated', async () => {
    await probe.evaluate('Put', 'evaluated', 'x');
    expect(await probe.read('evaluated')).toBeNull();
  });

  test('finds a deleted key gone, and an empty value deleted', async () => {
    await putAll('gone-1', 'gone-2');
    await probe.submit('Delete', 'gone-1');
    await probe.submit('Put', 'gone-2', '');
    expect(await keysBetween('gone-', 'gone-z')).toEqual([]);
  });

  test('gets keys in the order of their UTF-8 bytes', async () => {
    // UTF-16 would put the emoji, whose first unit is U+D83D, before U+E000 and U+FF5E.
    const ordered = [
      'order-',
      'order-A',
      'order-a',
      'order-é',
      'order-发',
      'order-\ue000',
      'order-～',
      'order-😀',
    ];
    await putAll(...[...ordered].reverse());
    expect(await keysBetween('order-', 'order.')).toEqual(ordered);
  });

  test('gets ranges from their start on and before their end', async () => {
    await putAll('edge-a', 'edge-b', 'edge-c');
    expect(await keysBetween('edge-a', 'edge-c')).toEqual(['edge-a', 'edge-b']);
  });

  test('walks ranges of more than one batch to their end', async () => {
    const keys = Array.from({ length: 250 }, (_, index) => `many-${String(index).padStart(3, '0')}`);
    await putAll(...keys);
    expect(await keysBetween('many-', 'many.')).toEqual(keys);
  });

  test('pages through a range by bookmarks', async () => {
    await putAll('page-1', 'page-2', 'page-3');
    const page = async (bookmark: string): Promise<unknown> =>
      JSON.parse(await probe.evaluate('Page', 'page-', 'page.', '2', bookmark));
    expect(await page('')).toEqual({
      keys: ['page-1', 'page-2'],
      bookmark: 'page-3',
      fetchedRecordsCount: 2,
    });
    expect(await page('page-3')).toEqual({ keys: ['page-3'], bookmark: '', fetchedRecordsCount: 1 });
  });

  test('sees the history of a key, newest first', async () => {
    const first = await probe.submit('Put', 'past', '1');
    const second = await probe.submit('Delete', 'past');
    const third = await probe.submit('Put', 'past', '3');
    const history = JSON.parse(await probe.evaluate('History', 'past')) as { seconds: number }[];
    expect(history).toMatchObject([
      { txId: third.transactionId, value: '3', isDelete: false },
      { txId: second.transactionId, value: '', isDelete: true },
      { txId: first.transactionId, value: '1', isDelete: false },
    ]);
    expect(Math.abs((history[0]?.seconds ?? 0) - Date.now() / 1000)).toBeLessThan(60);
  });

  test('learns who calls, by organization and attributes, and what is transient', async () => {
    const call = { ...probeCall('WhoAmI'), transient: { secret: Buffer.from('s3') } };
    const answer = JSON.parse(await probe.client.evaluate(probe.identity, call)) as Record<string, unknown>;
    expect(answer).toMatchObject({
      mspId: 'TaxBureauMSP',
      role: 'officer',
      channel: 'fapiao',
      transient: { secret: 's3' },
    });
  });

  test('has its transient data kept out of the block', async () => {
    const call = {
      ...probeCall('Put', 'with-secret', 'x'),
      transient: { secret: Buffer.from('needle-in-block') },
    };
    const { blockNumber } = await probe.client.submit(probe.identity, call);
    const block = Buffer.from((await probe.ledger.peer.rawBlock(Number(blockNumber))) ?? []);
    expect(block.includes('with-secret')).toBe(true);
    expect(block.includes('needle-in-block')).toBe(false);
  });
});

describe('the peer refuses a contract', () => {
  const refused: [string, string, readonly string[], RegExp][] = [
    ['a write after a paginated query', 'PageThenPut', ['a', 'z', 'k'], /paginated query cannot write/],
    ['a paginated query after a write', 'PutThenPage', ['a', 'z', 'k'], /cannot run a paginated query/],
    ['an empty key', 'Put', ['', 'x'], /key cannot be empty/],
    ['a key that is not UTF-8', 'PutMany', ['["\\ud800"]'], /valid UTF-8/],
    ['a rich query', 'RichQuery', [], /CouchDB/],
    ['a private collection', 'PrivateRead', [], /no private collection/],
    ['another chaincode', 'CallOther', [], /no other chaincode/],
  ];
  test.each(refused)('%s', async (_what, name, args, message) => {
    const failure = await probe.submit(name, ...args).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'LEDGER_REFUSED', stage: 'endorse' });
    expect((failure as { details: string[] }).details.join()).toMatch(message);
  });

  test('and nothing of what it wrote before stays', async () => {
    await expect(probe.submit('Refuse', 'no')).rejects.toMatchObject({ code: 'LEDGER_REFUSED' });
    expect(await probe.read('refused')).toBeNull();
  });
});

describe('an error of the contract', () => {
  const fault = { code: 'MONEY_FORMAT', path: '/lines/0/net', message: 'two decimals' };

  test('with a code arrives as the DomainError that it was', async () => {
    const text = JSON.stringify({ code: 'INVOICE_LOCKED', message: 'locked by a company' });
    await expect(probe.submit('Refuse', text)).rejects.toMatchObject({
      name: 'DomainError',
      code: 'INVOICE_LOCKED',
      message: 'locked by a company',
    });
  });

  test('with faults arrives as the ValidationError that it was', async () => {
    const text = JSON.stringify({ code: 'MONEY_FORMAT', message: 'bad', faults: [fault] });
    await expect(probe.evaluate('Refuse', text)).rejects.toMatchObject({
      name: 'ValidationError',
      faults: [fault],
    });
  });

  test('of any other kind arrives with its text', async () => {
    await expect(probe.evaluate('Refuse', 'plain words')).rejects.toMatchObject({
      code: 'LEDGER_REFUSED',
      stage: 'evaluate',
      details: ['plain words'],
    });
  });
});
