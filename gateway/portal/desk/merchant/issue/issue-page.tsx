import type { InvoiceAnswer, IssueAnswer } from '@fapiao-ledger/client';
import { formatYuan, type PublishedRuleSet, type RuleContext, type TaxpayerJson } from '@fapiao-ledger/core';
import { useEffect, useMemo, useState } from 'react';
import { Button } from 'react-aria-components';
import { beijingToday } from '../../../shared/moment.ts';
import { useDesk } from '../../desk.ts';
import { useAnswer } from '../../lists/use-answer.ts';
import { go, hashOf, useRoute } from '../../route.ts';
import { Failure } from '../../widgets/failure.tsx';
import { Field } from '../../widgets/fields.tsx';
import { MAIN_LANE } from '../lane.ts';
import { BuyerFields } from './buyer-fields.tsx';
import { emptyForm, formLike, type IssueForm } from './form.ts';
import { type Judgment, judge, judgingContext } from './judge.ts';
import { KeptDrafts } from './kept-drafts.tsx';
import { LineRows } from './line-rows.tsx';
import { type Remembered, useRemembered } from './remembered.ts';

/** Issues one invoice. The rules of the ledger judge while it is entered. */
export function Issue() {
  const { words } = useDesk();
  const { query } = useRoute();
  const copied = query.get('copy') ?? undefined;
  const { failure, context, model, reload } = useMaterials(copied);
  const remembered = useRemembered();
  if (failure !== undefined) return <Failure error={failure} words={words} onRetry={reload} />;
  if (context === undefined) return <p className="quiet">{words.loading}</p>;
  const kept = remembered.drafts.find(({ id }) => id === query.get('draft'));
  return (
    <>
      <h1>{words.nav.issue}</h1>
      <Editor
        key={`${copied} ${kept?.id}`}
        start={kept ?? formFor(model)}
        context={context}
        remembered={remembered}
      />
    </>
  );
}

interface Materials {
  readonly failure: unknown;
  /** Undefined until everything is there. */
  readonly context: RuleContext | undefined;
  /** The invoice that is copied. */
  readonly model: InvoiceAnswer | undefined;
  readonly reload: () => void;
}

/** Returns what the form is judged by and begins with. */
function useMaterials(copied: string | undefined): Materials {
  const { session } = useDesk();
  const taxpayer = useAnswer<TaxpayerJson>(`/taxpayers/${session.identity.code}`);
  const rules = useAnswer<{ ruleSets: readonly PublishedRuleSet[] }>('/rule-sets');
  const model = useAnswer<InvoiceAnswer>(copied === undefined ? undefined : `/invoices/${copied}`);
  const context = useContextOf(taxpayer.answer, rules.answer?.ruleSets);
  const isLoading = copied !== undefined && model.answer === undefined;
  return {
    failure: taxpayer.failure ?? rules.failure ?? model.failure,
    context: isLoading ? undefined : context,
    model: model.answer,
    reload: taxpayer.reload,
  };
}

function formFor(model: InvoiceAnswer | undefined): IssueForm {
  return model === undefined ? emptyForm(MAIN_LANE) : formLike(model.invoice, MAIN_LANE);
}

function useContextOf(
  taxpayer: TaxpayerJson | undefined,
  ruleSets: readonly PublishedRuleSet[] | undefined,
): RuleContext | undefined {
  return useMemo(
    () =>
      taxpayer === undefined || ruleSets === undefined
        ? undefined
        : judgingContext(taxpayer, ruleSets, beijingToday(), 'DIGITAL'),
    [taxpayer, ruleSets],
  );
}

interface EditorProps {
  readonly start: IssueForm;
  readonly context: RuleContext;
  readonly remembered: Remembered;
}

