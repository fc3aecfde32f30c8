import { xlsxTemplate } from '@fapiao-ledger/client/drafts';
import { type PublishedRuleSet, ruleSetOn } from '@fapiao-ledger/core';
import { useState } from 'react';
import { Button, DropZone, FileTrigger } from 'react-aria-components';
import { beijingToday } from '../../../shared/moment.ts';
import { groupedText } from '../../../shared/money.ts';
import { PortalError } from '../../../shared/portal-error.ts';
import { type IssuedPage, type IssueRequest, isSettled } from '../../../shared/session.ts';
import { useDesk } from '../../desk.ts';
import { csvOf } from '../../lists/spreadsheet.ts';
import { type Column, DataTable } from '../../widgets/data-table.tsx';
import { Failure } from '../../widgets/failure.tsx';
import { saveFile } from '../../widgets/save-file.ts';
import { useWork } from '../../widgets/work.tsx';
import type { DeskWords } from '../../words/index.ts';
import { MAIN_LANE } from '../lane.ts';
import { OpenRequests } from '../open-requests.tsx';
import { Openings } from './openings.ts';
import { type ImportPlan, planImport, type RowFault } from './plan.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Issues the invoices of a table, after a preview. */
export function Import() {
  const { words, session } = useDesk();
  const [plan, setPlan] = useState<ImportPlan>();
  const [failure, setFailure] = useState<unknown>();
  const [outcomes, setOutcomes] = useState<readonly IssuedPage[]>();

  const read = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    setPlan(undefined);
    setOutcomes(undefined);
    setFailure(undefined);
    const date = beijingToday();
    try {
      // Read for each file: one that is chosen before they are there must not be passed over.
      const rules = await session.read<{ ruleSets: readonly PublishedRuleSet[] }>('/rule-sets');
      const { ruleSet } = ruleSetOn(rules, date);
      setPlan(await planImport(file, { session, ruleSet, date, lane: MAIN_LANE }));
    } catch (error) {
      setFailure(error);
    }
  };

  return (
    <>
      <div className="page-head">
        <h1>{words.nav.import}</h1>
        <span className="grow" />
        <Button
          className="button"
          onPress={() => saveFile('template.xlsx', XLSX, [Uint8Array.from(xlsxTemplate())])}
        >
          {words.import.template}
        </Button>
      </div>
      <section className="card">
        <p>{words.import.lead}</p>
        <DropZone
          className="drop"
          onDrop={({ items }) => {
            const [item] = items.filter(({ kind }) => kind === 'file');
            if (item?.kind === 'file') void item.getFile().then(read);
          }}
        >
          <FileTrigger
            acceptedFileTypes={['.csv', '.tsv', '.txt', '.xlsx', '.jsonl']}
            onSelect={(files) => void read(files?.[0])}
          >
            <Button className="button">{words.import.choose}</Button>
          </FileTrigger>
          <span className="quiet">{words.enter.drop}</span>
        </DropZone>
      </section>
      {failure !== undefined && <Failure error={failure} words={words} />}
      {plan !== undefined && outcomes === undefined && <Preview plan={plan} onDone={setOutcomes} />}
      {outcomes !== undefined && <Outcome outcomes={outcomes} />}
      {plan !== undefined && plan.faults.length > 0 && <Faults faults={plan.faults} />}
    </>
  );
}

interface PreviewProps {
  readonly plan: ImportPlan;
  readonly onDone: (outcomes: readonly IssuedPage[]) => void;
}

function Preview({ plan, onDone }: PreviewProps) {
  const { words, session, store, ask } = useDesk();
  const { run, progress } = useWork(words);
  const issue = async (): Promise<void> => {
    await run(words.import.issuing, async (work) => {
      try {
        const openings = new Openings(store, session.identity.id);
        const requests: IssueRequest[] = [];
        for (const request of plan.requests) requests.push(await openings.seal(request));
        onDone(await session.confirmAndIssue(requests, ask, words.shared, work));
      } catch (error) {
        if (!(error instanceof PortalError) || error.fault !== 'not-confirmed') throw error;
      }
    });
    store.announceRequests();
  };
  return (
    <section className="card">
      <p className="sum">{words.import.ready(String(plan.count), groupedText(plan.gross))}</p>
      {plan.found > 0 && <p>{words.import.found(String(plan.found))}</p>}
      {plan.faults.length > 0 && (
        <p className="failure">{words.import.refused(String(linesIn(plan.faults)))}</p>
      )}
      {plan.names > 0 && <p className="note">{words.import.names(String(plan.names))}</p>}
      {plan.withoutRef > 0 && <p className="note">{words.import.withoutRef(String(plan.withoutRef))}</p>}
      <div className="row">
        <Button className="button primary" isDisabled={plan.count === 0} onPress={() => void issue()}>
          {words.import.go}
        </Button>
      </div>
      {progress}
    </section>
  );
}

function linesIn(faults: readonly RowFault[]): number {
  return new Set(faults.map(({ line }) => line)).size;
}

/** What became of the requests. */
function Outcome({ outcomes }: { readonly outcomes: readonly IssuedPage[] }) {
  const { words } = useDesk();
  const issued = outcomes.reduce((sum, { answer }) => sum + (answer?.invoices.length ?? 0), 0);
  const failed = outcomes.filter(({ error }) => error !== undefined);
  const isStopped = failed.some(({ error }) => !isSettled(error));
  return (
    <section className="card">
      <p className="sum" role="status">
        {words.import.issued(String(issued))}
      </p>
      {failed.map(({ requestId, error }) => (
        <Failure key={requestId} error={error} words={words} />
      ))}
      {isStopped && <p className="note">{words.import.stopped}</p>}
      {isStopped && <OpenRequests />}
    </section>
  );
}

function Faults({ faults }: { readonly faults: readonly RowFault[] }) {
  const { words } = useDesk();
  const columns = faultColumns(words);
  return (
    <>
      <div className="page-head">
        <span className="grow" />
        <Button
          className="button"
          onPress={() => saveFile('faults.csv', 'text/csv', [csvOf({ columns, records: faults })])}
        >
          {words.import.faults}
        </Button>
      </div>
      <DataTable
        label={words.import.fault}
        words={words}
        columns={columns}
        records={faults}
        keyOf={(fault) => String(faults.indexOf(fault))}
      />
    </>
  );
}

function faultColumns(words: DeskWords): readonly Column<RowFault>[] {
  return [
    { name: 'line', label: words.import.row, text: ({ line }) => String(line) },
    { name: 'place', label: words.import.cell, text: ({ place }) => place },
    { name: 'problem', label: words.error.code, text: ({ problem }) => problem },
    { name: 'fault', label: words.import.fault, text: (fault) => problemText(fault, words) },
  ];
}

function problemText({ problem, detail = '' }: RowFault, words: DeskWords): string {
  if (problem === 'otherContent') return words.import.otherContent;
  return words.detailOf(problem, detail) ?? words.errors[problem].title;
}
