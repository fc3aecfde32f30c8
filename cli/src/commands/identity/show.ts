import { Command } from 'commander';
import { readIdentity } from '../../identity/identity-file.js';
import { documentText } from '../../output/document-text.js';
import { identityDocument } from '../../output/identity-text.js';
import type { OpenSession } from '../../session.js';
import { phrase } from '../../words/phrase.js';

export function showIdentityCommand(open: OpenSession): Command {
  return new Command('show')
    .description(phrase('show the identity in a file, without its key'))
    .argument('[file]', phrase('identity file; the one of the settings when absent'))
    .action(async (file: string | undefined, _options: object, command: Command) => {
      const session = await open(command);
      const identity =
        file === undefined ? await session.identity() : await readIdentity(file, session.now());
      const shown = identityDocument(identity);
      session.reporter.result(shown, (page) => documentText(shown, page));
    });
}
