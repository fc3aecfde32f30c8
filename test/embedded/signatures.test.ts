import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { isLowS } from '@fapiao-ledger/core';
import { pooledSignatures, SignatureThread } from '@fapiao-ledger/network/embedded/in-process';
import { afterAll, describe, expect, test } from 'vitest';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const thread = new SignatureThread();

afterAll(async () => {
  await thread.close();
});

describe.each([
  { name: 'threads of Node.js', signatures: pooledSignatures },
  { name: 'a thread of their own', signatures: thread },
])('signatures by $name', ({ signatures }) => {
  const textsOf = (count: number): readonly Buffer[] =>
    Array.from({ length: count }, (_, index) => Buffer.from(`text ${index}`));

  test('have a low S and verify with the public key', async () => {
    for (const text of textsOf(20)) {
      const signature = await signatures.sign(privateKey, text);
      expect(isLowS(signature)).toBe(true);
      expect(verify('sha256', text, publicKey, signature)).toBe(true);
    }
  });

  test('are judged each by its own bytes, however many are requested at once', async () => {
    const texts = textsOf(50);
    const others = textsOf(50).map((text, index) => (index % 3 === 0 ? Buffer.from('another text') : text));
    const verdicts = await Promise.all(
      texts.map((text, index) =>
        signatures.verify(publicKey, others[index] as Buffer, sign('sha256', text, privateKey)),
      ),
    );
    expect(verdicts).toEqual(texts.map((_, index) => index % 3 !== 0));
  });

  test('fail one by one: a key that cannot sign fails its own job only', async () => {
    const [text] = textsOf(1) as [Buffer];
    const results = await Promise.allSettled([
      signatures.sign(privateKey, text),
      signatures.sign(publicKey, text),
      signatures.verify(publicKey, text, sign('sha256', text, privateKey)),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});
