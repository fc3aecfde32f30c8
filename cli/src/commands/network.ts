import { Command } from 'commander';
import { NETWORK_COMMAND } from '../network-program.js';
import { UsageError } from '../usage-error.js';

/** Stands in the help; its own arguments are taken before any other are read. */
export function networkCommand(): Command {
  return new Command(NETWORK_COMMAND)
    .description('make, start, mend and examine a Fabric network on this machine: fapiao network --help')
    .argument('[arguments...]')
    .allowUnknownOption()
    .action(() => {
      throw new UsageError(
        `${NETWORK_COMMAND} stands first, and what follows is its own: no other options before it`,
      );
    });
}
