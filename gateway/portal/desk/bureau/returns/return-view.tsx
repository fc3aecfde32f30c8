import type { ReturnAnswer } from '@fapiao-ledger/client';
import { type CountedFigures, figureNamed, type ReturnJson, type TaxpayerJson } from '@fapiao-ledger/core';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { beijingText } from '../../../shared/moment.ts';
import { OtherTerms } from '../../../shared/signing/terms.ts';
import { useDesk } from '../../desk.ts';
import { useAnswer } from '../../lists/use-answer.ts';
import { hashOf } from '../../route.ts';
import { Failure } from '../../widgets/failure.tsx';
import { useWork } from '../../widgets/work.tsx';
import { Allowed } from '../allowed.tsx';
import { daysOf } from '../statistics/period.ts';
import { countHere } from './count-here.ts';
import { type Difference, decisionOn, requireAsked, returnPath } from './decide.ts';
import { FigureTable, figureText } from './figure-table.tsx';
import { returnTag } from './return-tag.tsx';

interface ReturnViewProps {
  readonly taxpayer: string;
  readonly period: string;
}

/** One return: its figures as filed, as the gateway counts them, and as this browser does. */
export function ReturnView({ taxpayer, period }: ReturnViewProps) {
  const { words } = useDesk();
  const view = useAnswer<ReturnAnswer>(returnPath(taxpayer, period));
  if (view.failure !== undefined) return <Failure error={view.failure} words={words} onRetry={view.reload} />;
  if (view.answer === undefined) return <p className="quiet">{words.loading}</p>;
  if (!isAsked(view.answer, taxpayer, period))
    return <Failure error={new OtherTerms(`${taxpayer} ${period}`)} words={words} />;
  const { filed, computed } = view.answer;
  if (filed === undefined) return <p className="empty">{words.supervision.filed.none}</p>;
  return <Filed filed={filed} computed={computed} onDone={view.reload} />;
}

function isAsked(answer: ReturnAnswer, taxpayer: string, period: string): boolean {
  try {
    requireAsked(answer, taxpayer, period);
    return true;
  } catch (error) {
    if (error instanceof OtherTerms) return false;
    throw error;
  }
}

interface FiledProps {
  readonly filed: ReturnJson;
  readonly computed: CountedFigures;
  readonly onDone: () => void;
}

function Filed({ filed, computed, onDone }: FiledProps) {
  const { words, session, sign } = useDesk();
  const { filed: texts } = words.supervision;
  const { run, progress } = useWork(words);
  const [here, setHere] = useState<CountedFigures>();
  const count = async (): Promise<void> =>
    void (await run(texts.working, async (work) => setHere(await countHere(session, filed, work))));
  const decide = async (differs?: Difference): Promise<void> => {
    if ((await sign(decisionOn(filed, differs))) !== undefined) onDone();
  };
  const state = (figure: string, counted: string): void =>
    void decide({ figure, filed: figureNamed(filed, figure), computed: counted });
  const isWaiting = filed.state === 'FILED';
  return (
    <>
      <div className="page-head">
        <h1>
          {words.nav.returns} {filed.period}
        </h1>
        {returnTag(filed.state, words)}
        <span className="grow" />
        <Button className="button" onPress={() => void count()}>
          {texts.countHere}
        </Button>
        {isWaiting && (
          <Allowed operation="accept-return">
            <Button className="button primary" onPress={() => void decide()}>
              {texts.accept}
            </Button>
          </Allowed>
        )}
      </div>
      <Facts filed={filed} />
      <section className="card">
        <h2>{words.shared.fields.figures}</h2>
        <p className="quiet">{here === undefined ? texts.lead : texts.counted}</p>
        <FigureTable filed={filed} computed={computed} here={here} {...(isWaiting && { onState: state })} />
      </section>
      {progress}
    </>
  );
}

function Facts({ filed }: { readonly filed: ReturnJson }) {
  const { words } = useDesk();
  const { fields } = words.shared;
  const { filed: texts } = words.supervision;
  const { taxpayer, period, filedAt, height, officer, decidedAt, differs } = filed;
  const registered = useAnswer<Pick<TaxpayerJson, 'name'>>(`/taxpayers/${taxpayer}`);
  const issued = hashOf('/invoices', { seller: taxpayer, ...daysOf({ from: period, to: period }) });
  return (
    <section className="card">
      <dl className="facts">
        <dt>{fields.taxpayer}</dt>
        <dd>
          <a href={hashOf(`/taxpayers/${taxpayer}`)}>{registered.answer?.name ?? taxpayer}</a>{' '}
          <span className="quiet">{taxpayer}</span>
        </dd>
        <dt>{words.returns.filedAt}</dt>
        <dd>
          {beijingText(filedAt)} <span className="quiet">{texts.atHeight(height)}</span>
        </dd>
        <dt>{fields.invoices}</dt>
        <dd>
          <a href={issued}>{texts.issued}</a>
        </dd>
        {decidedAt !== undefined && (
          <>
            <dt>{texts.decided}</dt>
            <dd>
              {beijingText(decidedAt)} <span className="quiet">{officer}</span>
            </dd>
          </>
        )}
        {differs !== undefined && (
          <>
            <dt>{texts.states}</dt>
            <dd>{texts.stated(figureText(differs.figure, words), differs.filed, differs.computed)}</dd>
          </>
        )}
      </dl>
    </section>
  );
}
