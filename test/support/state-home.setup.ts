import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** Heights of ledgers are in the user's state folder, so each test file and its processes have a folder of their own. */
const state = mkdtempSync(join(tmpdir(), 'fapiao-state-'));
process.env.XDG_STATE_HOME = state;

afterAll(() => rmSync(state, { recursive: true, force: true }));
