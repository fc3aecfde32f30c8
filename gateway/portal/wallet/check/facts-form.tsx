import type { TargetedEvent, VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Field, notesOf } from '../field.tsx';
import { useWords } from '../frame.ts';
import { canonicalFacts, type FactName, type Facts, factsInText, NO_FACTS, wrongFacts } from './facts.ts';

interface FormParts {
  readonly facts: Facts;
  readonly isWorking: boolean;
  readonly onChange: (facts: Facts) => void;
  readonly onSubmit: (facts: Facts) => void;
}

/** The form of the printed facts. The whole text of a code, pasted into any field, fills in all of them. */
export function FactsForm({ facts, isWorking, onChange, onSubmit }: FormParts): VNode {
  const words = useWords();
  const form = useRef<HTMLFormElement>(null);
  const [wrong, setWrong] = useState<readonly FactName[]>([]);

  const write = (name: keyof Facts) => (event: TargetedEvent<HTMLInputElement | HTMLSelectElement>) => {
    const { value } = event.currentTarget;
    const given = factsInText(value);
    setWrong(wrong.filter((each) => each !== name));
    onChange(given === undefined ? { ...facts, [name]: value } : { ...NO_FACTS, ...given });
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    const given = canonicalFacts(facts);
    const faulty = wrongFacts(given);
    setWrong(faulty);
    if (faulty[0] === undefined) onSubmit(given);
    else form.current?.querySelector<HTMLInputElement>(`#${faulty[0]}`)?.focus();
  };
  const partsOf = (
    name: FactName,
    hint = '',
  ): { id: FactName; label: string; hint: string; error: string } => ({
    id: name,
    label: words[name],
    hint,
    error: wrong.includes(name) ? words[`${name}Error`] : '',
  });
  const inputOf = (name: FactName) =>
    ({ value: facts[name], onInput: write(name), autocomplete: 'off', required: true }) as const;
  const number = partsOf('number', words.numberHint);
  const date = partsOf('date');
  const amount = partsOf('amount');
  const checkCode = partsOf('checkCode', words.checkCodeHint);
  return (
    <form ref={form} class="card" noValidate onSubmit={submit}>
      <h2>{words.byFacts}</h2>
      <Field {...number}>
        <input type="text" {...notesOf(number)} {...inputOf('number')} />
      </Field>
      <Field {...date}>
        <input type="date" {...notesOf(date)} {...inputOf('date')} />
      </Field>
      <Field {...amount}>
        <input
          type="text"
          inputMode="decimal"
          placeholder="1234.50"
          {...notesOf(amount)}
          {...inputOf('amount')}
        />
        <select aria-label={words.amountKind} value={facts.kind} onChange={write('kind')}>
          <option value="net">{words.net}</option>
          <option value="gross">{words.gross}</option>
        </select>
      </Field>
      <Field {...checkCode}>
        <input type="text" inputMode="numeric" {...notesOf(checkCode)} {...inputOf('checkCode')} />
      </Field>
      <button type="submit" class="primary" disabled={isWorking}>
        {words.submit}
      </button>
    </form>
  );
}
