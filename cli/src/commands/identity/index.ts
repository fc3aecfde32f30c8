import { Command } from 'commander';
import type { OpenSession } from '../../session.js';
import { phrase } from '../../words/phrase.js';
import { installIdentityCommand } from './install.js';
import { newIdentityCommand } from './new.js';
import { showIdentityCommand } from './show.js';

export function identityCommand(open: OpenSession): Command {
  return new Command('identity')
    .description(phrase('manage your key and certificate'))
    .addCommand(newIdentityCommand(open))
    .addCommand(installIdentityCommand(open))
    .addCommand(showIdentityCommand(open));
}
