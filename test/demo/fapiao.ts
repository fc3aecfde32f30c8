import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../cli/dist/main.js', import.meta.url));

export interface CliAnswer {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the CLI as a user does, in a process of its own. */
export async function fapiao(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<CliAnswer> {
  const child = spawn(process.execPath, [MAIN, ...args], { env: { ...process.env, ...environment } });
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 70));
  });
  return { exitCode, stdout: await stdout, stderr: await stderr };
}

/** Thrown when the CLI fails. */
export class CliFailure extends Error {
  /** Code in the CLI's answer; undefined when that is not JSON. */
  readonly code: string | undefined;

  constructor(args: readonly string[], { exitCode, stdout, stderr }: CliAnswer) {
    super(`fapiao ${args.join(' ')} ended with ${exitCode}: ${stderr}${stdout}`);
    this.code = codeIn(stdout) ?? codeIn(stderr);
  }
}

/** Runs the CLI with `--json` and reads its answer. @throws {CliFailure} for any exit code but 0 */
export async function fapiaoJson<T>(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<T> {
  const answer = await fapiao([...args, '--json'], environment);
  if (answer.exitCode !== 0) throw new CliFailure(args, answer);
  return JSON.parse(answer.stdout) as T;
}

function codeIn(text: string): string | undefined {
  try {
    return (JSON.parse(text) as { code?: string }).code;
  } catch {
    return undefined;
  }
}

async function collect(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += chunk;
  return text;
}
