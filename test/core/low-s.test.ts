import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { isLowS, toLowS } from '@fapiao-ledger/core';
import { expect, test } from 'vitest';
import { highTwin } from '../embedded/tampering.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

test('of two signatures that verify the lower one counts', () => {
  for (let index = 0; index < 600; index += 1) {
    const bytes = Buffer.from(`message ${index}`);
    const made = sign('sha256', bytes, privateKey);
    const low = toLowS(made);
    expect(verify('sha256', bytes, publicKey, low)).toBe(true);
    expect([isLowS(low), isLowS(highTwin(low))]).toEqual([true, false]);
    expect(isLowS(made)).toBe(Buffer.from(low).equals(made));
    expect(Buffer.from(toLowS(highTwin(low))).equals(low)).toBe(true);
  }
});

/** A signature of r and s in hex, with whatever length the sequence claims. */
function der(r: string, s: string, claimed?: number): Uint8Array {
  const integers = Buffer.concat(
    [r, s].map((hex) => Buffer.from(`02${byteOf(hex.length / 2)}${hex}`, 'hex')),
  );
  return Buffer.concat([Buffer.of(0x30, claimed ?? integers.length), integers]);
}

function byteOf(value: number): string {
  return value.toString(16).padStart(2, '0');
}

const HALF = '7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8';
const ABOVE_HALF = '7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a9';
const ORDER = '00ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551';

test.each<[string, Uint8Array, boolean]>([
  ['the smallest', der('01', '01'), true],
  ['the largest s', der('01', HALF), true],
  ['one more', der('01', ABOVE_HALF), false],
  ['r of the order', der(ORDER, '01'), false],
  ['s of the order', der('01', ORDER), false],
  ['r of zero', der('00', '01'), false],
  ['s of zero', der('01', '00'), false],
  ['a negative r', der('80', '01'), false],
  ['a superfluous zero', der('0001', '01'), false],
  ['an empty integer', der('', '01'), false],
  ['a length that is too small', der('01', '01', 5), false],
  ['a length that is too large', der('01', '01', 7), false],
  ['a byte behind it', Buffer.concat([der('01', '01'), Buffer.of(0)]), false],
  ['another tag', Buffer.concat([Buffer.of(0x31), der('01', '01').subarray(1)]), false],
  ['nothing', new Uint8Array(), false],
])('%s', (_, signature, want) => {
  expect(isLowS(signature)).toBe(want);
});
