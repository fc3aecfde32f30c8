import type { IssuingLedger } from './issuing-ledger.ts';
import { type Aim, type BenchRow, row } from './row.ts';
import { quantile, timed } from './timing.ts';

/** Milliseconds of acts on one invoice each, one after the other. */
export type ActTimes = Readonly<Record<'issue' | 'lock' | 'redeem', number[]>>;

const WARM_UP = 20;
/** Neither act is to take longer than an issue. The tenth is what medians of one machine differ by. */
const AIM: Aim = { of: 'ratio', is: '<', bound: 1.1 };

export function noTimes(): ActTimes {
  return { issue: [], lock: [], redeem: [] };
}

/** Issues, locks and redeems one invoice after another. */
export async function timesOfActs(ledger: IssuingLedger, rounds: number): Promise<ActTimes> {
  const times = noTimes();
  for (let round = -WARM_UP; round < rounds; round += 1) {
    await timeActs(ledger, round < 0 ? noTimes() : times);
  }
  return times;
}

/** Issues, locks and redeems an invoice, and adds what each of it took. */
export async function timeActs(ledger: IssuingLedger, times: ActTimes): Promise<void> {
  const start = performance.now();
  const invoice = await ledger.issueClaimable();
  times.issue.push(performance.now() - start);
  times.lock.push(await timed(() => ledger.lock(invoice)));
  times.redeem.push(await timed(() => ledger.redeem(invoice)));
}

/** Lock and redeem beside issue. */
export function actRows({ issue, ...others }: ActTimes): readonly BenchRow[] {
  return Object.entries(others).flatMap(([act, times]) =>
    [0.5, 0.99].map((share) => {
      const [name, figure] = [`p${share * 100}`, quantile(times, share)];
      return row(`${act} of one invoice, ${name}`, figure, 'ms', {
        reference: `issue of one invoice, ${name}`,
        referenceValue: quantile(issue, share),
        ...(share === 0.5 && { aim: AIM }),
      });
    }),
  );
}
