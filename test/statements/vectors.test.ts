import { createPrivateKey, createPublicKey } from 'node:crypto';
import { digestOfRequest, httpActOf, sealRequest } from '@fapiao-ledger/client';
import { type Request, requestText, statementText } from '@fapiao-ledger/core';
import { cryptography } from '@fapiao-ledger/pki';
import { describe, expect, test } from 'vitest';
import { readVectors } from '../support/vectors.ts';
import { CASES, type StatementVectors } from './vectors.ts';

const { key, statements, refused } = readVectors<StatementVectors>('statements');
const { sha256, verify } = cryptography;

describe('test/vectors/statements.json', () => {
  test('has each case, and the pair of keys', () => {
    expect(statements.map(({ desc, request }) => ({ desc, request }))).toEqual(CASES);
    const publicKey = createPublicKey(key.privateKey).export({ type: 'spki', format: 'der' });
    expect(publicKey.toString('base64')).toBe(key.publicKey);
  });

  test.each(statements)('holds: $desc', async (vector) => {
    const request = vector.request as unknown as Request;
    expect(requestText(request)).toBe(vector.requestText);
    expect([sha256(vector.requestText), await digestOfRequest(request)]).toEqual([
      vector.requestSha256,
      vector.requestSha256,
    ]);
    expect(statementText(vector.terms, vector.requestSha256)).toBe(vector.statementText);
    expect(sha256(vector.statementText)).toBe(vector.statementSha256);
    expect(verify(key.publicKey, vector.statementText, vector.signature)).toBe('valid');
  });

  test('the client signs the statement of each vector', async () => {
    const ecdsa = { name: 'ECDSA', namedCurve: 'P-256' } as const;
    const signing = createPrivateKey(key.privateKey).toCryptoKey(ecdsa, false, ['sign']);
    for (const { request, terms, statementText: text } of statements) {
      const { signature } = await sealRequest({ key: signing }, request as unknown as Request, terms);
      expect(verify(key.publicKey, text, signature)).toBe('valid');
    }
  });

  test.each(refused)('is refused: $desc', ({ signature, verdict }) => {
    expect(verify(key.publicKey, statements[0]?.statementText ?? '', signature)).toBe(verdict);
  });

  test('the client sends each request', () => {
    for (const { request } of statements)
      expect(httpActOf(request.operation, request.body as never).path).toMatch(/^\/[a-z]/);
  });
});
