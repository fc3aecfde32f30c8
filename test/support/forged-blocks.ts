import { createHash } from 'node:crypto';
import {
  canonicalJson,
  type DraftJson,
  type PageJson,
  parseKey,
  type StateDocuments,
  type StateKind,
} from '@fapiao-ledger/core';
import { headerHash } from '@fapiao-ledger/network/embedded';
import { storedDocument } from '@fapiao-ledger/network/stored-document';
import { common, ledger, peer } from '@hyperledger/fabric-protos';
import { pageBytes } from './generated-ledger.ts';

/** Returns other bytes for a write, or the same ones. */
export type Forge = (key: string, value: Uint8Array, block: number) => Uint8Array;

/**
 * Returns blocks in which writes are forged, with every hash computed again: what a forger makes who has the blocks and none of the keys.
 */
export function forged(blocks: readonly Uint8Array[], forge: Forge): readonly Uint8Array[] {
  let previousHash: Uint8Array | undefined;
  return blocks.map((bytes) => {
    const block = common.Block.deserializeBinary(bytes);
    const header = block.getHeader() as common.BlockHeader;
    const data = block.getData() as common.BlockData;
    const number = header.getNumber();
    data.setDataList(data.getDataList_asU8().map((envelope) => withWrites(envelope, forge, number)));
    const dataHash = createHash('sha256');
    for (const envelope of data.getDataList_asU8()) dataHash.update(envelope);
    header.setDataHash(dataHash.digest());
    if (previousHash !== undefined) header.setPreviousHash(previousHash);
    previousHash = headerHash({
      number,
      previousHash: header.getPreviousHash_asU8(),
      dataHash: header.getDataHash_asU8(),
    });
    return block.serializeBinary();
  });
}

/** Forges the documents of one kind of key. */
export function forgedDocuments<Kind extends StateKind>(
  kind: Kind,
  change: (document: StateDocuments[Kind], block: number) => StateDocuments[Kind],
): Forge {
  return (key, value, block) => {
    if (parseKey(key)?.kind !== kind) return value;
    const document = change(storedDocument(kind, value), block);
    return kind === 'PAGE' ? pageBytes(document as PageJson) : Buffer.from(canonicalJson(document), 'utf8');
  };
}

/** Forges the draft at an index of every page. */
export function forgedDraft(index: number, change: (draft: DraftJson) => DraftJson): Forge {
  return forgedDocuments('PAGE', (page) => ({
    ...page,
    requests: page.requests.map((drafts) =>
      drafts.map((draft, place) => (place === index ? change(draft) : draft)),
    ),
  }));
}

function withWrites(envelope: Uint8Array, forge: Forge, block: number): Uint8Array {
  const outer = common.Envelope.deserializeBinary(envelope);
  const payload = common.Payload.deserializeBinary(outer.getPayload_asU8());
  const channelHeader = common.ChannelHeader.deserializeBinary(
    payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array(),
  );
  if (channelHeader.getType() !== common.HeaderType.ENDORSER_TRANSACTION) return envelope;
  const transaction = peer.Transaction.deserializeBinary(payload.getData_asU8());
  const [action] = transaction.getActionsList();
  const endorsedPayload = peer.ChaincodeActionPayload.deserializeBinary(
    action?.getPayload_asU8() ?? new Uint8Array(),
  );
  const endorsed = endorsedPayload.getAction();
  const response = peer.ProposalResponsePayload.deserializeBinary(
    endorsed?.getProposalResponsePayload_asU8() ?? new Uint8Array(),
  );
  const result = peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8());
  result.setResults(withForgedWrites(result.getResults_asU8(), forge, block));
  response.setExtension$(result.serializeBinary());
  endorsed?.setProposalResponsePayload(response.serializeBinary());
  action?.setPayload(endorsedPayload.serializeBinary());
  payload.setData(transaction.serializeBinary());
  outer.setPayload(payload.serializeBinary());
  return outer.serializeBinary();
}

function withForgedWrites(bytes: Uint8Array, forge: Forge, block: number): Uint8Array {
  const set = ledger.rwset.TxReadWriteSet.deserializeBinary(bytes);
  for (const namespace of set.getNsRwsetList()) {
    const content = ledger.rwset.kvrwset.KVRWSet.deserializeBinary(namespace.getRwset_asU8());
    for (const write of content.getWritesList())
      write.setValue(forge(write.getKey(), write.getValue_asU8(), block));
    namespace.setRwset(content.serializeBinary());
  }
  return set.serializeBinary();
}
