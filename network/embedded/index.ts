/** The embedded home of the ledger: a small peer, with its orderer, in a thread of this process. */

export { type BlockContent, decodeBlock, headerHash } from './block.js';
export { type ClientParts, EmbeddedClient } from './client.js';
export { type Clock, ManualClock } from './clock.js';
export { type EmbeddedLedger, type EmbeddedOptions, openEmbeddedLedger } from './embedded-ledger.js';
export type { ProposalAnswer } from './endorser.js';
export { FolderLock } from './folder-lock.js';
export { isWithin } from './folder-place.js';
export { defaultHeights } from './height-place.js';
export type { OrganizationId } from './organizations.js';
export type { PeerLink, PeerStatus } from './peer-link.js';
export { systemRandom } from './random.js';
export type { Verification } from './replay.js';
export { type StoredBlock, storedBlocks } from './stored-blocks.js';
export type { BatchLimits } from './transaction-queue.js';
