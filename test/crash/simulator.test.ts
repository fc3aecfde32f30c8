import { beforeAll, describe, expect, test } from 'vitest';
import { SEED } from '../support/seeded.ts';
import { type Ground, prepareGround } from './ground.ts';
import { MANNERS } from './simulated-disk.ts';
import { emptyTally, type Run, simulate, type Tally } from './simulation.ts';

/** 10,000 in long runs. */
const SEEDS = Number(process.env.TEST_CRASH_SEEDS ?? 12);
const OPERATIONS = 60;
const SEED_MS_MAX = 20_000;

let ground: Ground;
beforeAll(async () => {
  ground = await prepareGround();
});

/** A failure says how to repeat it. */
async function lived(run: Run): Promise<Tally> {
  try {
    return await simulate(ground, run);
  } catch (cause) {
    const again = `TEST_SEED=${run.seed} TEST_CRASH_SEEDS=1 npx vitest run test/crash`;
    throw new Error(`${JSON.stringify(run)}; to see it again: ${again}`, { cause });
  }
}

describe('a ledger whose machine stops and starts again has all that it acknowledged, whole, and no more', () => {
  test(
    `wherever it stops, in ${SEEDS} lives of ${OPERATIONS} operations`,
    async () => {
      const sum = emptyTally();
      for (let life = 0; life < SEEDS; life += 1) {
        const tally = await lived({ seed: SEED + life, operations: OPERATIONS });
        for (const key of Object.keys(sum) as (keyof Tally)[]) sum[key] += tally[key];
      }
      console.log(`from seed ${SEED} on: ${JSON.stringify(sum)}`);
      // A single life need not meet all cases.
      const met = Object.values(sum).every((count) => count > 0);
      expect(met || SEEDS < 12).toBe(true);
    },
    60_000 + SEEDS * SEED_MS_MAX,
  );

  test('at every operation of its disk in turn, before it, in the middle of it and after it', async () => {
    for (const manner of MANNERS) {
      let at = 0;
      let crashes = 1;
      while (crashes > 0) {
        at += 1;
        ({ crashes } = await lived({ seed: SEED, operations: 12, crash: { at, manner } }));
      }
      expect(at).toBeGreaterThan(8);
    }
  });
});
