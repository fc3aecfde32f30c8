import { createHash } from 'node:crypto';
import { ValidationError } from '@fapiao-ledger/core';

/** A position in a list: the last entry that was returned, and the height of the first page. */
export interface Cursor {
  readonly height: bigint;
  /** Key of the last entry, in the list's order. */
  readonly key: readonly string[];
}

/**
 * Returns a cursor as opaque text. It also contains the digest of the query, because a position in one list has no
 * meaning in another.
 *
 * @param question the query, as values that JSON can hold
 */
export function encodeCursor(cursor: Cursor, question: unknown): string {
  const fields = [cursor.height.toString(), ...cursor.key, questionDigest(question)];
  return Buffer.from(JSON.stringify(fields), 'utf8').toString('base64url');
}

/** @throws {ValidationError} FIELD_VALUE at /cursor when it was not returned for this query */
export function decodeCursor(text: string, question: unknown, keyLength: number): Cursor {
  const fields = readFields(text);
  const [height = '', ...key] = fields;
  const digest = key.pop();
  if (key.length === keyLength && /^[0-9]{1,18}$/.test(height) && digest === questionDigest(question))
    return { height: BigInt(height), key };
  throw notACursor();
}

/** Returns the refusal of a cursor that no list has given. */
export function notACursor(): ValidationError {
  return new ValidationError([
    { code: 'FIELD_VALUE', path: '/cursor', message: 'not a cursor that was given for this question' },
  ]);
}

/** Keys are dates, numbers, codes and rates. PostgreSQL accepts no text with a NUL. */
const KEY_TEXT = /^[\x20-\x7E]*$/;

function readFields(text: string): readonly string[] {
  try {
    const fields: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    const isText = (field: unknown): boolean => typeof field === 'string' && KEY_TEXT.test(field);
    return Array.isArray(fields) && fields.every(isText) ? (fields as string[]) : [];
  } catch {
    return [];
  }
}

function questionDigest(question: unknown): string {
  return createHash('sha256').update(JSON.stringify(question)).digest('base64url').slice(0, 16);
}
