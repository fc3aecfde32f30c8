import { Command } from 'commander';
import { readIdentity } from '../../identity/identity-file.js';
import { identityFields } from '../../output/identity-text.js';
import { fieldsText } from '../../output/table.js';
import type { OpenSession } from '../../session.js';

export function showIdentityCommand(open: OpenSession): Command {
  return new Command('show')
    .description('show the identity in a file, without its key')
    .argument('[file]', 'identity file; the one of the settings when absent')
    .action(async (file: string | undefined, _options: object, command: Command) => {
      const session = await open(command);
      const identity =
        file === undefined ? await session.identity() : await readIdentity(file, session.now());
      const fields = identityFields(identity);
      session.reporter.result(Object.fromEntries(fields), (page) => fieldsText(fields, page));
    });
}
