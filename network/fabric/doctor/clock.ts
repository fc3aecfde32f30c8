import { type Check, failed, type Trouble, warning } from './finding.js';
import { askOperations } from './operations.js';

/** Seconds of difference beyond which endorsers refuse a transaction: the contract's own limit. */
const REFUSED_S = 300;
const NOTEWORTHY_S = 30;

const CURE = 'Set the clocks of this machine and of the nodes by NTP (timedatectl set-ntp true).';

/** Checks that this machine's clock agrees with those of the nodes. */
export const clock: Check = {
  name: 'clock',
  whenFine: `the clocks of the nodes are within ${NOTEWORTHY_S} s of this one`,
  look: async ({ paths, topology, now }) => {
    const troubles = await Promise.all(
      [...topology.orderers, ...topology.peers].map(async (node): Promise<readonly Trouble[]> => {
        const answer = await askOperations(paths, node).catch(() => undefined);
        if (answer === undefined) {
          const cure = `Start it, and let this machine reach its operations port ${node.operationsPort}.`;
          return [warning(`${node.name} does not tell its time`, cure)];
        }
        const skew = Math.round((now() - answer.date) / 1000);
        if (Math.abs(skew) < NOTEWORTHY_S) return [];
        const words = `this clock is ${Math.abs(skew)} s ${skew > 0 ? 'ahead of' : 'behind'} ${node.name}`;
        return [(Math.abs(skew) > REFUSED_S ? failed : warning)(words, CURE)];
      }),
    );
    return troubles.flat();
  },
};
