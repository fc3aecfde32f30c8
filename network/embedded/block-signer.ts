import { type BlockHeader, headerBytes } from './block.js';
import type { MspManager } from './msp.js';
import type { NodeSigner } from './node-signer.js';
import { build, common, encode, plainBytes } from './protobuf.js';
import type { Random } from './random.js';

/**
 * Returns the message of the block's first metadata slot: the orderer's signature over the header, and through it over
 * the envelopes and every block before. It does not cover the verdicts.
 */
export async function signBlock(
  header: BlockHeader,
  orderer: NodeSigner,
  random: Random,
): Promise<Uint8Array> {
  const value = encode(common.OrdererBlockMetadata, (metadata) => {
    metadata.setLastConfig(build(common.LastConfig, (config) => config.setIndex(0)));
  });
  const signatureHeader = encode(common.SignatureHeader, (message) => {
    message.setCreator(orderer.identity);
    message.setNonce(plainBytes(random(24)));
  });
  const signature = await orderer.sign(Buffer.concat([value, signatureHeader, headerBytes(header)]));
  return encode(common.Metadata, (metadata) => {
    metadata.setValue(value);
    metadata.setSignaturesList([
      build(common.MetadataSignature, (message) => {
        message.setSignatureHeader(signatureHeader);
        message.setSignature(plainBytes(signature));
      }),
    ]);
  });
}

/**
 * Returns whether a member of the orderers' organization signed the block's header in the first metadata slot.
 *
 * @throws {DomainError} CREDENTIAL_INVALID when the signer is of no organization of the channel
 */
export async function isSigned(
  header: BlockHeader,
  signatures: Uint8Array,
  msps: MspManager,
  ordererMspId: string,
): Promise<boolean> {
  const metadata = common.Metadata.deserializeBinary(signatures);
  for (const each of metadata.getSignaturesList()) {
    const signatureHeader = each.getSignatureHeader_asU8();
    const member = msps.identify(common.SignatureHeader.deserializeBinary(signatureHeader).getCreator_asU8());
    const signed = Buffer.concat([metadata.getValue_asU8(), signatureHeader, headerBytes(header)]);
    if (member.mspId === ordererMspId && (await msps.verify(member, signed, each.getSignature_asU8())))
      return true;
  }
  return false;
}
