import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeFrom } from '../support/numbering.ts';
import { GATEWAY_MAIN, startGateway } from '../support/started-gateway.ts';

let root: string;
let home: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fapiao-second-gateway-'));
  home = join(root, 'home');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Exit code and standard error of a gateway that does not start. */
async function refusedStart(settings: Readonly<Record<string, string>>): Promise<[unknown, string]> {
  const env = { ...process.env, PORT: '0', ...settings };
  const child = spawn(process.execPath, [GATEWAY_MAIN], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const [[code], message] = await Promise.all([once(child, 'exit'), child.stderr.toArray()]);
  return [code, message.join('').trimEnd()];
}

test('a second gateway on a folder whose lock and state were removed does not start, nor does one on a copy; both say why in one line', async () => {
  const first = await startGateway(home);
  expect(first.lines.join('\n')).toContain(join(process.env.XDG_STATE_HOME ?? '-', 'fapiao', 'heights'));
  removeFrom(join(home, 'ledger'), 'lock.sqlite');
  removeFrom(join(home, 'ledger', 'channel'), 'state.sqlite');
  const copy = join(root, 'copy');
  cpSync(home, copy, { recursive: true });
  for (const folder of [home, copy]) {
    const [code, message] = await refusedStart({ FAPIAO_HOME: folder });
    expect(code).toBe(1);
    expect(message).toMatch(/^the ledger in .*, or a copy of it .* is closed: another process has it open$/);
  }
  expect(await first.stop('SIGTERM')).toBe(0);
});

test('a place where no heights can be kept is named by its setting', async () => {
  const heights = join(root, 'file');
  writeFileSync(heights, '');
  const [code, message] = await refusedStart({ FAPIAO_HOME: home, FAPIAO_HEIGHTS: heights });
  expect([code, message.split('\n').length]).toEqual([1, 1]);
  expect(message).toContain(`FAPIAO_HEIGHTS: ${heights} cannot be used as a folder: EEXIST`);
});

test('heights that would be restored with the data folder are refused by their setting', async () => {
  const heights = join(home, 'heights');
  expect(await refusedStart({ FAPIAO_HOME: home, FAPIAO_HEIGHTS: heights })).toEqual([
    1,
    `FAPIAO_HEIGHTS: ${heights} lies in ${home} and would be restored with it; name a folder outside of it`,
  ]);
});
