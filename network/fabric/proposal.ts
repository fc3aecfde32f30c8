import type { Identity } from '@fapiao-ledger/pki';
import { common, peer } from '@hyperledger/fabric-protos';
import { newHeader } from './header.js';

/** A call of a chaincode, those of the system included. A call to a peer as a whole has no channel. */
export interface ProposedCall {
  readonly channel: string;
  readonly chaincode: string;
  readonly args: readonly string[];
}

/** Returns a call as a client signs it, ready for a peer. */
export function signedProposal(
  identity: Identity,
  call: ProposedCall,
): { readonly proposal: peer.SignedProposal; readonly transactionId: string } {
  const extension = new peer.ChaincodeHeaderExtension();
  extension.setChaincodeId(chaincodeId(call.chaincode));
  const { header, transactionId } = newHeader(identity, {
    type: common.HeaderType.ENDORSER_TRANSACTION,
    channel: call.channel,
    extension: extension.serializeBinary(),
  });
  const proposal = new peer.Proposal();
  proposal.setHeader(header.serializeBinary());
  proposal.setPayload(payloadOf(call).serializeBinary());
  const signed = new peer.SignedProposal();
  signed.setProposalBytes(proposal.serializeBinary());
  signed.setSignature(identity.sign(signed.getProposalBytes_asU8()));
  return { proposal: signed, transactionId };
}

function payloadOf({ chaincode, args }: ProposedCall): peer.ChaincodeProposalPayload {
  const input = new peer.ChaincodeInput();
  input.setArgsList(args.map((text) => Buffer.from(text)));
  const spec = new peer.ChaincodeSpec();
  spec.setType(peer.ChaincodeSpec.Type.NODE);
  spec.setChaincodeId(chaincodeId(chaincode));
  spec.setInput(input);
  const invocation = new peer.ChaincodeInvocationSpec();
  invocation.setChaincodeSpec(spec);
  const payload = new peer.ChaincodeProposalPayload();
  payload.setInput(invocation.serializeBinary());
  return payload;
}

function chaincodeId(name: string): peer.ChaincodeID {
  const id = new peer.ChaincodeID();
  id.setName(name);
  return id;
}
