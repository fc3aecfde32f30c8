import { canonicalJson, type Json } from '../json/canonical.js';
import { isJsonObject } from '../json/document-reader.js';

/**
 * Returns what a draft says, as canonical JSON: all of it but the commitment to a person's name. A commitment has a new secret salt
 * in each request, so that without it the same draft gives the same text on each machine.
 *
 * @throws {InvariantError} when the draft is not JSON
 */
export function contentText(draft: unknown): string {
  const { buyer, ...rest } = draft as { readonly [field: string]: Json };
  if (!isJsonObject(buyer)) return canonicalJson(draft);
  const { nameCommitment: _salted, ...named } = buyer;
  return canonicalJson({ ...rest, buyer: named });
}
