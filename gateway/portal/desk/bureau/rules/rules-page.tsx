import type { PublishedRuleSet } from '@fapiao-ledger/core';
import { useMemo } from 'react';
import type { Page } from '../../../shared/paging.ts';
import { useDesk } from '../../desk.ts';
import { ExportTable } from '../../lists/export-table.tsx';
import { useAnswer } from '../../lists/use-answer.ts';
import { useList } from '../../lists/use-list.ts';
import { hashOf, useRoute } from '../../route.ts';
import type { Column } from '../../widgets/column.ts';
import { DataTable } from '../../widgets/data-table.tsx';
import { Failure } from '../../widgets/failure.tsx';
import type { DeskWords } from '../../words/index.ts';
import { Allowed } from '../allowed.tsx';
import { PublishPage } from './publish-page.tsx';
import { RuleSetPage } from './rule-set-page.tsx';
import { standingOf, TONES } from './standing.ts';

/** Every rule set that was published, newest first. */
interface RuleSetsAnswer {
  readonly ruleSets: readonly PublishedRuleSet[];
  readonly next?: string;
}

const RULES_PATH = '/rule-sets/published?limit=20';

function ruleSetsOf({ ruleSets, next }: RuleSetsAnswer): Page<PublishedRuleSet> {
  return { records: ruleSets, next };
}

/** The tax rules in force, coming and past; one of them; or the form for a further one. */
export function Rules() {
  const { words } = useDesk();
  const { parts } = useRoute();
  const list = useList<PublishedRuleSet, RuleSetsAnswer>(RULES_PATH, ruleSetsOf);
  const [, place] = parts;
  if (list.failure !== undefined) return <Failure error={list.failure} words={words} onRetry={list.reload} />;
  if (list.isBusy && list.records.length === 0) return <p className="quiet">{words.loading}</p>;
  if (place === 'new')
    return (
      <Allowed operation="publish-rules">
        <PublishPage published={list.records} onDone={list.reload} />
      </Allowed>
    );
  if (place !== undefined)
    return <RuleSetPage version={decodeURIComponent(place)} published={list.records} />;
  return <RuleSetList published={list.records} onEnd={list.more} isBusy={list.isBusy} />;
}

interface RuleSetListProps {
  readonly published: readonly PublishedRuleSet[];
  readonly onEnd: () => void;
  readonly isBusy: boolean;
}

function RuleSetList({ published, onEnd, isBusy }: RuleSetListProps) {
  const { words } = useDesk();
  const { rules } = words.supervision;
  const policy = useAnswer<{ readonly closedThrough?: string }>('/rule-sets');
  const columns = useMemo(() => columnsOf(published, words), [published, words]);
  return (
    <>
      <div className="page-head">
        <h1>{words.nav.rules}</h1>
        <span className="grow" />
        <ExportTable name="rule-sets" path={RULES_PATH} read={ruleSetsOf} columns={columns} />
        <Allowed operation="publish-rules">
          <a className="button primary" href={hashOf('/rules/new')}>
            {rules.publish}
          </a>
        </Allowed>
      </div>
      {policy.answer?.closedThrough !== undefined && (
        <p className="note">{rules.closed(policy.answer.closedThrough)}</p>
      )}
      <DataTable
        label={words.nav.rules}
        words={words}
        columns={columns}
        records={published}
        keyOf={({ hash }) => hash}
        hrefOf={({ ruleSet }) => hashOf(`/rules/${encodeURIComponent(ruleSet.version)}`)}
        onEnd={onEnd}
        isBusy={isBusy}
      />
    </>
  );
}

function columnsOf(
  published: readonly PublishedRuleSet[],
  { shared, supervision: { rules } }: DeskWords,
): readonly Column<PublishedRuleSet>[] {
  const { fields } = shared;
  return [
    { name: 'version', label: fields.version, text: ({ ruleSet }) => ruleSet.version },
    { name: 'validFrom', label: fields.validFrom, text: ({ ruleSet }) => ruleSet.validFrom },
    {
      name: 'standing',
      label: fields.status,
      text: (each) => rules.standings[standingOf(each, published)],
      view: (each) => {
        const standing = standingOf(each, published);
        return <span className={`tag ${TONES[standing]}`}>{rules.standings[standing]}</span>;
      },
    },
    {
      name: 'rates',
      label: fields.rates,
      kind: 'number',
      text: ({ ruleSet }) => String(ruleSet.rates.length),
    },
    { name: 'hash', label: rules.hash, text: ({ hash }) => hash },
  ];
}