function Editor({ start, context, remembered }: EditorProps) {
  const { words, session, sign } = useDesk();
  const { fields } = words.shared;
  // A page that renders anew makes another empty form; what is entered began with the first one.
  const [initial] = useState(start);
  const [form, setForm] = useState(initial);
  const [isChecked, setChecked] = useState(false);
  const judgment = useMemo(() => judge(form, session.identity.code, context), [form, context, session]);
  const change = (part: Partial<IssueForm>): void => setForm((before) => ({ ...before, ...part }));
  useKeptWhileEntered(form, initial, remembered);
  const problemAt = (field: string): string | undefined =>
    problemOf(judgment, field, isChecked, form, words.errors);

  const issue = async (): Promise<void> => {
    setChecked(true);
    if (judgment.faults.size > 0) return;
    const { draft } = judgment;
    const answer = await sign<IssueAnswer>({
      operation: 'issue',
      body: { drafts: [draft] },
      unsigned: { lane: form.lane },
    });
    const [issued] = answer?.invoices ?? [];
    if (issued === undefined) return;
    await remembered.learn(form);
    await remembered.forgetDraft(form.id);
    go(hashOf(`/invoices/${issued.number}`));
  };

  const whole = problemAt('');
  return (
    <>
      <KeptDrafts remembered={remembered} current={form.id} />
      <form
        className="issue"
        onSubmit={(event) => {
          event.preventDefault();
          void issue();
        }}
      >
        <BuyerFields form={form} change={change} problemAt={problemAt} customers={remembered.customers} />
        <LineRows
          form={form}
          change={change}
          problemAt={problemAt}
          items={remembered.items}
          context={context}
        />
        <section className="card">
          <div className="row">
            <Field
              label={fields.remark}
              value={form.remark}
              onChange={(remark) => change({ remark })}
              problem={problemAt('remark')}
              isWide
            />
            <Field
              label={fields.ref}
              value={form.ref}
              onChange={(ref) => change({ ref })}
              problem={problemAt('ref')}
            />
            <Field label={fields.lane} value={form.lane} onChange={(lane) => change({ lane })} />
          </div>
        </section>
        <footer className="issue-foot">
          <Totals judgment={judgment} limit={formatYuan(context.seller.singleLimit)} />
          <span className="grow" />
          {isChecked && judgment.faults.size > 0 && (
            <p className="failure" role="alert">
              {whole ?? words.issue.faults(String(judgment.faults.size))}
            </p>
          )}
          <Button className="button primary" type="submit">
            {words.issue.go}
          </Button>
        </footer>
      </form>
    </>
  );
}

/** Returns the words for the fault of a field. An empty field complains only once issuing was tried. */
function problemOf(
  { faults }: Judgment,
  field: string,
  isChecked: boolean,
  form: IssueForm,
  errors: ReturnType<typeof useDesk>['words']['errors'],
): string | undefined {
  const fault = faults.get(field);
  if (fault === undefined || (!isChecked && isUntouched(form, field))) return undefined;
  return errors[fault.code].title;
}

function isUntouched(form: IssueForm, field: string): boolean {
  const [first = '', place = '', name = ''] = field.split('/');
  const at: object | undefined = first === 'lines' ? form.lines[Number(place)] : form;
  const value = (at as Readonly<Record<string, unknown>> | undefined)?.[first === 'lines' ? name : first];
  return value === '' || value === undefined;
}

function Totals({ judgment, limit }: { readonly judgment: Judgment; readonly limit: string }) {
  const { words } = useDesk();
  const { fields } = words.shared;
  const { totals } = judgment.draft as Partial<Judgment['draft']>;
  return (
    <dl className="totals" aria-live="polite">
      {(['net', 'tax', 'gross'] as const).map((name) => (
        <div key={name}>
          <dt>{fields[name]}</dt>
          <dd>{totals?.[name] ?? '–'}</dd>
        </div>
      ))}
      <div>
        <dt>{fields.singleLimit}</dt>
        <dd className="quiet">{limit}</dd>
      </div>
    </dl>
  );
}

const KEPT_AFTER_MS = 800;

/** Keeps what is entered as a draft, a moment after the last change. */
function useKeptWhileEntered(form: IssueForm, start: IssueForm, { keepDraft }: Remembered): void {
  useEffect(() => {
    if (form === start) return;
    const timer = setTimeout(() => void keepDraft(form), KEPT_AFTER_MS);
    return () => clearTimeout(timer);
  }, [form, start, keepDraft]);
}
