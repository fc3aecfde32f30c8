/** Writes test/vectors/statements.json with a new key and new signatures: node test/statements/write-vectors.ts */
import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { type Request, requestText, statementText } from '@fapiao-ledger/core';
import { generateKeyPair, signLowS } from '@fapiao-ledger/pki';
import { highTwin } from '../embedded/tampering.ts';
import { CASES, type StatementVector, type StatementVectors, TERMS } from './vectors.ts';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const { privateKey } = generateKeyPair();
const key = createPrivateKey(privateKey);
const publicKey = base64(createPublicKey(key).export({ type: 'spki', format: 'der' }));

const statements = CASES.map(({ desc, request }): StatementVector => {
  const text = requestText(request as unknown as Request);
  const requestSha256 = sha256(text);
  const statement = statementText(TERMS, requestSha256);
  return {
    desc,
    request,
    terms: TERMS,
    requestText: text,
    requestSha256,
    statementText: statement,
    statementSha256: sha256(statement),
    signature: base64(signLowS(key, Buffer.from(statement, 'utf8'))),
  };
});

const [first, second] = statements as [StatementVector, StatementVector];
const der = Buffer.from(first.signature, 'base64');
const refused: StatementVectors['refused'] = [
  { desc: 'the other s, which verifies too', signature: base64(highTwin(der)), verdict: 'high-s' },
  { desc: 'a byte behind it', signature: base64(Buffer.concat([der, Buffer.of(0)])), verdict: 'malformed' },
  {
    desc: 'r and s without DER, as a token has them',
    signature: base64(Buffer.alloc(64, 7)),
    verdict: 'malformed',
  },
  { desc: 'base64url', signature: `${first.signature.slice(0, -4)}-_-_`, verdict: 'malformed' },
  { desc: 'the signature of another statement', signature: second.signature, verdict: 'invalid' },
];

const vectors: StatementVectors = { key: { publicKey, privateKey }, statements, refused };
const file = new URL('../vectors/statements.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(vectors, null, 2)}\n`);
