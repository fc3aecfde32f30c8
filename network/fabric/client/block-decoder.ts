import { common, ledger, peer } from '@hyperledger/fabric-protos';
import { type LedgerBlock, type LedgerTransaction, VALID } from '../../ledger-client.js';

/** Fabric's names of validation codes, by number. */
const VALIDATION_CODES = new Map(Object.entries(peer.TxValidationCode).map(([name, code]) => [code, name]));

export function validationCodeName(code: number): string {
  return VALIDATION_CODES.get(code) ?? `CODE_${code}`;
}

/** Decodes a block: its transactions, without the channel's configuration updates. */
export function decodeBlock(block: common.Block, chaincode: string): LedgerBlock {
  const flags = block.getMetadata()?.getMetadataList_asU8()[common.BlockMetadataIndex.TRANSACTIONS_FILTER];
  const envelopes = block.getData()?.getDataList_asU8() ?? [];
  const transactions = envelopes.flatMap((bytes, position) => {
    const code = validationCodeName(flags?.[position] ?? peer.TxValidationCode.NOT_VALIDATED);
    const transaction = decodeTransaction(bytes, position, code, chaincode);
    return transaction === undefined ? [] : [transaction];
  });
  return { number: BigInt(block.getHeader()?.getNumber() ?? 0), transactions };
}

function decodeTransaction(
  bytes: Uint8Array,
  position: number,
  validationCode: string,
  chaincode: string,
): LedgerTransaction | undefined {
  const envelope = common.Envelope.deserializeBinary(bytes);
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  const header = common.ChannelHeader.deserializeBinary(
    payload.getHeader()?.getChannelHeader_asU8() ?? NOTHING,
  );
  if (header.getType() !== common.HeaderType.ENDORSER_TRANSACTION) return undefined;
  const action = validationCode === VALID ? actionOf(payload.getData_asU8()) : undefined;
  const event = action && eventOf(action, chaincode);
  return {
    transactionId: header.getTxId(),
    position,
    validationCode,
    timestamp: header.getTimestamp()?.toDate().toISOString() ?? '',
    ...(event && { event }),
    writes: action ? writesOf(action, chaincode) : [],
  };
}

/** Returns the endorsed action of a transaction. */
function actionOf(transaction: Uint8Array): peer.ChaincodeAction | undefined {
  const [action] = peer.Transaction.deserializeBinary(transaction).getActionsList();
  if (action === undefined) return undefined;
  const endorsed = peer.ChaincodeActionPayload.deserializeBinary(action.getPayload_asU8()).getAction();
  const bytes = endorsed?.getProposalResponsePayload_asU8() ?? NOTHING;
  const response = peer.ProposalResponsePayload.deserializeBinary(bytes);
  return peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8());
}

function eventOf(action: peer.ChaincodeAction, chaincode: string): LedgerTransaction['event'] {
  const event = peer.ChaincodeEvent.deserializeBinary(action.getEvents_asU8());
  if (event.getEventName() === '' || event.getChaincodeId() !== chaincode) return undefined;
  return { name: event.getEventName(), payload: event.getPayload_asU8() };
}

/** Returns the writes of an action, in order of their keys, in which peers sort a write set. */
function writesOf(action: peer.ChaincodeAction, chaincode: string): LedgerTransaction['writes'] {
  const sets = ledger.rwset.TxReadWriteSet.deserializeBinary(action.getResults_asU8()).getNsRwsetList();
  const own = sets.find((each) => each.getNamespace() === chaincode);
  if (own === undefined) return [];
  const writes = ledger.rwset.kvrwset.KVRWSet.deserializeBinary(own.getRwset_asU8()).getWritesList();
  return writes.map((write) => ({
    key: write.getKey(),
    ...(!write.getIsDelete() && { value: write.getValue_asU8() }),
  }));
}

const NOTHING = new Uint8Array();
