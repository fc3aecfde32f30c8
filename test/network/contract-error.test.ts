import { DomainError, ValidationError } from '@fapiao-ledger/core';
import { decodeContractError } from '@fapiao-ledger/network/ledger-client';
import { describe, expect, test } from 'vitest';

const FAULTS = [
  { code: 'FIELD_REQUIRED', path: '/seller', message: 'the field is missing' },
  { code: 'LINE_COUNT', path: '/lines', message: '{"a brace": 1}' },
] as const;

describe('a refusal in the text of a chaincode error', () => {
  test('is the DomainError that the contract threw, whatever the peer puts in front', () => {
    const text = JSON.stringify({ code: 'INVOICE_LOCKED', message: 'locked by a claim' });
    for (const words of [
      '',
      'chaincode response 500, ',
      'PlatformMSP 127.0.0.1:7051: chaincode response 500, ',
    ]) {
      const error = decodeContractError(words + text);
      expect(error).toBeInstanceOf(DomainError);
      expect(error).toMatchObject({ code: 'INVOICE_LOCKED', message: 'locked by a claim' });
    }
  });

  test('keeps every fault of a ValidationError', () => {
    const error = decodeContractError(
      JSON.stringify({ code: 'FIELD_REQUIRED', message: 'two', faults: FAULTS }),
    );
    expect(error).toBeInstanceOf(ValidationError);
    expect((error as ValidationError).faults).toEqual(FAULTS);
  });

  test.each([
    ['nothing of the kind', 'connection refused'],
    ['JSON without a code', '{"message":"no"}'],
    ['a code that is not ours', '{"code":"ANYTHING","message":"no"}'],
    ['the name of a property of every object', '{"code":"toString","message":"no"}'],
    ['no message', '{"code":"INVOICE_LOCKED"}'],
    ['JSON that was cut off', '{"code":"INVOICE_LOCKED","mess'],
    ['faults that are none', '{"code":"FIELD_REQUIRED","message":"no","faults":[{}]}'],
    ['an empty list of faults', '{"code":"FIELD_REQUIRED","message":"no","faults":[]}'],
  ])('is not made of %s', (_, text) => {
    expect(decodeContractError(text)).toBeUndefined();
  });
});
