import type { SumsAnswer } from '@fapiao-ledger/client';
import { useDesk } from '../../desk.ts';
import { MEASURES, type StatisticsFilter } from './filter.ts';
import { invoicesHref } from './invoices-href.ts';
import { daysOf, monthsBefore } from './period.ts';
import { changeText, figureText } from './sums.ts';

interface TotalsProps {
  readonly filter: StatisticsFilter;
  readonly now: SumsAnswer;
  /** Sums of the period before, when they are there. */
  readonly before: SumsAnswer | undefined;
}

/** The sums of the period, beside those of the period before. */
export function Totals({ filter, now, before }: TotalsProps) {
  const { words } = useDesk();
  const { statistics } = words.supervision;
  const former = monthsBefore(filter);
  return (
    <div className="tiles figures">
      {MEASURES.map((measure) => (
        <section key={measure} className="card tile">
          <h2>{statistics.measures[measure]}</h2>
          <a href={invoicesHref(filter, daysOf(filter))}>
            <strong>{figureText(now, measure)}</strong>
          </a>
          {before !== undefined && (
            <p className="quiet">
              {statistics.before(former.from, former.to)}{' '}
              <a href={invoicesHref(filter, daysOf(former))}>{figureText(before, measure)}</a>{' '}
              <span className="change">{changeText(now, before, measure)}</span>
            </p>
          )}
        </section>
      ))}
    </div>
  );
}
