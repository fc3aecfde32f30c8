import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { systemCodeOf } from '@fapiao-ledger/core';
import type { Shell } from './shell.js';
import { UsageError } from './usage-error.js';

/** Whose arguments are not this program's. */
export const NETWORK_COMMAND = 'network';

/**
 * Hands a terminal over to the network's program, with its own arguments.
 * @returns its exit code; that of a program ended by a signal is 128 and more, as in a shell
 * @throws {UsageError} when it is not installed here
 */
export async function runNetworkProgram(args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [await programHere(), ...args], { stdio: 'inherit' });
  const forward = (signal: NodeJS.Signals): void => {
    // Ctrl-C reaches both from the terminal.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, forward);
  const [code, signal] = (await once(child, 'close')) as [number, null] | [null, NodeJS.Signals];
  for (const each of signals) process.off(each, forward);
  return code ?? ENDED_BY_SIGNAL + constants.signals[signal];
}

const ENDED_BY_SIGNAL = 128;

/** What the network's program says on standard output, whatever its exit code, and else why it says nothing. */
export async function askNetworkProgram(
  args: readonly string[],
  { env }: Pick<Shell, 'env'>,
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const child = spawn(process.execPath, [await programHere(), ...args], {
    env: { ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  await once(child, 'close');
  return { stdout, stderr };
}

/** The program of a Fabric network's operators stands beside this one, or is not installed at all. */
async function programHere(): Promise<string> {
  try {
    return (await import('@fapiao-ledger/network/program')).networkProgram;
  } catch (cause) {
    if (systemCodeOf(cause) !== 'ERR_MODULE_NOT_FOUND') throw cause;
    const message = 'the program of Fabric networks is not installed here: use the whole repository, built';
    throw new UsageError(message, { cause });
  }
}
