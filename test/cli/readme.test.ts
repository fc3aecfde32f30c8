import { execFile } from 'node:child_process';
import { cp, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CommandWorld } from '../support/command-world.ts';

const ROOT = join(import.meta.dirname, '..', '..');

let world: CommandWorld;

beforeAll(async () => {
  world = await CommandWorld.start();
});

afterAll(async () => {
  await world.stop();
});

it('the README’s way to one’s own first invoice works as it is printed', async () => {
  const { cwd, gateway } = world;
  const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
  const [, script = ''] = /```sh\n([^`]*)```/.exec(readme) ?? [];
  expect(script).toContain('fapiao issue');
  // The file that the demo leaves, where its gateway has it.
  await mkdir(join(cwd, 'demo-out'));
  await cp(join(gateway.home, 'identities'), join(cwd, 'demo-out', 'ledger', 'identities'), {
    recursive: true,
  });
  await cp(join(gateway.home, 'trust.json'), join(cwd, 'demo-out', 'trust.json'));
  const npx = `npx() { shift; '${process.execPath}' '${join(ROOT, 'cli', 'bin', 'fapiao.js')}' "$@"; }`;
  const { stdout } = await promisify(execFile)('sh', ['-ec', `${npx}\n${script}`], {
    cwd,
    env: {
      PATH: process.env.PATH,
      HOME: cwd,
      XDG_CONFIG_HOME: join(cwd, 'config'),
      FAPIAO_GATEWAY: gateway.address,
    },
  });
  expect(stdout).toMatch(/data\/receipts\/[0-9]{20}\.pdf: genuine/);
  expect(stdout).toContain('2999.99');
});
