/** Blocks in Fabric's own format, which Fabric's peers, explorers and verifiers read. */
import type { BlockHeader } from '../block-header.js';
import { sha256 } from './hash.js';
import { build, common, encode } from './protobuf.js';

export { type BlockHeader, headerBytes, headerHash } from '../block-header.js';

/** Positions in the metadata of a block. */
const SIGNATURES = 0;
const LAST_CONFIG = 1;
const TRANSACTIONS_FILTER = 2;
const COMMIT_HASH = 4;
const METADATA_SLOTS = 5;

/** Returns the header of the block that carries these envelopes after the block with that hash. */
export function blockHeader(
  number: number,
  previousHash: Uint8Array,
  envelopes: readonly Uint8Array[],
): BlockHeader {
  return { number, previousHash, dataHash: sha256(...envelopes) };
}

export interface BlockContent {
  readonly header: BlockHeader;
  readonly envelopes: readonly Uint8Array[];
  /** common.Metadata with the orderer's signature; empty for the first block. */
  readonly signatures: Uint8Array;
  /** One validation code per envelope. */
  readonly codes: Uint8Array;
  /** Undefined for the first block, as on a peer. */
  readonly commitHash: Uint8Array | undefined;
}

export function encodeBlock(content: BlockContent): Uint8Array {
  const metadata: Uint8Array[] = Array.from({ length: METADATA_SLOTS }, () => new Uint8Array());
  metadata[SIGNATURES] = content.signatures;
  metadata[LAST_CONFIG] = encode(common.Metadata, (slot) => {
    slot.setValue(encode(common.LastConfig, (config) => config.setIndex(0)));
  });
  metadata[TRANSACTIONS_FILTER] = content.codes;
  const { commitHash } = content;
  if (commitHash !== undefined) {
    metadata[COMMIT_HASH] = encode(common.Metadata, (slot) => slot.setValue(commitHash));
  }
  return encode(common.Block, (block) => {
    block.setHeader(
      build(common.BlockHeader, (header) => {
        header.setNumber(content.header.number);
        header.setPreviousHash(content.header.previousHash);
        header.setDataHash(content.header.dataHash);
      }),
    );
    block.setData(build(common.BlockData, (data) => data.setDataList([...content.envelopes])));
    block.setMetadata(build(common.BlockMetadata, (slots) => slots.setMetadataList(metadata)));
  });
}

/** Reads a block. @throws when the bytes are no block, or lack a part that every block has */
export function decodeBlock(bytes: Uint8Array): BlockContent {
  const block = common.Block.deserializeBinary(bytes);
  const header = block.getHeader();
  const data = block.getData();
  const metadata = block.getMetadata()?.getMetadataList_asU8() ?? [];
  const codes = metadata[TRANSACTIONS_FILTER];
  if (header === undefined || data === undefined || codes === undefined)
    throw new Error('a block without its parts');
  const commitHash = common.Metadata.deserializeBinary(
    metadata[COMMIT_HASH] ?? new Uint8Array(),
  ).getValue_asU8();
  return {
    header: {
      number: header.getNumber(),
      previousHash: header.getPreviousHash_asU8(),
      dataHash: header.getDataHash_asU8(),
    },
    envelopes: data.getDataList_asU8(),
    signatures: metadata[SIGNATURES] ?? new Uint8Array(),
    codes,
    commitHash: commitHash.length > 0 ? commitHash : undefined,
  };
}
