import { randomBytes, scryptSync } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { systemCodeOf } from '@fapiao-ledger/core';
import { isReadableByOthers, writeSynced } from '@fapiao-ledger/files';
import { CustodianError } from './custodian-error.js';

/** Secret from which the encryption key of the keys in custody is derived. It must be stored apart from them. */
export type MasterSecret = Buffer;

const BYTES_MIN = 32;

/** Slow on purpose, because an operator may choose a weak secret: 32 MB and about 0.1 s per start. */
const SCRYPT = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

/** Reads the secret. @throws {CustodianError} when the file is missing, other users may read it, or it is too short */
export async function readMasterSecret(file: string): Promise<MasterSecret> {
  const handle = await opened(file);
  try {
    const about = await handle.stat();
    if (!about.isFile()) throw new CustodianError(`${file} is not a file; it must hold the master secret`);
    if (isReadableByOthers(about)) {
      throw new CustodianError(`other users may read the master secret in ${file}: chmod 600 ${file}`);
    }
    const secret = Buffer.from((await handle.readFile('utf8')).trim());
    if (secret.length >= BYTES_MIN) return secret;
    throw new CustodianError(`${file} holds less than ${BYTES_MIN} bytes: npm run custodian -- secret FILE`);
  } finally {
    await handle.close();
  }
}

/** Writes a new secret of 256 random bits. @throws {CustodianError} when the file exists already */
export async function writeMasterSecret(file: string): Promise<void> {
  await writeSynced(await opened(file, 'wx'), `${randomBytes(BYTES_MIN).toString('base64')}\n`);
}

/** Returns the AES-256 key. @param salt of the folder, so that the same secret yields other keys for other folders */
export function encryptionKeyOf(secret: MasterSecret, salt: Uint8Array): Buffer {
  return scryptSync(secret, salt, 32, SCRYPT);
}

async function opened(file: string, flags: 'r' | 'wx' = 'r'): Promise<FileHandle> {
  try {
    return await open(file, flags, 0o600);
  } catch (cause) {
    const code = systemCodeOf(cause) ?? String(cause);
    const reason = code === 'EEXIST' ? 'it exists already, and keys may need it' : code;
    throw new CustodianError(`the master secret in ${file} cannot be ${VERBS[flags]}: ${reason}`, { cause });
  }
}

const VERBS = { r: 'read', wx: 'written' } as const;
