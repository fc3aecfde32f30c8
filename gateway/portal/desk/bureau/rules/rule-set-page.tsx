import type { Json, PublishedRuleSet } from '@fapiao-ledger/core';
import { Button } from 'react-aria-components';
import { shownOf } from '../../../shared/signing/shown.ts';
import { useDesk } from '../../desk.ts';
import { hashOf } from '../../route.ts';
import { Changes } from '../../widgets/changes.tsx';
import { saveFile } from '../../widgets/save-file.ts';
import { SectionView } from '../../widgets/section-view.tsx';
import { Allowed } from '../allowed.tsx';
import { standingOf, TONES } from './standing.ts';

interface RuleSetPageProps {
  /** Its version, as the address has it. */
  readonly place: string;
  /** Newest first. */
  readonly published: readonly PublishedRuleSet[];
}

/** One rule set, whole, with what it has changed. */
export function RuleSetPage({ place, published }: RuleSetPageProps) {
  const { words } = useDesk();
  const { rules } = words.supervision;
  // The address is compared and not decoded: one that a person has typed may be no encoding at all.
  const index = published.findIndex(({ ruleSet }) => encodeURIComponent(ruleSet.version) === place);
  const found = published[index];
  if (found === undefined) return <p className="empty">{words.empty}</p>;
  const { version } = found.ruleSet;
  const before = published[index + 1]?.ruleSet;
  const standing = standingOf(found, published);
  const ruleSet = found.ruleSet as unknown as Json;
  return (
    <>
      <div className="page-head">
        <h1>
          {words.nav.rules} {version}
        </h1>
        <span className={`tag ${TONES[standing]}`}>{rules.standings[standing]}</span>
        <span className="grow" />
        <Button
          className="button"
          onPress={() =>
            saveFile(`${version}.json`, 'application/json', [JSON.stringify(found.ruleSet, undefined, 2)])
          }
        >
          JSON
        </Button>
        <Allowed operation="publish-rules">
          <a className="button" href={hashOf('/rules/new', { from: version })}>
            {rules.follow}
          </a>
        </Allowed>
      </div>
      <p className="digest">{found.hash}</p>
      {before !== undefined && (
        <section className="card">
          <h2>{rules.against(before.version)}</h2>
          <Changes before={before as unknown as Json} after={ruleSet} words={words} />
        </section>
      )}
      <section className="card">
        <SectionView section={shownOf('publish-rules', ruleSet, words.shared).content} />
      </section>
    </>
  );
}
