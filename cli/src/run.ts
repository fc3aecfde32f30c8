import { CommanderError } from 'commander';
import { EXIT, exitCodeOf } from './exit-code.js';
import { NETWORK_COMMAND, runNetworkProgram } from './network-program.js';
import { Reporter } from './output/reporter.js';
import { createProgram } from './program.js';
import { Session } from './session.js';
import type { Shell } from './shell.js';
import { languageOf, speak } from './words/language.js';

/** Runs one command line, without `node` and the script, and returns its exit code. Never throws. */
export async function run(argv: readonly string[], shell: Shell): Promise<number> {
  speak(languageOf(argv, shell.env));
  let session: Session | undefined;
  const program = createProgram(shell, async (command) => {
    session = await Session.of(command, shell);
    return session;
  });
  ignoreClosedPipe(shell);
  try {
    const [command, ...args] = argv;
    if (command === NETWORK_COMMAND) return await runNetworkProgram(args);
    await program.parseAsync([...argv], { from: 'user' });
    return session?.exitCode ?? EXIT.ok;
  } catch (error) {
    const exitCode = exitCodeOf(error);
    const reporter = session?.reporter ?? new Reporter(shell, argv.includes('--json'));
    if (exitCode !== EXIT.ok && (reporter.isJson || !isHelp(error))) reporter.problem(error);
    return exitCode;
  }
}

/** A command line without a command is wrong. Commander has shown the help already. */
function isHelp(error: unknown): boolean {
  return error instanceof CommanderError && error.code === 'commander.help';
}

/** A closed pipe, as in `fapiao history ... | head`, is no failure. */
function ignoreClosedPipe({ stdout }: Shell): void {
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
