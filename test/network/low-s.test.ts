import { generateKeyPairSync, verify } from 'node:crypto';
import { isLowS, signLowS } from '@fapiao-ledger/network/ledger-client';
import { expect, test } from 'vitest';
import { highTwin } from '../embedded/tampering.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

test('signatures verify, and are the lower of the two that do', () => {
  for (let index = 0; index < 600; index += 1) {
    const bytes = Buffer.from(`message ${index}`);
    const signature = signLowS(privateKey, bytes);
    expect(verify('sha256', bytes, publicKey, signature)).toBe(true);
    expect(isLowS(signature)).toBe(true);
    expect(isLowS(highTwin(signature))).toBe(false);
  }
});
