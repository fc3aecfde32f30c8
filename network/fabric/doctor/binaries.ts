import { findBinaries, INSTALL_PAGE } from '../binaries.js';
import { type Check, warning } from './finding.js';
import { askOperations } from './operations.js';

/** Checks that Fabric's programs exist, have one supported release, and are the ones that run. */
export const binaries: Check = {
  name: 'binaries',
  whenFine: 'Fabric’s programs are of one supported release, and the nodes run it',
  look: async ({ env, paths, topology }) => {
    const { version } = findBinaries(env);
    const nodes = [...topology.orderers, ...topology.peers];
    const answers = await Promise.all(
      // Another check names the nodes that do not answer.
      nodes.map(async (node) => ({ node, answer: await askOperations(paths, node).catch(() => undefined) })),
    );
    return answers.flatMap(({ node, answer }) => {
      if (answer === undefined || answer.version === version) return [];
      return [
        warning(
          `${node.name} runs ${answer.version}, the programs here are ${version}`,
          `Restart the nodes with one release, or set FABRIC_BIN to the one that runs (${INSTALL_PAGE}).`,
        ),
      ];
    });
  },
};
