import { signatureForm } from './commitment/low-s.js';
import { decodeBase64 } from './identity/base64.js';
import { isP256PublicKey } from './identity/public-key.js';
import { Remembered } from './remembered.js';

/** The result of checking a signature: `valid`, or what is wrong with it. */
export type SignatureVerdict = 'valid' | 'invalid' | 'high-s' | 'malformed';

/** The cryptography that the core needs. `cryptographyOn` makes it from a host's primitives. */
export interface Cryptography {
  /** Returns SHA-256 of UTF-8 text, in lower-case hex. */
  readonly sha256: (text: string) => string;
  /**
   * Judges whether `signature` (DER in base64, low-S) over SHA-256 of the text is by the P-256 key
   * `publicKey` (SubjectPublicKeyInfo, DER in base64).
   */
  readonly verify: (publicKey: string, text: string, signature: string) => SignatureVerdict;
}

/** The primitives of a host's own library, such as node:crypto. */
export interface CryptographyHost<Key> {
  /** Returns SHA-256 of UTF-8 text, in lower-case hex. */
  readonly sha256: (text: string) => string;
  /** Returns the host's form of a key. @param spki DER of a P-256 key with an uncompressed point on the curve */
  readonly importKey: (spki: Uint8Array) => Key;
  /** Whether a key made a signature. @param signature strict DER with a low `s`, over SHA-256 of the text in UTF-8 */
  readonly verify: (key: Key, text: string, signature: Uint8Array) => boolean;
}

/** Most keys in memory. Reading a key costs half as much as checking a signature, and sellers sign many times. */
const KEYS_MAX = 1_000;

/** Returns the cryptography on a host's primitives. It decides for every host which encodings of keys and signatures are valid. */
export function cryptographyOn<Key>(host: CryptographyHost<Key>): Cryptography {
  const keys = new Remembered<Key | undefined>(KEYS_MAX);
  const readKey = (publicKey: string): Key | undefined => {
    const spki = decodeBase64(publicKey);
    // Libraries also accept compressed and hybrid points, which are other bytes for the same key.
    return spki !== undefined && isP256PublicKey(spki) ? host.importKey(spki) : undefined;
  };
  return {
    sha256: host.sha256,
    verify: (publicKey, text, signature) => {
      const der = decodeBase64(signature);
      if (der === undefined) return 'malformed';
      const form = signatureForm(der);
      if (form !== 'low-s') return form;
      const key = keys.get(publicKey, () => readKey(publicKey));
      return key !== undefined && host.verify(key, text, der) ? 'valid' : 'invalid';
    },
  };
}
