import type { PublishedRuleSet } from '@fapiao-ledger/core';
import { useDesk } from '../../desk.ts';
import { useAnswer } from '../../lists/use-answer.ts';
import { rateText } from '../../rates.ts';
import { Choice } from '../../widgets/choice.tsx';
import { MonthField } from '../../widgets/fields.tsx';
import { AreaPath } from './area-path.tsx';
import { MEASURES, type StatisticsFilter } from './filter.ts';
import { SECTORS } from './sectors.ts';

interface FilterRowProps {
  readonly filter: StatisticsFilter;
  readonly onChange: (part: Partial<StatisticsFilter>) => void;
}

/** What narrows the figures: months, type, rate, sector and area, and which amount is drawn. */
export function FilterRow({ filter, onChange }: FilterRowProps) {
  const { words } = useDesk();
  const { statistics, sectors } = words.supervision;
  const { fields, values } = words.shared;
  const { all } = words.list;
  const rules = useAnswer<{ readonly ruleSets: readonly PublishedRuleSet[] }>('/rule-sets');
  const rates = ratesIn(rules.answer?.ruleSets ?? [], filter.rate);
  return (
    <div className="filters">
      <MonthField label={statistics.from} value={filter.from} onChange={(from) => onChange({ from })} />
      <MonthField label={statistics.to} value={filter.to} onChange={(to) => onChange({ to })} />
      <Choice
        label={statistics.measure}
        value={filter.measure}
        options={MEASURES.map((id) => ({ id, text: statistics.measures[id] }))}
        onChange={(measure) => onChange({ measure })}
      />
      <Choice
        label={fields.type}
        value={filter.type}
        options={[
          { id: '', text: all },
          { id: 'ORDINARY', text: values.ORDINARY },
          { id: 'SPECIAL', text: values.SPECIAL },
        ]}
        onChange={(type) => onChange({ type })}
      />
      <Choice
        label={fields.rate}
        value={filter.rate}
        options={[{ id: '', text: all }, ...rates.map((id) => ({ id, text: rateText(id) }))]}
        onChange={(rate) => onChange({ rate })}
      />
      <Choice
        label={statistics.sector}
        value={filter.sector}
        options={[{ id: '', text: all }, ...SECTORS.map((id) => ({ id, text: sectors[id] }))]}
        onChange={(sector) => onChange({ sector })}
      />
      <AreaPath filter={filter} />
    </div>
  );
}

/** Returns the rates of the rule sets, and the one that is chosen, in descending order. */
function ratesIn(ruleSets: readonly PublishedRuleSet[], chosen: string): readonly string[] {
  const rates = ruleSets.flatMap(({ ruleSet }) => ruleSet.rates.map(({ rate }) => rate));
  const known = new Set(chosen === '' ? rates : [...rates, chosen]);
  return [...known].sort((one, other) => Number(other) - Number(one));
}
