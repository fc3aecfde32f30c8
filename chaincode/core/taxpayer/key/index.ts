/** Further keys of a taxpayer, each with scopes: registration, revocation, and what they may sign. */

export {
  KEY_LANES_MAX,
  KEYS_MAX,
  type KeyChange,
  readKeyName,
  readKeyRegistration,
  registerKey,
  revokeKey,
} from './register-key.js';
export {
  coversOperation,
  findKey,
  hasKeyEnded,
  KEY_SCOPES,
  type KeyRegistration,
  type KeyScope,
  keysUnder,
  requireKeyAmounts,
  requireKeyInTime,
  requireKeyLane,
  requireKeyScope,
  type ScopedKeyJson,
} from './scoped-key.js';
