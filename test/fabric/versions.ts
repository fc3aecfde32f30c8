import { ledger } from '@hyperledger/fabric-protos';
import type { ChainView } from './chain-view.ts';

/** The blocks of both ledgers. */
export interface Views {
  readonly embedded: ChainView;
  readonly fabric: ChainView;
}

/**
 * Fabric's read-write set with the versions that the same transactions have in the embedded ledger: its
 * blocks have other numbers. The definition of the contract was made in another way on each.
 */
export function withEmbeddedVersions(fabric: Uint8Array, embedded: Uint8Array, views: Views): Uint8Array {
  const set = ledger.rwset.TxReadWriteSet.deserializeBinary(fabric);
  const lifecycle = namespace(ledger.rwset.TxReadWriteSet.deserializeBinary(embedded), '_lifecycle');
  for (const each of set.getNsRwsetList()) {
    if (each.getNamespace() === '_lifecycle' && lifecycle !== undefined) {
      each.setRwset(lifecycle.getRwset_asU8());
      continue;
    }
    const rwset = ledger.rwset.kvrwset.KVRWSet.deserializeBinary(each.getRwset_asU8());
    for (const read of rwset.getReadsList()) translate(read.getVersion(), views);
    each.setRwset(rwset.serializeBinary());
  }
  return set.serializeBinary();
}

function translate(version: ledger.rwset.kvrwset.Version | undefined, views: Views): void {
  if (version === undefined) return;
  const transaction = views.fabric.transactionAt(`${version.getBlockNum()}/${version.getTxNum()}`) ?? '';
  const [block, position] = (views.embedded.knownPlaceOf(transaction) ?? '0/0').split('/').map(Number);
  version.setBlockNum(block ?? 0);
  version.setTxNum(position ?? 0);
}

function namespace(set: ledger.rwset.TxReadWriteSet, name: string): ledger.rwset.NsReadWriteSet | undefined {
  return set.getNsRwsetList().find((each) => each.getNamespace() === name);
}
