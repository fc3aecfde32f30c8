/** What is wrong with a signature, or that nothing is. */
export type SignatureVerdict = 'valid' | 'invalid' | 'high-s' | 'malformed';

/** What the core needs from its host to check who said something; text is hashed as UTF-8. */
export interface Cryptography {
  /** SHA-256 in lower-case hex. */
  readonly sha256: (text: string) => string;
  /**
   * Whether `signature` (DER in base64, low-S) over SHA-256 of the text is by the P-256 key
   * `publicKey` (SubjectPublicKeyInfo, DER in base64).
   */
  readonly verify: (publicKey: string, text: string, signature: string) => SignatureVerdict;
}
