import { IssuingLedger } from './issuing-ledger.ts';
import { type Bench, row } from './row.ts';
import { quantile, timed } from './timing.ts';

const SMALL = 10_000;
const LARGE = 100_000;
const LARGE_LONG = 1_000_000;
const LANES = 6;
const WARM_UP = 100;
const SAMPLES = 1_000;

/**
 * Whether issuing slows down as the ledger grows. Both ledgers are open and take turns, so that a busy
 * machine slows both alike.
 */
export const benchGrowth: Bench = async ({ long }) => {
  const size = long ? LARGE_LONG : LARGE;
  const ledgers = [await IssuingLedger.open(LANES), await IssuingLedger.open(LANES)] as const;
  const [small, large] = ledgers;
  try {
    await small.growTo(SMALL);
    await large.growTo(size);
    const times = { small: [] as number[], large: [] as number[] };
    for (let round = 0; round < WARM_UP + SAMPLES; round += 1) {
      const [first, second] = [await timed(() => small.issue(0, 1)), await timed(() => large.issue(0, 1))];
      if (round < WARM_UP) continue;
      times.small.push(first);
      times.large.push(second);
    }
    return ([0.5, 0.99] as const).map((share) =>
      row(`growth/issue p${share * 100} at ${size} invoices`, quantile(times.large, share), 'ms', {
        reference: `at ${SMALL} invoices`,
        referenceValue: quantile(times.small, share),
        aim: { of: 'ratio', is: '<', bound: 1.2 },
      }),
    );
  } finally {
    for (const ledger of ledgers) {
      await ledger.close();
      ledger.remove();
    }
  }
};
