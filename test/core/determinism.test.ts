import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const fixture = fileURLToPath(new URL('fixtures/decision-digest.ts', import.meta.url));

interface Host {
  readonly zone: string;
  readonly locale: string;
  readonly flags: readonly string[];
}

const HOSTS: readonly Host[] = [
  { zone: 'UTC', locale: 'C', flags: [] },
  { zone: 'Asia/Shanghai', locale: 'zh_CN.UTF-8', flags: ['--random-seed=7'] },
  { zone: 'America/New_York', locale: 'tr_TR.UTF-8', flags: ['--no-opt'] },
  { zone: 'Pacific/Apia', locale: 'de_DE.UTF-8', flags: ['--always-sparkplug'] },
  { zone: 'Asia/Kathmandu', locale: 'ar_EG.UTF-8', flags: ['--no-use-ic'] },
];

async function digestOn({ zone, locale, flags }: Host): Promise<string> {
  const env = { PATH: process.env.PATH, TZ: zone, LANG: locale, LC_ALL: locale };
  return (await run(process.execPath, [...flags, fixture], { env })).stdout;
}

test('every decision is the same in every time zone and locale, compiled in every way', async () => {
  const digests = new Set<string>();
  for (const host of HOSTS) digests.add(await digestOn(host));
  expect([...digests]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
});
