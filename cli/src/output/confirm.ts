import { createInterface } from 'node:readline/promises';
import type { Shell } from '../shell.js';
import { UsageError } from '../usage-error.js';

/**
 * Asks the user at the terminal and returns whether the answer is yes.
 * @param withoutTerminal what to do where there is no terminal to ask at
 * @throws {UsageError} with that text
 */
export async function confirm(
  { stdin, stderr }: Pick<Shell, 'stdin' | 'stderr'>,
  question: string,
  withoutTerminal: string,
): Promise<boolean> {
  if (stdin.isTTY !== true || !stderr.isTTY) throw new UsageError(withoutTerminal);
  const terminal = createInterface({ input: stdin as NodeJS.ReadStream, output: stderr });
  const ended = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
  try {
    const answer = await Promise.race([terminal.question(`${question} [y/N] `), ended]);
    return YES.test(answer.trim());
  } finally {
    terminal.close();
  }
}

const YES = /^(?:y|yes|是|好)$/i;
