import { Command } from 'commander';
import { NETWORK_COMMAND } from '../network-program.js';
import { UsageError } from '../usage-error.js';
import { phrase } from '../words/phrase.js';

/** Stands in the help alone: its arguments are split off before commander reads the others. */
export function networkCommand(): Command {
  return new Command(NETWORK_COMMAND)
    .description(
      phrase('make, start, repair and examine a Fabric network on this machine: fapiao network --help'),
    )
    .argument('[arguments...]')
    .allowUnknownOption()
    .action(() => {
      throw new UsageError(
        phrase('{command} must be the first word: no options may stand before it', {
          command: NETWORK_COMMAND,
        }),
      );
    });
}
