import { createPrivateKey, type KeyObject, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { systemCodeOf } from '@fapiao-ledger/core';
import { z } from 'zod';
import { writePrivate } from '../private-file.js';
import { CustodianError } from './custodian-error.js';
import { encryptionKeyOf, type MasterSecret } from './master-secret.js';
import { seal, unseal } from './sealing.js';

/** What stands in the clear about a key in custody; the encryption binds the key to all of it. */
export interface KeyFacts {
  readonly code: string;
  /** The public half, as the ledger keeps it: SubjectPublicKeyInfo, DER in base64. */
  readonly publicKey: string;
  /** The taxpayer's own key, whose holder may have statements signed; as `publicKey`. */
  readonly accessKey: string;
  /** When it was made: ISO 8601. */
  readonly madeAt: string;
}

export interface KeptKey extends KeyFacts {
  readonly privateKey: KeyObject;
}

const SEALED = { nonce: z.string(), sealed: z.string() };

const KEY_FILE = z.strictObject({
  version: z.literal(1),
  salt: z.string(),
  /** Nothing, sealed: tells a wrong master secret from a changed key. */
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
  /** Base64; of this file alone. */
  readonly salt: string;
  readonly key: Buffer;
}

/** The file of all keys in custody, each encrypted on its own. Every change replaces the file as a whole. */
export class KeyFile {
  readonly #path: string;
  #secret: Derived;

  private constructor(path: string, secret: Derived) {
    this.#path = path;
    this.#secret = secret;
  }

  /**
   * The keys in a file, all of them opened; a file is made where there is none.
   * @throws {CustodianError} when it is no such file, the secret is another, or a key was changed
   */
  static async open(
    path: string,
    secret: MasterSecret,
  ): Promise<{ readonly file: KeyFile; readonly keys: readonly KeptKey[] }> {
    const content = await readContent(path);
    if (content === undefined) {
      const file = new KeyFile(path, derivedFrom(secret, newSalt()));
      await file.write([]);
      return { file, keys: [] };
    }
    const derived = derivedFrom(secret, content.salt);
    if (unseal(derived.key, CHECK, content.check) === undefined) {
      throw new CustodianError(`${path} is encrypted with another master secret than the one given`);
    }
    const keys = content.keys.map((entry) => opened(path, derived.key, entry));
    return { file: new KeyFile(path, derived), keys };
  }

  /** Every key is encrypted anew. */
  async write(keys: readonly KeptKey[]): Promise<void> {
    await writePrivate(this.#path, textOf(keys, this.#secret));
  }

  /** As `write`, under another secret and another salt. */
  async rewrite(keys: readonly KeptKey[], secret: MasterSecret): Promise<void> {
    const derived = derivedFrom(secret, newSalt());
    await writePrivate(this.#path, textOf(keys, derived));
    this.#secret = derived;
  }
}

function derivedFrom(secret: MasterSecret, salt: string): Derived {
  return { salt, key: encryptionKeyOf(secret, Buffer.from(salt, 'base64')) };
}

function textOf(keys: readonly KeptKey[], { salt, key }: Derived): string {
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

function opened(path: string, key: Buffer, entry: z.infer<typeof KEY_FILE>['keys'][number]): KeptKey {
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
    return KEY_FILE.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    if (systemCodeOf(cause) === 'ENOENT') return undefined;
    throw new CustodianError(`${path} is not a file of keys in custody that this version reads`, { cause });
  }
}

function newSalt(): string {
  return randomBytes(SALT_BYTES).toString('base64');
}
