import { createHash } from 'node:crypto';

/** The part of a block that Fabric hashes: the next block names that hash, and the orderer signs the same bytes. */
export interface BlockHeader {
  readonly number: number;
  readonly previousHash: Uint8Array;
  readonly dataHash: Uint8Array;
}

/** Returns the SHA-256 of the header's DER form. */
export function headerHash(header: BlockHeader): Uint8Array {
  return createHash('sha256').update(headerBytes(header)).digest();
}

/** Returns ASN.1 DER of SEQUENCE { number INTEGER, previousHash OCTET STRING, dataHash OCTET STRING }. */
export function headerBytes(header: BlockHeader): Uint8Array {
  return der(0x30, [
    der(0x02, [positiveInteger(header.number)]),
    der(0x04, [header.previousHash]),
    der(0x04, [header.dataHash]),
  ]);
}

function der(tag: number, parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  // Header fields are hashes and numbers, so one length octet is always enough.
  return Buffer.concat([Buffer.of(tag, length), ...parts]);
}

function positiveInteger(value: number): Uint8Array {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return (bytes[0] as number) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
}
