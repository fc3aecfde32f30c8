import { createPrivateKey, type KeyObject, randomBytes } from 'node:crypto';
import { readIfPresent, writeWhole } from '@fapiao-ledger/files';
import { z } from 'zod';
import { CustodianError } from './custodian-error.js';
import { encryptionKeyOf, type MasterSecret } from './master-secret.js';
import { seal, unseal } from './sealing.js';

/** Facts about a key in custody that are stored in the clear. The encryption binds the key to all of them. */
export interface KeyFacts {
  readonly code: string;
  /** SubjectPublicKeyInfo, DER in base64, as on the ledger. */
  readonly publicKey: string;
  /** Public key of the taxpayer's access key, whose holder may have statements signed. Same form. */
  readonly accessKey: string;
  /** When it was made: ISO 8601. */
  readonly madeAt: string;
}

export interface CustodyKey extends KeyFacts {
  readonly privateKey: KeyObject;
}

const SEALED = { nonce: z.string(), sealed: z.string() };

const KEY_FILE = z.strictObject({
  version: z.literal(1),
  salt: z.string(),
  /** An empty text, sealed: distinguishes a wrong master secret from a changed key. */
  check: z.strictObject(SEALED),
  keys: z.array(
    z.strictObject({
      code: z.string(),
      publicKey: z.string(),
      accessKey: z.string(),
      madeAt: z.string(),
      ...SEALED,
    }),
  ),
});

const CHECK = 'master secret';
const SALT_BYTES = 32;

interface Derived {
  /** Base64, unique to this file. */
  readonly salt: string;
  readonly key: Buffer;
}

/** The file of all keys in custody, each encrypted separately. Each change replaces the whole file. */
export class KeyFile {
  readonly #path: string;
  #secret: Derived;

  private constructor(path: string, secret: Derived) {
    this.#path = path;
    this.#secret = secret;
  }

  /**
   * Opens a file and decrypts all of its keys. Creates the file when it is missing.
   * @throws {CustodianError} when it is not such a file, the secret is another, or a key was changed
   */
  static async open(
    path: string,
    secret: MasterSecret,
  ): Promise<{ readonly file: KeyFile; readonly keys: readonly CustodyKey[] }> {
    const content = await readContent(path);
    if (content === undefined) {
      const file = new KeyFile(path, derivedFrom(secret, newSalt()));
      await file.write([]);
      return { file, keys: [] };
    }
    const derived = derivedFrom(secret, content.salt);
    if (unseal(derived.key, CHECK, content.check) === undefined) {
      throw new CustodianError(`${path} is encrypted with another master secret`);
    }
    const keys = content.keys.map((entry) => opened(path, derived.key, entry));
    return { file: new KeyFile(path, derived), keys };
  }

  /** Writes all keys, each encrypted with a new nonce. */
  async write(keys: readonly CustodyKey[]): Promise<void> {
    await writeWhole(this.#path, textOf(keys, this.#secret), { isPrivate: true });
  }

  /** Writes all keys as `write` does, under another secret and a new salt. */
  async rewrite(keys: readonly CustodyKey[], secret: MasterSecret): Promise<void> {
    const derived = derivedFrom(secret, newSalt());
    await writeWhole(this.#path, textOf(keys, derived), { isPrivate: true });
    this.#secret = derived;
  }
}

function derivedFrom(secret: MasterSecret, salt: string): Derived {
  return { salt, key: encryptionKeyOf(secret, Buffer.from(salt, 'base64')) };
}

function textOf(keys: readonly CustodyKey[], { salt, key }: Derived): string {
  const content: z.infer<typeof KEY_FILE> = {
    version: 1,
    salt,
    check: seal(key, CHECK, Buffer.alloc(0)),
    keys: keys.map(({ privateKey, ...facts }) => {
      const plain = privateKey.export({ format: 'der', type: 'pkcs8' });
      const entry = { ...facts, ...seal(key, facts, plain) };
      plain.fill(0);
      return entry;
    }),
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

function opened(path: string, key: Buffer, entry: z.infer<typeof KEY_FILE>['keys'][number]): CustodyKey {
  const { nonce, sealed, ...facts } = entry;
  const plain = unseal(key, facts, { nonce, sealed });
  if (plain === undefined) {
    throw new CustodianError(`${path} was changed: the key of ${facts.code} does not open; restore a copy`);
  }
  const privateKey = createPrivateKey({ key: plain, format: 'der', type: 'pkcs8' });
  plain.fill(0);
  return { ...facts, privateKey };
}

async function readContent(path: string): Promise<z.infer<typeof KEY_FILE> | undefined> {
  try {
    const text = await readIfPresent(path);
    return text === undefined ? undefined : KEY_FILE.parse(JSON.parse(text));
  } catch (cause) {
    throw new CustodianError(`${path} is not a file of keys in custody that this version reads`, { cause });
  }
}

function newSalt(): string {
  return randomBytes(SALT_BYTES).toString('base64');
}
