import { Command } from 'commander';
import { UsageError } from '../usage-error.js';
import { type PlainPhrase, phrase } from '../words/phrase.js';

/** Commands that users of other systems look for. They are not listed, and name the one that does it here. */
export function elsewhereCommands(): readonly Command[] {
  return ['cancel', 'void', 'credit-note'].map((name) =>
    new Command(name)
      .argument('[arguments...]')
      .allowUnknownOption()
      .helpOption(false)
      .action(() => {
        throw new UsageError(phrase(RED_LETTER));
      }),
  );
}

const RED_LETTER: PlainPhrase =
  'an issued invoice is never changed or canceled: a red-letter invoice takes it back, with fapiao reverse NUMBER --reason error (or return, service-stopped, allowance). A request whose outcome is unknown is canceled with fapiao request cancel ID';
