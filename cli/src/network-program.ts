import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { systemCodeOf } from '@fapiao-ledger/core';
import type { Shell } from './shell.js';
import { UsageError } from './usage-error.js';
import { phrase } from './words/phrase.js';

/** First word of a command line whose arguments belong to the network's program. */
export const NETWORK_COMMAND = 'network';

/**
 * Runs the network's program with its own arguments on this terminal.
 * @returns its exit code; 128 and more when a signal ended it, as in a shell
 * @throws {UsageError} when it is not installed
 */
export async function runNetworkProgram(args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [await programHere(), ...args], { stdio: 'inherit' });
  const forward = (signal: NodeJS.Signals): void => {
    // Ctrl-C reaches both processes from the terminal.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, forward);
  const [code, signal] = (await once(child, 'close')) as [number, null] | [null, NodeJS.Signals];
  for (const each of signals) process.off(each, forward);
  return code ?? ENDED_BY_SIGNAL + constants.signals[signal];
}

const ENDED_BY_SIGNAL = 128;

/** Returns the standard output of the network's program, whatever its exit code, or the reason why there is none. */
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

/** Returns the path of the network's program. @throws {UsageError} when it is not installed */
async function programHere(): Promise<string> {
  return (await ofNetwork(() => import('@fapiao-ledger/network/program'))).networkProgram;
}

/**
 * Imports a module of the network's package, which is beside this one or not installed.
 * @throws {UsageError} when it is not installed
 */
export async function ofNetwork<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (cause) {
    if (systemCodeOf(cause) !== 'ERR_MODULE_NOT_FOUND') throw cause;
    const message = phrase(
      'the network program is not installed: run fapiao from a built checkout of the whole repository',
    );
    throw new UsageError(message, { cause });
  }
}
