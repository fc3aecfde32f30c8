import { execFileSync, spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { fapiao, temporaryFolder } from '../support/processes.ts';

const hasBash = spawnSync('bash', ['--version']).status === 0;

let cwd: string;

beforeAll(async () => {
  cwd = await temporaryFolder();
  const { stdout } = await fapiao(['completion', 'bash'], { cwd });
  await writeFile(join(cwd, 'completion.bash'), stdout);
});

/** Returns what bash would offer for the last of these words. */
function offers(...words: readonly string[]): readonly string[] {
  const script = `source completion.bash; COMP_WORDS=("$@"); COMP_CWORD=$(($#-1)); "$(complete -p "$1" | grep -o "_fapiao[_a-z]*")"; echo "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', script, 'bash', ...words], { cwd, encoding: 'utf8' })
    .trim()
    .split(' ');
}

describe('completion', () => {
  it.skipIf(!hasBash)('offers commands, their commands and their options (needs bash)', () => {
    expect(offers('fapiao', 're')).toEqual([
      'request',
      'redeem',
      'reverse',
      'red-letter',
      'return',
      'receipt',
    ]);
    expect(offers('fapiao', 'request', '')).toEqual(['show', 'cancel']);
    expect(offers('fapiao', 'bureau', 'officer', '')).toEqual(['add', 'revoke']);
    expect(offers('fapiao', 'bureau', 're')).toEqual([
      'register',
      'reinstate',
      'return-numbers',
      'release',
      'returns',
      'rejudge',
    ]);
    expect(offers('fapiao', '--json', 'issue', '--com')).toEqual(['--complete']);
    expect(offers('fapiao', 'bureau', 'credit', '914403001922038216', '--gate')).toEqual(['--gateway']);
  });

  it.skipIf(!hasBash)('leaves files to the shell where they may follow (needs bash)', () => {
    expect(offers('fapiao', 'import', '')).toEqual(['']);
    expect(offers('fapiao', 'login', '--identity', '')).toEqual(['']);
    expect(offers('fapiao', 'custodian', '')).toEqual(['enrol', 'show', 'rebind', 'erase']);
  });

  it.skipIf(!hasBash)('offers the values of an option, and knows the command behind npx (needs bash)', () => {
    expect(offers('fapiao', 'list', '--state', '')).toEqual(['OPEN', 'LOCKED', 'REDEEMED', 'RED', 'FROZEN']);
    expect(offers('fapiao', 'list', '--lang', 'zh')).toEqual(['zh-CN']);
    expect(offers('fapiao', '--gateway', '')).toEqual(['']);
    expect(offers('npx', 'fapiao', 'profile', '')).toEqual(['list', 'use', 'remove']);
    expect(offers('npx', 'other', '')).toEqual(['']);
  });

  it.each(['zsh', 'fish'])('knows %s', async (shell) => {
    const { stdout, exitCode } = await fapiao(['completion', shell], { cwd });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('close-period');
  });

  it('knows no other shell', async () => {
    expect(await fapiao(['completion', 'cmd'], { cwd })).toMatchObject({ exitCode: 64 });
  });
});
