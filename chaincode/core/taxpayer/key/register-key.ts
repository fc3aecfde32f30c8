import { DomainError, ValidationError } from '../../errors.js';
import type { Read } from '../../json/document-reader.js';
import {
  amountText,
  distinct,
  instant,
  laneName,
  matching,
  object,
  oneOf,
  optional,
  publicKey,
} from '../../read.js';
import { keyEpochOf } from '../../statement/statement.js';
import { formatInstant } from '../../time.js';
import { isPersonId } from '../credit-code.js';
import { isLaneName } from '../lane.js';
import type { Signer } from '../signer.js';
import {
  hasKeyEnded,
  KEY_SCOPES,
  type KeyRegistration,
  keysUnder,
  requireKeyInTime,
  type ScopedKeyJson,
} from './scoped-key.js';

/** Most further keys of one taxpayer. */
export const KEYS_MAX = 50;
/** Most lanes that one key names. */
export const KEY_LANES_MAX = 20;

/** A change of a taxpayer's further keys: the key, and the keys afterwards. */
export interface KeyChange {
  readonly key: ScopedKeyJson;
  readonly keys: readonly ScopedKeyJson[];
}

/**
 * Registers a further key of a taxpayer. Keys that have ended, or that an earlier own key registered, leave the list.
 *
 * @param act `digest` of the request and `at` in seconds since 1970
 * @throws {ValidationError} FIELD_VALUE at `/scopes` for a person that would issue
 * @throws {DomainError} KEY_ENDED, KEY_EXISTS, KEY_IN_USE, KEY_COUNT
 */
export function registerKey(
  keys: readonly ScopedKeyJson[],
  signer: Signer,
  registration: KeyRegistration,
  { digest, at }: { readonly digest: string; readonly at: number },
): KeyChange {
  const { name, publicKey, scopes } = registration;
  if (isPersonId(signer.code) && scopes.includes('issue')) throw personIssues();
  requireKeyInTime(registration, at);
  const others = keysUnder(keys, signer).filter((key) => !hasKeyEnded(key, at));
  if (others.some((key) => key.name === name)) {
    throw new DomainError('KEY_EXISTS', `a key named ${name} is registered; revoke it, or take another name`);
  }
  if ([signer, ...others].some((key) => key.publicKey === publicKey)) {
    throw new DomainError(
      'KEY_IN_USE',
      `${signer.code} has registered this public key already; make a new key`,
    );
  }
  if (others.length >= KEYS_MAX) {
    throw new DomainError('KEY_COUNT', `${signer.code} has ${KEYS_MAX} further keys; revoke one of them`);
  }
  const key: ScopedKeyJson = {
    ...registration,
    keyEpoch: keyEpochOf(digest),
    registeredAt: formatInstant(at),
    registeredUnder: signer.keyEpoch,
  };
  return { key, keys: [...others, key] };
}

/** Revokes a further key of a taxpayer. @throws {DomainError} KEY_NOT_FOUND */
export function revokeKey(
  keys: readonly ScopedKeyJson[],
  signer: Pick<Signer, 'code' | 'keyEpoch'>,
  name: string,
): KeyChange {
  const all = keysUnder(keys, signer);
  const key = all.find((each) => each.name === name);
  if (key === undefined) throw new DomainError('KEY_NOT_FOUND', `${signer.code} has no key named ${name}`);
  return { key, keys: all.filter((each) => each !== key) };
}

function personIssues(): ValidationError {
  const message = 'a person issues no invoices; leave the scope issue out';
  return new ValidationError([{ code: 'FIELD_VALUE', path: '/scopes', message }]);
}

/** Reads the name of a key. */
export const readKeyName: Read<string> = matching(
  isLaneName,
  'FIELD_VALUE',
  'the name of a key: 1 to 20 of A-Z a-z 0-9 -',
);

/** Reads the registration of a further key. Only a key that issues has lanes, and only a key that signs has a largest amount. */
export const readKeyRegistration: Read<KeyRegistration> = object((reader) => {
  const fields = reader.fields({
    name: readKeyName,
    publicKey,
    scopes: distinct(oneOf(...KEY_SCOPES), KEY_SCOPES.length, 'scopes'),
    lanes: optional(distinct(laneName, KEY_LANES_MAX, 'lanes')),
    amountMax: optional(amountText),
    until: optional(instant()),
  });
  const { scopes } = fields;
  if (scopes === undefined) return fields;
  if (fields.lanes !== undefined && !scopes.includes('issue')) {
    reader.fault('FIELD_VALUE', 'lanes', 'only a key with the scope issue has lanes');
  }
  if (fields.amountMax !== undefined && !scopes.some((scope) => scope !== 'read')) {
    reader.fault('FIELD_VALUE', 'amountMax', 'a key that only reads has no largest amount');
  }
  return fields;
});
