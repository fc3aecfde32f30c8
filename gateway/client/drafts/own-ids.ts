import { contentText, type Json, sha256Hex } from '@fapiao-ledger/core';
import { personNameIn, sealed } from './person-name.js';
import { refOf } from './read-rows.js';

/**
 * Returns the digest of what a draft says: SHA-256 of `contentText`, as the gateway's lists have it beside an own id. The ledger knows of a
 * person's name only that there is a commitment, and leaves that out.
 */
export function contentDigest(draft: Json): string {
  const name = personNameIn(draft);
  return sha256Hex(contentText(name === undefined ? draft : sealed(draft, { name, salt: '' })));
}

/** Drafts in a request, about. */
const PAGE_DRAFTS = 250;
const DIGITS = 8;

/**
 * Returns whether a request ends after the draft with an own id. The own id alone says so. Thus two files that share drafts share
 * their requests too, but for those in which they differ.
 */
export function isPageEnd(ref: string): boolean {
  return Number.parseInt(sha256Hex(`page-end\n${ref}`).slice(0, DIGITS), 16) % PAGE_DRAFTS === 0;
}

/**
 * Returns the id of a request of drafts with own ids, in their order. The same drafts have the same id in whatever file, and the ledger
 * executes a request id once.
 *
 * @param round counts the requests for these drafts that were canceled before
 */
export function requestIdOf(drafts: readonly Json[], round: number): string {
  const named = drafts.map((draft) => `${refOf(draft) ?? ''}\n${contentDigest(draft)}`);
  return `import-${sha256Hex(`${round}\n${named.join('\n')}`).slice(0, ID_DIGITS)}`;
}

/** 160 bits: the ids are the seller's own, so that no other party can choose drafts with an id of the seller's. */
const ID_DIGITS = 40;
