import {
  isJsonObject,
  type Json,
  type JsonObject,
  type PublishedRuleSet,
  RULE_SET_2026,
  RULE_SET_2026_12,
  type RuleSetJson,
} from '@fapiao-ledger/core';
import { useMemo, useState } from 'react';
import { Button, DropZone, FileTrigger } from 'react-aria-components';
import { useDesk } from '../../desk.ts';
import { go, hashOf, useRoute } from '../../route.ts';
import { Changes } from '../../widgets/changes.tsx';
import { Choice } from '../../widgets/choice.tsx';
import { judge } from './judge.ts';
import { RuleForm } from './rule-form.tsx';

interface PublishPageProps {
  /** Newest first. */
  readonly published: readonly PublishedRuleSet[];
  readonly onDone: () => void;
}

/** The form for a further rule set: it begins as a copy of another one, or as a file, and shows what changes. */
export function PublishPage({ published, onDone }: PublishPageProps) {
  const desk = useDesk();
  const { words, sign } = desk;
  const { rules } = words.supervision;
  const { query } = useRoute();
  const bases = useMemo(() => basesOf(published), [published]);
  const first = bases.find(({ version }) => version === query.get('from')) ?? bases[0] ?? RULE_SET_2026_12;
  const [base, setBase] = useState(first.version);
  const [draft, setDraft] = useState<JsonObject>(first as unknown as JsonObject);
  const { ruleSet, problems } = judge(draft, published, desk);
  const before = formerOf(published, draft);
  const publish = async (signed: RuleSetJson): Promise<void> => {
    const follows = before === undefined ? {} : { follows: before as unknown as Json };
    if ((await sign({ operation: 'publish-rules', body: signed, ...follows })) === undefined) return;
    onDone();
    go(hashOf('/rules'));
  };
  return (
    <>
      <div className="page-head">
        <h1>{words.shared.operations['publish-rules'].title}</h1>
        <span className="grow" />
        <Choice
          label={rules.base}
          value={base}
          options={bases.map(({ version }) => ({ id: version, text: version }))}
          onChange={(version) => {
            setBase(version);
            setDraft((bases.find((each) => each.version === version) ?? first) as unknown as JsonObject);
          }}
        />
      </div>
      <RuleFile onRead={setDraft} />
      <RuleForm draft={draft} problems={problems} onChange={setDraft} />
      <section className="card" aria-live="polite">
        <h2>{before === undefined ? rules.first : rules.against(before.version)}</h2>
        {before !== undefined && <Changes before={before as unknown as Json} after={draft} words={words} />}
      </section>
      <div className="issue-foot">
        <span className={problems.size > 0 ? 'problem' : 'quiet'}>
          {problems.size > 0 ? words.issue.faults(String(problems.size)) : rules.ready}
        </span>
        <span className="grow" />
        <Button
          className="button primary"
          isDisabled={ruleSet === undefined}
          onPress={() => void (ruleSet && publish(ruleSet))}
        >
          {rules.check}
        </Button>
      </div>
    </>
  );
}

/** Returns what a further rule set can begin with: those that are published, and those that come with the program. */
function basesOf(published: readonly PublishedRuleSet[]): readonly RuleSetJson[] {
  const own = published.map(({ ruleSet }) => ruleSet);
  const builtIn = [RULE_SET_2026_12, RULE_SET_2026];
  return [...own, ...builtIn.filter(({ version }) => !own.some((each) => each.version === version))];
}

/** Returns the rule set that the draft would follow. */
function formerOf(published: readonly PublishedRuleSet[], draft: JsonObject): RuleSetJson | undefined {
  const { validFrom } = draft;
  const isBefore = ({ ruleSet }: PublishedRuleSet): boolean =>
    typeof validFrom !== 'string' || ruleSet.validFrom < validFrom;
  return (published.find(isBefore) ?? published[0])?.ruleSet;
}

/** No rule set comes near it. */
const BYTES_MAX = 200_000;

/** Takes a rule set as a JSON file. */
function RuleFile({ onRead }: { readonly onRead: (draft: JsonObject) => void }) {
  const { words, tell } = useDesk();
  const { rules } = words.supervision;
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const draft = file.size > BYTES_MAX ? undefined : jsonIn(await file.text());
    if (draft === undefined) tell({ kind: 'failed', title: rules.unreadable });
    else onRead(draft);
  };
  return (
    <DropZone
      className="drop"
      onDrop={({ items }) => {
        const dropped = items.find((item) => item.kind === 'file');
        if (dropped !== undefined) void dropped.getFile().then(take);
      }}
    >
      <FileTrigger acceptedFileTypes={['.json']} onSelect={(files) => void take(files?.[0])}>
        <Button className="button">{rules.file}</Button>
      </FileTrigger>
      <span className="quiet">{words.enter.drop}</span>
    </DropZone>
  );
}

function jsonIn(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    // It is no JSON, which the page says.
    return undefined;
  }
}
