import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const PROGRAM = join(import.meta.dirname, 'fixtures', 'closing-program.ts');

test('a program with nothing else to do still learns that the threads of its read model have ended', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fapiao-close-'));
  try {
    const { stdout } = spawnSync(process.execPath, [PROGRAM, join(folder, 'read-model.db')], {
      encoding: 'utf8',
    });
    expect(stdout).toBe('closed\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
