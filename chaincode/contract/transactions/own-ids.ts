import {
  CompactFormError,
  PAGE_INVOICES_MAX,
  type Read,
  read,
  readRefs,
  refDigest,
  type StoredRef,
  type StrictRefs,
  stateKey,
  type TaxpayerJson,
  withStrictRefs,
} from '#core';
import { nodeCryptography } from '../cryptography.js';
import type { Transaction } from '../transaction.js';
import { isNotJson } from '../wire.js';
import { actIn, perform, type SignedAct } from './act.js';
import { taxpayerOf } from './signers.js';

/**
 * Sets whether the ledger issues one invoice at most for each own id of the taxpayer that signs (T22).
 * @throws {DomainError} as `perform`
 */
export async function setStrictRefs(
  transaction: Transaction,
  act: SignedAct<StrictRefs>,
): Promise<TaxpayerJson> {
  return await perform(transaction, 'set-strict-refs', act, async () => {
    const taxpayer = withStrictRefs(await taxpayerOf(transaction, act.actor), act.body);
    await transaction.state.put(stateKey('TAXPAYER', act.actor), taxpayer);
    transaction.emit('StrictRefsSet', { code: taxpayer.code, strict: act.body.strict });
    return taxpayer;
  });
}

export const readStrictRefs: Read<SignedAct<StrictRefs>> = read.object((reader) =>
  actIn(reader, read.record({ strict: read.flag }), read.participant),
);

/**
 * Returns what the ledger has of the own ids in transient drafts, by digest. Each is a read of its own: two pages with one own id are
 * in conflict, and the peers accept one of them.
 */
export async function storedRefs(
  { state }: Transaction,
  seller: string,
  drafts: Uint8Array,
): Promise<(digest: string) => StoredRef | undefined> {
  const stored = new Map<string, StoredRef>();
  for (const digest of new Set(refsIn(drafts).map((ref) => refDigest(ref, nodeCryptography.sha256)))) {
    const ref = await state.get(stateKey('REF', seller, digest));
    if (ref !== undefined) stored.set(digest, ref);
  }
  return (digest) => stored.get(digest);
}

/** Drafts that have no compact form, or are too many for a page, are refused later, with their fault. */
function refsIn(drafts: Uint8Array): readonly string[] {
  try {
    const refs = readRefs(drafts);
    return refs.length > PAGE_INVOICES_MAX ? [] : refs;
  } catch (error) {
    if (error instanceof CompactFormError || isNotJson(error)) return [];
    throw error;
  }
}

/** Stores the own ids that a page uses. */
export async function putRefs(
  { state }: Transaction,
  seller: string,
  refs: ReadonlyMap<string, StoredRef>,
): Promise<void> {
  for (const [digest, ref] of refs) await state.put(stateKey('REF', seller, digest), ref);
}
