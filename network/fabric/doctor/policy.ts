import { peer, discovery as protos } from '@hyperledger/fabric-protos';
import { askPeers, discover } from './ask-peers.js';
import { type Check, failed } from './finding.js';

/** Checks that the running peers with the contract can meet its endorsement policy. */
export const policy: Check = {
  name: 'policy',
  whenFine: 'living peers with the contract can meet its endorsement policy',
  look: async ({ network }) => {
    const { chaincode, channel } = network.settings;
    const result = await askPeers(network, (each) => discover(network, each, endorsersQuery(chaincode)));
    const layouts = result.getCcQueryRes()?.getContentList()[0]?.getLayoutsList() ?? [];
    if (layouts.length > 0) return [];
    const reason = result.getError()?.getContent() ?? 'no combination of peers';
    const cure =
      'Start the peers that the policy names, install the approved package on them, or commit a definition with a policy ' +
      `that the channel’s organizations can meet (peer lifecycle chaincode querycommitted -C ${channel} -n ${chaincode}).`;
    return [failed(`the endorsement policy of ${chaincode} cannot be met: ${reason}`, cure)];
  },
};

function endorsersQuery(chaincode: string): protos.Query {
  const call = new peer.ChaincodeCall();
  call.setName(chaincode);
  const interest = new peer.ChaincodeInterest();
  interest.setChaincodesList([call]);
  const chaincodes = new protos.ChaincodeQuery();
  chaincodes.setInterestsList([interest]);
  const query = new protos.Query();
  query.setCcQuery(chaincodes);
  return query;
}
