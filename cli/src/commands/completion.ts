import { Argument, Command } from 'commander';
import type { OpenSession } from '../session.js';
import { phrase } from '../words/phrase.js';

/** `program` is read when the command runs, because its commands are not complete earlier. */
export function completionCommand(open: OpenSession, program: () => Command): Command {
  return new Command('completion')
    .description(phrase('print a script that completes commands and options in your shell'))
    .addArgument(new Argument('<shell>', phrase('your shell')).choices(['bash', 'zsh', 'fish']))
    .addHelpText(
      'after',
      '\n  bash: source <(fapiao completion bash)\n  fish: fapiao completion fish | source',
    )
    .action(async (shell: 'bash' | 'zsh' | 'fish', _options: object, command: Command) => {
      const session = await open(command);
      const { completionScript } = await import('../completion/scripts.js');
      const { placesOf } = await import('../completion/words.js');
      const script = completionScript(shell, placesOf(program()));
      session.reporter.result({ shell, script }, () => script);
    });
}
