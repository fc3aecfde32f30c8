import { type SpawnSyncReturns, spawnSync } from 'node:child_process';

/** Whether a program is on the path; tests that need it are skipped, by name, when it is not. */
export function has(program: string): boolean {
  return spawnSync('which', [program]).status === 0;
}

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  /** Standard output and error together. */
  readonly output: string;
}

export function run(
  program: string,
  args: readonly string[],
  options: { input?: string; env?: NodeJS.ProcessEnv } = {},
): Outcome {
  const result: SpawnSyncReturns<string> = spawnSync(program, args, {
    encoding: 'utf8',
    maxBuffer: 64 << 20,
    ...options,
  });
  return { status: result.status, stdout: result.stdout, output: `${result.stdout}${result.stderr}` };
}
