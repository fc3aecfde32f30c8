/**
 * npm run test:long: random tests, races and kills at full length, from a seed that is new in each run and
 * said first.
 *
 *   npm run test:long -- test/crash       some of it
 *   TEST_SEED=123 npm run test:long     the same run again
 */
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const SUITES = [
  'test/properties',
  'test/contract/red-races',
  'test/contract/return-races',
  'test/contract/cut-acts',
  'test/gateway/cut-requests',
  'test/gateway/red-races',
  'test/gateway/payments',
  'test/contract/paid-orders',
  'test/crash',
  'test/embedded/one-writer',
  'test/read-model/kill',
  'test/gateway/redeem-race',
  'test/gateway/retries',
  'test/gateway/kill',
  'test/gateway/schemathesis',
  'test/cli/hostile-gateway',
];
const LENGTHS = {
  TEST_LINE_SETS: '1000000',
  TEST_RED_RACES: '1000',
  TEST_PAID_ORDERS: '1000',
  TEST_PAYMENT_RACES: '1000',
  TEST_RETURN_RACES: '1000',
  TEST_RED_RUNS: '50000',
  TEST_CUT_STORIES: '500',
  TEST_CUT_REQUESTS: '500',
  TEST_REVERSED_INVOICES: '200000',
  TEST_WRITER_MOMENTS: '6',
  TEST_CRASH_SEEDS: '10000',
  TEST_READ_MODEL_KILLS: '1000',
  TEST_REDEEMED_INVOICES: '1000',
  TEST_RETRIED_ISSUES: '2000',
  TEST_KILLS: '200',
  SCHEMATHESIS_EXAMPLES: '50',
  TEST_HOSTILE_SEEDS: '200',
};

const seed = process.env.TEST_SEED ?? String(randomInt(2 ** 32));
console.log(`TEST_SEED=${seed}`);

const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const env = { ...LENGTHS, ...process.env, TEST_SEED: seed };
const asked = process.argv.slice(2);
const suites = asked.length > 0 ? asked : SUITES;
const child = spawn(process.execPath, [vitest, 'run', ...suites], { env, stdio: 'inherit' });
const [code] = (await once(child, 'exit')) as [number | null];
process.exitCode = code ?? 1;
