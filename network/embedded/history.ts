import { present } from '@fapiao-ledger/core';
import { decodeBlock } from './block.js';
import type { BlockFile } from './block-file.js';
import { damaged } from './faults.js';
import { parseTransaction } from './parsed-transaction.js';
import { encode, ledger, timestampOf } from './protobuf.js';
import type { ResultSource } from './query-cursors.js';
import { namespaceOf } from './rwset.js';
import type { StateStore, Version } from './state-store.js';

/** Number of places read from the index at a time. */
const CHUNK = 100;

const NEWEST: Version = { block: Number.MAX_SAFE_INTEGER, tx: 0 };

/** Yields the writes of valid transactions to a key, newest first, read from the blocks. */
export class History {
  readonly #store: StateStore;
  readonly #blocks: BlockFile;

  constructor(store: StateStore, blocks: BlockFile) {
    this.#store = store;
    this.#blocks = blocks;
  }

  of(namespace: string, key: string): ResultSource {
    let places: readonly Version[] = [];
    let at = 0;
    let last = NEWEST;
    return {
      next: () => {
        if (at === places.length) {
          places = this.#store.history(namespace, key, last, CHUNK);
          at = 0;
        }
        const place = places[at];
        if (place === undefined) return undefined;
        at += 1;
        last = place;
        return this.#modification(namespace, key, place);
      },
      bookmark: () => '',
    };
  }

  #modification(namespace: string, key: string, place: Version): Uint8Array {
    const location = this.#store.blockLocation(place.block);
    if (location === undefined) throw damaged(`block ${place.block} is not in the index`);
    const { envelopes } = decodeBlock(this.#blocks.read(place.block, location));
    const transaction = parseTransaction(present(envelopes[place.tx], 'a transaction of the index'));
    const write = namespaceOf(transaction.rwset, namespace).writes.find((each) => each.key === key);
    return encode(ledger.queryresult.KeyModification, (result) => {
      result.setTxId(transaction.txId);
      result.setTimestamp(timestampOf(transaction.timestampMs));
      if (write?.value === undefined) result.setIsDelete(true);
      else result.setValue(write.value);
    });
  }
}
