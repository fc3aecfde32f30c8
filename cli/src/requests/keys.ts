import { createPrivateKey } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Json, KeyRegistration, ScopedKeyJson } from '@fapiao-ledger/core';
import { generateKeyPair } from '@fapiao-ledger/pki';
import { publicKeyText, readIdentityFile, writeIdentityFile } from '../identity/identity-file.js';
import type { Session } from '../session.js';
import { UsageError } from '../usage-error.js';
import { phrase } from '../words/phrase.js';
import { sendAct } from './send-act.js';
import { sendOnce } from './send-once.js';

/** A further key that a user asks for. */
export interface KeyOrder {
  readonly terms: Omit<KeyRegistration, 'publicKey'>;
  /** Identity file that gets the key. */
  readonly file: string;
  readonly requestId: string | undefined;
}

interface KeyAnswer {
  readonly key: ScopedKeyJson;
}

/**
 * Makes a key pair in a file, then registers its public key. The file is there before the request is sent, and gets the key epoch
 * afterwards. A repetition registers the same key.
 *
 * @throws {UsageError} when the file exists and no earlier command has left it
 */
export async function makeKey(
  session: Session,
  { terms, file, requestId }: KeyOrder,
): Promise<ScopedKeyJson> {
  const { code: actor, mspId, role } = await session.taxpayer();
  const content = terms as unknown as { readonly [field: string]: Json };
  const { key } = await sendOnce<{ publicKey: string }, KeyAnswer>(await session.sending(), {
    operation: 'register-key',
    content: { file: resolve(file), ...content },
    requestId,
    settle: async () => {
      if (existsSync(file))
        throw new UsageError(phrase('{file} exists already: choose another name with --out', { file }));
      const { privateKey } = generateKeyPair();
      await writeIdentityFile(file, { version: 1, mspId, code: actor, role, certificate: '', privateKey });
      return { publicKey: publicKeyText(createPrivateKey(privateKey)) };
    },
    submission: async (id, { publicKey }) => {
      const body = { ...content, publicKey };
      const request = { operation: 'register-key', actor, requestId: id, body } as const;
      return await Promise.resolve({ request, path: '/keys', body });
    },
    answerOf,
  });
  await nameRegistration(file, key);
  return key;
}

/** Revokes a further key. */
export async function revokeKey(
  session: Session,
  name: string,
  requestId: string | undefined,
): Promise<ScopedKeyJson> {
  const { code: actor } = await session.taxpayer();
  const { key } = await sendAct(session, {
    operation: 'revoke-key',
    actor,
    path: `/keys/${name}/revoke`,
    signed: { name },
    sent: {},
    requestId,
    answerOf,
  });
  return key;
}

/** Writes the registration of a key into its file. */
async function nameRegistration(file: string, { publicKey, keyEpoch }: ScopedKeyJson): Promise<void> {
  const { content, key } = await readIdentityFile(file);
  if (publicKeyText(key) !== publicKey)
    throw new UsageError(
      phrase('{file} holds another key than the one that was registered: revoke that one', { file }),
    );
  await writeIdentityFile(file, { ...content, keyEpoch });
}

/** Returns the answer by the ledger's record, which is the key itself. */
function answerOf(result: Json): KeyAnswer {
  return { key: result as unknown as ScopedKeyJson };
}
