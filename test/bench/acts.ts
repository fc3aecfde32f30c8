import type { IssuingLedger } from './issuing-ledger.ts';
import { type Aim, type BenchRow, row } from './row.ts';
import { quantile, timed } from './timing.ts';

/** Milliseconds of acts on one invoice each, one after the other. */
export type ActTimes = Readonly<Record<'issue' | 'pay' | 'lock' | 'redeem' | 'reverse', number[]>>;

const WARM_UP = 20;
/**
 * Lock and redeem are not to take longer than an issue; the tenth is what medians of one machine differ by. A reversal issues a
 * red-letter invoice and changes another invoice, so it may take twice as long. So may a paid order, which reads provider, mandate and
 * payment, and writes the payment.
 */
const AIMS: Readonly<Record<Exclude<keyof ActTimes, 'issue'>, Aim>> = {
  pay: { of: 'ratio', is: '<', bound: 2 },
  lock: { of: 'ratio', is: '<', bound: 1.1 },
  redeem: { of: 'ratio', is: '<', bound: 1.1 },
  reverse: { of: 'ratio', is: '<', bound: 2 },
};

export function noTimes(): ActTimes {
  return { issue: [], pay: [], lock: [], redeem: [], reverse: [] };
}

/** Issues, pays, locks, redeems and reverses one invoice after another. */
export async function timesOfActs(ledger: IssuingLedger, rounds: number): Promise<ActTimes> {
  const times = noTimes();
  for (let round = -WARM_UP; round < rounds; round += 1) {
    await timeActs(ledger, round < 0 ? noTimes() : times);
  }
  return times;
}

/** Issues, locks and redeems an invoice, pays one, reverses another one, and adds what each of it took. */
export async function timeActs(ledger: IssuingLedger, times: ActTimes): Promise<void> {
  const start = performance.now();
  const invoice = await ledger.issueClaimable();
  times.issue.push(performance.now() - start);
  times.pay.push(await timed(await ledger.paidOrder()));
  times.lock.push(await timed(() => ledger.lock(invoice)));
  times.redeem.push(await timed(() => ledger.redeem(invoice)));
  const wrong = await ledger.issueClaimable();
  times.reverse.push(await timed(() => ledger.reverse(wrong)));
}

/** Paid order, lock, redeem and reversal beside issue. */
export function actRows({ issue, ...others }: ActTimes): readonly BenchRow[] {
  return (['pay', 'lock', 'redeem', 'reverse'] as const).flatMap((act) =>
    [0.5, 0.99].map((share) => {
      const [name, figure] = [`p${share * 100}`, quantile(others[act], share)];
      return row(`${act} of one invoice, ${name}`, figure, 'ms', {
        reference: `issue of one invoice, ${name}`,
        referenceValue: quantile(issue, share),
        ...(share === 0.5 && { aim: AIMS[act] }),
      });
    }),
  );
}
