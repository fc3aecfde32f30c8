import { useDesk } from '../../desk.ts';
import { Field, MoneyField } from '../../widgets/fields.tsx';
import { type DecisionTexts, decisionProblems } from './decisions.ts';

interface DecisionFieldsProps {
  readonly texts: DecisionTexts;
  readonly onChange: (part: Partial<DecisionTexts>) => void;
}

/** Fields for what the bureau decides about a taxpayer. */
export function DecisionFields({ texts, onChange }: DecisionFieldsProps) {
  const { words } = useDesk();
  const { fields } = words.shared;
  const { register } = words.bureau;
  const problems = decisionProblems(texts, words);
  return (
    <>
      <Field
        label={fields.contact}
        value={texts.contact}
        onChange={(contact) => onChange({ contact })}
        isWide
      />
      <Field label={fields.bank} value={texts.bank} onChange={(bank) => onChange({ bank })} isWide />
      <MoneyField
        label={register.single}
        value={texts.singleLimit}
        problem={problems.singleLimit}
        onChange={(singleLimit) => onChange({ singleLimit })}
      />
      <Field
        label={register.grants}
        value={texts.rateGrants}
        problem={problems.rateGrants}
        onChange={(rateGrants) => onChange({ rateGrants })}
        isWide
      />
    </>
  );
}
