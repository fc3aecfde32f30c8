/** The ledger of a data folder, embedded or on a Fabric network, and the identities that act on it. */

export { embeddedHome } from './embedded-home.js';
export { HomeError, type HomeSetting } from './home-error.js';
export type { HomeSettings } from './home-settings.js';
export { keepIdentity } from './identity-files.js';
export type { LedgerHome } from './ledger-home.js';
export { filesOf, heightsOf, openLedger } from './open-ledger.js';
