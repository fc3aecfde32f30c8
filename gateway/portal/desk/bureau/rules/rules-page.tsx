import type { PublishedRuleSet } from '@fapiao-ledger/core';
import { useMemo } from 'react';
import { useDesk } from '../../desk.ts';
import { ExportTable } from '../../lists/export-table.tsx';
import { useAnswer } from '../../lists/use-answer.ts';
import { hashOf, useRoute } from '../../route.ts';
import type { Column } from '../../widgets/column.ts';
import { DataTable } from '../../widgets/data-table.tsx';
import { Failure } from '../../widgets/failure.tsx';
import type { DeskWords } from '../../words/index.ts';
import { Allowed } from '../allowed.tsx';
import { PublishPage } from './publish-page.tsx';
import { RuleSetPage } from './rule-set-page.tsx';
import { standingOf, TONES } from './standing.ts';
import { RULES_PATH, ruleSetsOf, useRuleSets } from './use-rule-sets.ts';

/** The tax rules in force, coming and past; one of them; or the form for a further one. */
export function Rules() {
  const { words } = useDesk();
  const { parts } = useRoute();
  const { published, failure, reload } = useRuleSets();
  const [, place] = parts;
  if (failure !== undefined) return <Failure error={failure} words={words} onRetry={reload} />;
  if (published === undefined) return <p className="quiet">{words.loading}</p>;
  if (place === 'new')
    return (
      <Allowed operation="publish-rules">
        <PublishPage published={published} onDone={reload} />
      </Allowed>
    );
  if (place !== undefined) return <RuleSetPage place={place} published={published} />;
  return <RuleSetList published={published} />;
}

function RuleSetList({ published }: { readonly published: readonly PublishedRuleSet[] }) {
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
