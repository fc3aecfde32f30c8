import {
  type LevyDay,
  levyEndsFrom,
  monthOf,
  monthsAfter,
  type PublishedRuleSet,
  type RuleSetJson,
  type TaxpayerJson,
} from '@fapiao-ledger/core';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { beijingToday } from '../../../shared/moment.ts';
import { useDesk } from '../../desk.ts';
import { useAnswer } from '../../lists/use-answer.ts';
import { rateText } from '../../rates.ts';
import { rulesOn } from '../../rules-on.ts';
import { Choice } from '../../widgets/choice.tsx';
import { Failure } from '../../widgets/failure.tsx';

/** What a taxpayer elects for itself: the simplified method, and strict refs. */
export function Elections() {
  const { words, session } = useDesk();
  const entry = useAnswer<TaxpayerJson>(`/taxpayers/${session.identity.code}`);
  const rules = useAnswer<{ ruleSets: readonly PublishedRuleSet[] }>('/rule-sets');
  const failure = entry.failure ?? rules.failure;
  const reload = (): void => {
    entry.reload();
    rules.reload();
  };
  const taxpayer = entry.answer;
  const day = rules.answer && dayOf(rules.answer.ruleSets);
  return (
    <>
      <h1>{words.nav.elections}</h1>
      {failure !== undefined && <Failure error={failure} words={words} onRetry={reload} />}
      {taxpayer !== undefined && day !== undefined && (
        <Levy taxpayer={taxpayer} day={day} onDone={entry.reload} />
      )}
      {taxpayer !== undefined && <StrictRefs isOn={taxpayer.strictRefs === true} onDone={entry.reload} />}
    </>
  );
}

/** Returns today in Beijing with its rules; undefined where none are in force. */
function dayOf(ruleSets: readonly PublishedRuleSet[]): LevyDay | undefined {
  const date = beijingToday();
  const ruleSet = rulesOn(ruleSets, date);
  return ruleSet && { date, ruleSet };
}

interface LevyProps {
  readonly taxpayer: TaxpayerJson;
  readonly day: LevyDay;
  readonly onDone: () => void;
}

function Levy({ taxpayer, day, onDone }: LevyProps) {
  const { words } = useDesk();
  const { levy: texts } = words.ownTerms;
  const { levy, kind } = taxpayer;
  const rows = day.ruleSet.rates.filter(({ byElection }) => byElection === true);
  return (
    <section className="card">
      <h2>{texts.title}</h2>
      <p>{texts.lead}</p>
      {levy !== undefined && <Elected levy={levy} day={day} onDone={onDone} />}
      {levy === undefined && (
        <p>{kind === 'GENERAL' ? (rows.length === 0 ? texts.noRows : texts.none) : texts.onlyGeneral}</p>
      )}
      {levy === undefined && kind === 'GENERAL' && rows.length > 0 && (
        <Elect rows={rows} day={day} onDone={onDone} />
      )}
    </section>
  );
}

interface ElectedProps extends Pick<LevyProps, 'day' | 'onDone'> {
  readonly levy: NonNullable<TaxpayerJson['levy']>;
}

function Elected({ levy, day, onDone }: ElectedProps) {
  const { words, sign } = useDesk();
  const { levy: texts } = words.ownTerms;
  const endsFrom = levyEndsFrom(levy, day.ruleSet);
  const end = async (): Promise<void> => {
    if ((await sign({ operation: 'end-levy', body: {} })) !== undefined) onDone();
  };
  return (
    <>
      <p>
        <strong>{texts.elected(levy.row, levy.since)}</strong> {texts.endsFrom(endsFrom)}
      </p>
      {monthOf(day.date) >= endsFrom && (
        <div className="row">
          <Button className="button" onPress={() => void end()}>
            {words.shared.operations['end-levy'].title}
          </Button>
        </div>
      )}
    </>
  );
}

interface ElectProps extends Pick<LevyProps, 'day' | 'onDone'> {
  readonly rows: RuleSetJson['rates'];
}

function Elect({ rows, day, onDone }: ElectProps) {
  const { words, sign } = useDesk();
  const { levy: texts } = words.ownTerms;
  const months = [monthOf(day.date), monthsAfter(monthOf(day.date), 1)];
  const [row, setRow] = useState(rows[0]?.code ?? '');
  const [since, setSince] = useState(months[0] ?? '');
  const elect = async (): Promise<void> => {
    if ((await sign({ operation: 'elect-levy', body: { row, since } })) !== undefined) onDone();
  };
  return (
    <div className="row">
      <Choice
        label={texts.row}
        value={row}
        options={rows.map(({ code, rate }) => ({ id: code, text: `${code} · ${rateText(rate)}` }))}
        onChange={setRow}
      />
      <Choice
        label={texts.from}
        value={since}
        options={months.map((month) => ({ id: month, text: month }))}
        onChange={setSince}
      />
      <Button className="button primary" onPress={() => void elect()}>
        {words.shared.operations['elect-levy'].title}
      </Button>
    </div>
  );
}

function StrictRefs({ isOn, onDone }: { readonly isOn: boolean; readonly onDone: () => void }) {
  const { words, sign } = useDesk();
  const { strictRefs: texts } = words.ownTerms;
  const set = async (): Promise<void> => {
    const act = { operation: 'set-strict-refs', body: { strict: !isOn } } as const;
    if ((await sign(act)) !== undefined) onDone();
  };
  return (
    <section className="card">
      <h2>{texts.title}</h2>
      <p>{isOn ? texts.on : texts.off}</p>
      <div className="row">
        <Button className="button" onPress={() => void set()}>
          {isOn ? texts.turnOff : texts.turnOn}
        </Button>
      </div>
    </section>
  );
}
