import { ValidationError } from '../errors.js';
import type { Json } from '../json/canonical.js';
import { parseStrictJson } from '../json/strict.js';

/** Who acts, as kept on disk: a key, and the certificate that an authority gave for it. */
export interface IdentityFile {
  readonly version: 1;
  readonly mspId: string;
  /** Credit code, pseudonym or officer's code; operators and auditors have none. */
  readonly code?: string;
  readonly role: string;
  /** PEM; empty until the certificate is installed, and of a further key. */
  readonly certificate: string;
  /** Key epoch of a further key of a taxpayer, which has no certificate. */
  readonly keyEpoch?: string;
  /** PKCS#8, PEM. */
  readonly privateKey: string;
}

/** Returns the identity in a file's text, or undefined when it holds none. Says no more: the text holds a key. */
export function parseIdentityFile(text: string): IdentityFile | undefined {
  const fields = fieldsOf(text);
  const { version, code = '', keyEpoch = '', mspId, role, certificate, privateKey, ...others } = fields;
  const texts = [code, keyEpoch, mspId, role, certificate, privateKey];
  const isIdentity = version === 1 && texts.every((value) => typeof value === 'string');
  return isIdentity && Object.keys(others).length === 0 ? (fields as unknown as IdentityFile) : undefined;
}

/** Returns the text of the file that `parseIdentityFile` reads. */
export function identityFileText(identity: IdentityFile): string {
  return `${JSON.stringify(identity, undefined, 2)}\n`;
}

function fieldsOf(text: string): Readonly<Record<string, Json>> {
  try {
    const value = parseStrictJson(text);
    // Of an array or a string this makes fields that no identity has.
    return { ...(value as Readonly<Record<string, Json>>) };
  } catch (error) {
    if (error instanceof ValidationError) return {};
    throw error;
  }
}
