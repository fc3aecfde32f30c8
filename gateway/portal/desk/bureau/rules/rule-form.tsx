import {
  isJsonObject,
  type Json,
  type JsonObject,
  RED_LETTER_2024,
  RETURN_RULES_2026,
} from '@fapiao-ledger/core';
import { Button } from 'react-aria-components';
import { useDesk } from '../../desk.ts';
import { type Problems, RecordFields, Tickable } from './record-fields.tsx';
import {
  CODES_SHAPE,
  RATE_SHAPE,
  REASON_SHAPE,
  RED_LETTER_SHAPE,
  RULE_SET_SHAPE,
  type Shape,
  THRESHOLD_SHAPE,
  TOLERANCES_SHAPE,
} from './shape.ts';

interface RuleFormProps {
  readonly draft: JsonObject;
  readonly problems: Problems;
  readonly onChange: (draft: JsonObject) => void;
}

/** Every field of a rule set. Faults that no field has stand above. */
export function RuleForm({ draft, problems, onChange }: RuleFormProps) {
  const { words } = useDesk();
  const { fields } = words.shared;
  const set = (name: string, value: Json | undefined): void => {
    const { [name]: _former, ...rest } = draft;
    onChange(value === undefined ? rest : { ...rest, [name]: value });
  };
  return (
    <>
      <OtherProblems problems={problems} />
      <section className="card">
        <div className="fields">
          <RecordFields shape={RULE_SET_SHAPE} record={draft} at="" problems={problems} onChange={onChange} />
        </div>
        <h2>{fields.tolerances}</h2>
        <div className="fields">
          <RecordFields
            shape={TOLERANCES_SHAPE}
            record={recordIn(draft.tolerances)}
            at="/tolerances"
            problems={problems}
            onChange={(tolerances) => set('tolerances', tolerances)}
          />
        </div>
      </section>
      <Records
        name="rates"
        shape={RATE_SHAPE}
        value={draft.rates}
        at="/rates"
        problems={problems}
        onChange={(rates) => set('rates', rates)}
      />
      <RedLetter value={draft.redLetter} problems={problems} onChange={(rules) => set('redLetter', rules)} />
      <Thresholds value={draft.returns} problems={problems} onChange={(returns) => set('returns', returns)} />
    </>
  );
}

interface PartProps {
  readonly value: Json | undefined;
  readonly problems: Problems;
  readonly onChange: (value: Json | undefined) => void;
}

/** Rules about red letters: those of Notice 2024 No. 11, or the rule set's own. */
function RedLetter({ value, problems, onChange }: PartProps) {
  const { words } = useDesk();
  const { fields } = words.shared;
  const { rules } = words.supervision;
  const record = recordIn(value);
  const part = { problems, at: '/redLetter' };
  return (
    <section className="card">
      <h2>{fields.redLetter}</h2>
      <Tickable
        label={rules.ownRedLetter}
        isSelected={value !== undefined}
        onChange={(isOwn) => onChange(isOwn ? (RED_LETTER_2024 as unknown as Json) : undefined)}
      />
      {value !== undefined && (
        <>
          <div className="fields">
            <RecordFields {...part} shape={RED_LETTER_SHAPE} record={record} onChange={onChange} />
          </div>
          <Records
            name="reasons"
            shape={REASON_SHAPE}
            value={record.reasons}
            at="/redLetter/reasons"
            problems={problems}
            onChange={(reasons) => onChange({ ...record, reasons })}
          />
          <h3>{fields.codes}</h3>
          <div className="fields">
            <RecordFields
              shape={CODES_SHAPE}
              record={recordIn(record.codes)}
              at="/redLetter/codes"
              problems={problems}
              onChange={(codes) => onChange({ ...record, codes })}
            />
          </div>
        </>
      )}
    </section>
  );
}

/** Thresholds of small-scale taxpayers: those of 2026, or the rule set's own. */
function Thresholds({ value, problems, onChange }: PartProps) {
  const { words } = useDesk();
  return (
    <section className="card">
      <h2>{words.shared.fields.thresholds}</h2>
      <Tickable
        label={words.supervision.rules.ownThresholds}
        isSelected={value !== undefined}
        onChange={(isOwn) => onChange(isOwn ? (RETURN_RULES_2026 as unknown as Json) : undefined)}
      />
      {value !== undefined && (
        <Records
          name="thresholds"
          shape={THRESHOLD_SHAPE}
          value={recordIn(value).thresholds}
          at="/returns/thresholds"
          problems={problems}
          onChange={(thresholds) => onChange({ thresholds })}
        />
      )}
    </section>
  );
}

interface RecordsProps {
  readonly name: 'rates' | 'reasons' | 'thresholds';
  readonly shape: Shape;
  readonly value: Json | undefined;
  readonly at: string;
  readonly problems: Problems;
  readonly onChange: (records: Json) => void;
}

/** A list of records, one below the other. */
function Records({ name, shape, value, at, problems, onChange }: RecordsProps) {
  const { words } = useDesk();
  const { rules } = words.supervision;
  const title = words.shared.fields[name];
  const records = Array.isArray(value) ? value.map(recordIn) : [];
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      {records.map((record, index) => {
        const mark = typeof record.code === 'string' ? record.code : String(index + 1);
        // A record has no name of its own while its code is typed.
        const place = `${at}/${index}`;
        return (
          <fieldset key={place} className="fields record">
            <legend>{mark}</legend>
            <RecordFields
              shape={shape}
              record={record}
              at={place}
              list={name}
              problems={problems}
              onChange={(changed) => onChange(records.with(index, changed) as Json)}
            />
            <Button
              className="button quiet"
              aria-label={rules.remove(`${title} ${mark}`)}
              onPress={() => onChange(records.toSpliced(index, 1) as Json)}
            >
              {rules.removeShort}
            </Button>
          </fieldset>
        );
      })}
      <p className="row">
        <Button className="button" onPress={() => onChange([...records, {}])}>
          {rules.add(title)}
        </Button>
      </p>
    </section>
  );
}

/** Faults about the whole, such as two rows with one code, or a field that a rule set does not have. */
function OtherProblems({ problems }: { readonly problems: Problems }) {
  const shapes = new Set(
    [
      RULE_SET_SHAPE,
      TOLERANCES_SHAPE,
      RATE_SHAPE,
      RED_LETTER_SHAPE,
      REASON_SHAPE,
      CODES_SHAPE,
      THRESHOLD_SHAPE,
    ].flatMap(Object.keys),
  );
  const others = [...problems].filter(([path]) => !shapes.has(path.split('/').at(-1) ?? ''));
  if (others.length === 0) return null;
  return (
    <ul className="failure" role="alert">
      {others.map(([path, problem]) => (
        <li key={path}>
          <code>{path === '' ? '/' : path}</code> {problem}
        </li>
      ))}
    </ul>
  );
}

function recordIn(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
