import { askPeers, channelsOf } from './ask-peers.js';
import { type Check, failed } from './finding.js';

/** Checks that the peers are in the channel that network.json names to clients. */
export const channel: Check = {
  name: 'channel',
  whenFine: 'the peers are in the channel of network.json',
  look: async ({ network }) => {
    const { channel } = network.settings;
    const { peer, channels } = await askPeers(network, async (each) => ({
      peer: each.name,
      channels: await channelsOf(network, each),
    }));
    if (channels.includes(channel)) return [];
    const there = channels.length === 0 ? 'no channel' : channels.join(', ');
    const cure = `Set channel in network.json (FAPIAO_CHANNEL for gateways and clients) to ${there}, or join ${peer} to ${channel}: peer channel join.`;
    return [failed(`${peer} is not in channel ${channel}; it is in ${there}`, cure)];
  },
};
