import { type BlockHeader, headerHash } from '../block-header.js';
import { type BlockContent, decodeBlock } from '../embedded/block.js';
import { equalBytes, sha256 } from '../embedded/hash.js';
import { common } from '../embedded/protobuf.js';
import { Code } from '../embedded/validation-code.js';
import { type TransactionView, transactionView } from './transaction-view.js';
import { DocumentSize, hex, type MemberView, memberView, NoBlock } from './values.js';

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

const HASH_BYTES_MAX = 32;

/** Returns a block as its bytes say it, a common.Block. @throws {NoBlock} also when its documents are too large */
export function blockView(bytes: Uint8Array): BlockView {
  const { header, envelopes, codes, orderers, commitHash } = decoded(bytes);
  const size = new DocumentSize();
  return {
    number: header.number,
    hash: hex(headerHash(header)),
    previousHash: hex(header.previousHash),
    dataHash: hex(header.dataHash),
    isDataHashRight: equalBytes(header.dataHash, sha256(...envelopes)),
    commitHash: commitHash === undefined ? null : hex(commitHash),
    bytes: bytes.length,
    orderers,
    transactions: envelopes.map((envelope, position) =>
      transactionView(envelope, position, codes[position] ?? Code.NOT_VALIDATED, size),
    ),
  };
}

/** Returns the number of a block. @throws {NoBlock} */
export function blockNumber(bytes: Uint8Array): number {
  return decoded(bytes).header.number;
}

function decoded(bytes: Uint8Array): BlockContent & Pick<BlockView, 'orderers'> {
  try {
    const block = decodeBlock(bytes);
    requireHeader(block.header);
    return { ...block, orderers: signersIn(block.signatures) };
  } catch (cause) {
    throw new NoBlock('the bytes are not a block of Fabric', { cause });
  }
}

/** Requires a header whose number can be counted from, and whose DER form `headerBytes` can write. */
function requireHeader({ number, previousHash, dataHash }: BlockHeader): void {
  if (!Number.isSafeInteger(number)) throw new RangeError(`there is no block ${number}`);
  if (Math.max(previousHash.length, dataHash.length) > HASH_BYTES_MAX)
    throw new RangeError('a hash is longer than SHA-256');
}

function signersIn(metadata: Uint8Array): MemberView[] {
  return common.Metadata.deserializeBinary(metadata)
    .getSignaturesList()
    .map((signature) => {
      const header = common.SignatureHeader.deserializeBinary(signature.getSignatureHeader_asU8());
      return memberView(header.getCreator_asU8());
    });
}
