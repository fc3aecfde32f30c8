import {
  CompactFormError,
  JSON_DEPTH_MAX,
  messageOf,
  nameAttributes,
  OID,
  parseKey,
  parseSerializedIdentity,
} from '@fapiao-ledger/core';
import { storedDocument } from '../stored-document.js';

/** Bytes as people read them: JSON as its value, other text as text, anything else as base64. */
export type Shown = { readonly json: unknown } | { readonly text: string } | { readonly base64: string };

/** Thrown when bytes are no block, or one that cannot be shown. */
export class NoBlock extends Error {}

/** Returns bytes that a caller wrote in the first form that fits. */
export function shown(bytes: Uint8Array): Shown {
  const text = textOf(bytes);
  if (text === undefined) return { base64: Buffer.from(bytes).toString('base64') };
  try {
    const json: unknown = JSON.parse(text);
    return isWithinDepth(json) ? { json } : { text };
  } catch (error) {
    if (error instanceof SyntaxError) return { text };
    throw error;
  }
}

/** Whether a value nests no deeper than the contract accepts. JSON.parse reads deeper values than JSON.stringify can write. */
function isWithinDepth(value: unknown, levels = JSON_DEPTH_MAX): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((each) => isWithinDepth(each, levels - 1));
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** A value of the world state: the document under a key of this contract, else the bytes as they are. */
export type StateValueView = { readonly document: unknown } | Shown | { readonly deleted: true };

/**
 * Most values of all documents of a block. The largest block that a network may cut, 10 MiB of pages of one line, has fewer; bytes that
 * unfold into more would fill the memory.
 */
const VALUES_MAX = 20_000_000;

/** Counts the values of the documents of a block. */
export class DocumentSize {
  #values = 0;

  /** @throws {NoBlock} when the documents have too many values with this one */
  add(document: unknown): void {
    this.#values += valuesIn(document);
    if (this.#values > VALUES_MAX)
      throw new NoBlock(`the documents of the block unfold into more than ${VALUES_MAX} values`);
  }
}

/** Returns the number of values in a document that nests no deeper than `isWithinDepth` allows. */
function valuesIn(document: unknown): number {
  if (typeof document !== 'object' || document === null) return 1;
  return Object.values(document).reduce<number>((sum, each) => sum + valuesIn(each), 1);
}

/**
 * Returns the value that a transaction wrote under a key; without bytes it deleted the key.
 * @param size of the documents of the block
 * @throws {NoBlock} as `DocumentSize`
 */
export function stateValueView(
  key: string,
  value: Uint8Array | undefined,
  size: DocumentSize,
): StateValueView {
  if (value === undefined) return { deleted: true };
  const kind = parseKey(key)?.kind;
  if (kind === undefined) return shown(value);
  try {
    const document: unknown = storedDocument(kind, value);
    if (!isWithinDepth(document)) return shown(value);
    size.add(document);
    return { document };
  } catch (error) {
    if (error instanceof CompactFormError || error instanceof SyntaxError) return shown(value);
    throw error;
  }
}

/** A member as its certificate names it. The certificate is not verified: `audit` does that. */
export type MemberView =
  | { readonly mspId: string; readonly commonName: string; readonly units: readonly string[] }
  | { readonly unreadable: string; readonly base64: string };

/** Returns the member in an msp.SerializedIdentity. */
export function memberView(serialized: Uint8Array): MemberView {
  try {
    const { mspId, certificate } = parseSerializedIdentity(serialized);
    const [commonName = ''] = nameAttributes(certificate.subject, OID.commonName);
    return { mspId, commonName, units: nameAttributes(certificate.subject, OID.organizationalUnit) };
  } catch (error) {
    return { unreadable: messageOf(error), base64: Buffer.from(serialized).toString('base64') };
  }
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
