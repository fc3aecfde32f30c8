import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** Heights of ledgers are kept in the user's state folder: each test file, and every process that it starts, has its own. */
const state = mkdtempSync(join(tmpdir(), 'fapiao-state-'));
process.env.XDG_STATE_HOME = state;

afterAll(() => rmSync(state, { recursive: true, force: true }));
