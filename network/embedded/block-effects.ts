import { decodeBlock, headerHash } from './block.js';
import type { StoredBlock } from './block-file.js';
import { sha256 } from './hash.js';
import { OverlayState } from './overlay-state.js';
import { type EnvelopeHead, parseEnvelopeHead, parseTransactionBody } from './parsed-transaction.js';
import { ENDORSER_TRANSACTION } from './proposal.js';
import type { BlockEffects, KeyWrite, StateReader } from './state-store.js';
import { Code } from './validation-code.js';
import { applyWrites } from './validator.js';

/** Returns the changes of a stored block by its own verdicts, which were reached against the state of that time. */
export function effectsOf(stored: StoredBlock, state: StateReader): BlockEffects {
  const block = decodeBlock(stored.bytes);
  const overlay = new OverlayState(state);
  const writes: KeyWrite[] = [];
  const transactions = block.envelopes.map((envelope, position) => {
    const code = block.codes[position] ?? Code.NOT_VALIDATED;
    const head = headOf(envelope);
    if (code === Code.VALID && head?.type === ENDORSER_TRANSACTION) {
      writes.push(...applyWrites(overlay, parseTransactionBody(head).rwset, stored.number, position));
    }
    return { txId: head?.txId ?? '', code };
  });
  const { number, location } = stored;
  const { header, commitHash } = block;
  return {
    number,
    location,
    digest: sha256(stored.bytes),
    headerHash: headerHash(header),
    commitHash,
    changes: overlay.changes(),
    writes,
    transactions,
  };
}

/** Undefined for an envelope whose head cannot be read: it is in the block but changes nothing. */
export function headOf(envelope: Uint8Array): EnvelopeHead | undefined {
  try {
    return parseEnvelopeHead(envelope);
  } catch {
    return undefined;
  }
}
