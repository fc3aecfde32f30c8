import { whyUnreachable } from './connecting.js';
import { type Check, failed } from './finding.js';

/** Checks that every peer and orderer takes connections. */
export const reachable: Check = {
  name: 'reachable',
  whenFine: 'every peer and orderer takes connections',
  look: async ({ network }) => {
    const nodes = [...network.peers, ...network.orderers];
    const reasons = await Promise.all(nodes.map(({ address }) => whyUnreachable(address)));
    return nodes.flatMap(({ name, address }, index) => {
      const reason = reasons[index];
      if (reason === undefined) return [];
      const cure = `Start it (npm run network -- up, then logs ${name}), open its port in firewalls, or correct its address in network.json.`;
      return [failed(`${name} cannot be reached at ${address} (${reason})`, cure)];
    });
  },
};
