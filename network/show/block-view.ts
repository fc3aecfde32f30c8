import { headerHash } from '../block-header.js';
import { decodeBlock } from '../embedded/block.js';
import { equalBytes, sha256 } from '../embedded/hash.js';
import { common } from '../embedded/protobuf.js';
import { Code } from '../embedded/validation-code.js';
import { type TransactionView, transactionView } from './transaction-view.js';
import { hex, type MemberView, memberView } from './values.js';

/** A block with all that its bytes say. Hashes are hexadecimal. */
export interface BlockView {
  readonly number: number;
  /** SHA-256 of the header, which the next block names. */
  readonly hash: string;
  readonly previousHash: string;
  readonly dataHash: string;
  /** Whether the hash in the header is that of the transactions. */
  readonly isDataHashRight: boolean;
  /** Fabric's chained hash of validation codes and writes; null where the block has none. */
  readonly commitHash: string | null;
  readonly bytes: number;
  /** Orderers whose signatures the block has. They are not verified. */
  readonly orderers: readonly MemberView[];
  readonly transactions: readonly TransactionView[];
}

/** Thrown when bytes are no block. */
export class NoBlock extends Error {}

/** Returns a block as its bytes say it, a common.Block. @throws {NoBlock} */
export function blockView(bytes: Uint8Array): BlockView {
  const { header, envelopes, codes, signatures, commitHash } = decoded(bytes);
  return {
    number: header.number,
    hash: hex(headerHash(header)),
    previousHash: hex(header.previousHash),
    dataHash: hex(header.dataHash),
    isDataHashRight: equalBytes(header.dataHash, sha256(...envelopes)),
    commitHash: commitHash === undefined ? null : hex(commitHash),
    bytes: bytes.length,
    orderers: signersIn(signatures),
    transactions: envelopes.map((envelope, position) =>
      transactionView(envelope, position, codes[position] ?? Code.NOT_VALIDATED),
    ),
  };
}

function decoded(bytes: Uint8Array): ReturnType<typeof decodeBlock> {
  try {
    return decodeBlock(bytes);
  } catch (cause) {
    throw new NoBlock('the bytes are not a block of Fabric', { cause });
  }
}

function signersIn(metadata: Uint8Array): MemberView[] {
  return common.Metadata.deserializeBinary(metadata)
    .getSignaturesList()
    .map((signature) => {
      const header = common.SignatureHeader.deserializeBinary(signature.getSignatureHeader_asU8());
      return memberView(header.getCreator_asU8());
    });
}
