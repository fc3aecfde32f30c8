import { describe, expect, test } from 'vitest';
import { Executing } from '../support/executing.ts';
import { AT } from '../support/issuing.ts';
import { TaxpayerKeys } from '../support/taxpayer-keys.ts';

const OLD = 'request-old';
const NEW = 'request-new';

describe('a request that replaces one', () => {
  test('that the ledger does not know burns it forever', () => {
    const executing = new Executing();
    const old = executing.sign({ requestId: OLD });
    const [answer] = executing.submit(executing.sign({ replaces: OLD }));
    expect(answer).toBe('answer 1');
    expect(executing.records.get(OLD)).toEqual({ replacedBy: NEW });
    expect(executing.submit(old)).toEqual(['REQUEST_REPLACED']);
    expect(executing.refusalOf(old).message).toContain(NEW);
  });

  test('that took effect is refused whole, and names it', () => {
    const executing = new Executing();
    const old = executing.sign({ requestId: OLD });
    const [answer] = executing.submit(old);
    const late = executing.sign({ replaces: OLD });
    expect(executing.refusalOf(late).message).toContain(OLD);
    expect(executing.submit(late)).toEqual(['REPLACED_REQUEST_USED']);
    expect(executing.submit(old)).toEqual([answer]);
    expect([...executing.records.keys()]).toEqual([OLD]);
  });

  test('that is burned already leaves the first replacement named', () => {
    const executing = new Executing();
    executing.submit(executing.sign({ requestId: 'request-first', replaces: OLD }));
    expect(executing.submit(executing.sign({ replaces: OLD }))).toEqual(['answer 2']);
    expect(executing.records.get(OLD)).toEqual({ replacedBy: 'request-first' });
  });

  test('before it in the same page: the later one is refused', () => {
    const executing = new Executing();
    const old = executing.sign({ requestId: OLD });
    const replacing = executing.sign({ replaces: OLD });
    expect(executing.submit(replacing, old)).toEqual(['answer 1', 'REQUEST_REPLACED']);
  });

  test('behind it in the same page: the replacement is refused', () => {
    const executing = new Executing();
    const old = executing.sign({ requestId: OLD });
    const replacing = executing.sign({ replaces: OLD });
    expect(executing.submit(old, replacing)).toEqual(['answer 1', 'REPLACED_REQUEST_USED']);
    expect([...executing.records.keys()]).toEqual([OLD]);
  });

  test('that was refused in the same page burns it', () => {
    const executing = new Executing();
    const forged = executing.sign({ requestId: OLD, by: new TaxpayerKeys() });
    const replacing = executing.sign({ replaces: OLD });
    expect(executing.submit(forged, replacing)).toEqual(['SIGNATURE_INVALID', 'answer 1']);
    expect(executing.submit(executing.sign({ requestId: OLD }))).toEqual(['REQUEST_REPLACED']);
  });

  test('and is refused burns nothing', () => {
    const executing = new Executing();
    const expired = executing.sign({ replaces: OLD, end: AT - 1 });
    expect(executing.submit(expired)).toEqual(['STATEMENT_EXPIRED']);
    expect(executing.submit(executing.sign({ requestId: OLD }))).toEqual(['answer 1']);
  });

  test('is sent again: it gets the first answer', () => {
    const executing = new Executing();
    const replacing = executing.sign({ replaces: OLD });
    const [answer] = executing.submit(replacing);
    expect(executing.submit(replacing, replacing)).toEqual([answer, answer]);
  });

  test('and is itself replaced before it took effect burns nothing any more', () => {
    const executing = new Executing();
    const old = executing.sign({ requestId: OLD });
    const middle = executing.sign({ requestId: 'request-middle', replaces: OLD });
    expect(executing.submit(executing.sign({ replaces: 'request-middle' }))).toEqual(['answer 1']);
    expect(executing.submit(middle)).toEqual(['REQUEST_REPLACED']);
    // The chain is not followed: a client that gives up two requests replaces or cancels each of them.
    expect(executing.submit(old)).toEqual(['answer 2']);
  });

  test('and took effect may not be replaced, nor may the request that it replaced take effect', () => {
    const executing = new Executing();
    const old = executing.sign({ requestId: OLD });
    executing.submit(executing.sign({ requestId: 'request-middle', replaces: OLD }));
    expect(executing.submit(executing.sign({ replaces: 'request-middle' }), old)).toEqual([
      'REPLACED_REQUEST_USED',
      'REQUEST_REPLACED',
    ]);
  });

  test('is itself does what it says once, and burns nothing', () => {
    const executing = new Executing();
    const own = executing.sign({ replaces: NEW });
    const [answer] = executing.submit(own);
    expect(answer).toBe('answer 1');
    expect(executing.submit(own)).toEqual([answer]);
  });

  test('of another actor burns an id of its own: what others called so is not touched', () => {
    const [one, another] = [new Executing(), new Executing()];
    const old = one.sign({ requestId: OLD });
    another.submit(another.sign({ replaces: OLD }));
    expect(one.submit(old)).toEqual(['answer 1']);
  });

  test.each([
    ['the same request without it', {}],
    ['the same request with another', { replaces: 'request-third' }],
  ])('is not %s', (_, changes) => {
    const executing = new Executing();
    executing.submit(executing.sign({ replaces: OLD }));
    expect(executing.submit(executing.sign(changes))).toEqual(['REQUEST_ID_REUSED']);
    expect(executing.records.has('request-third')).toBe(false);
  });
});
