import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import { Down } from './icons.tsx';

interface ChoiceProps<Id extends string> {
  readonly label: string;
  readonly value: Id;
  readonly options: readonly { readonly id: Id; readonly text: string }[];
  readonly onChange: (id: Id) => void;
  readonly isLabelHidden?: boolean;
}

/** A field in which one of few options is chosen. */
export function Choice<Id extends string>({
  label,
  value,
  options,
  onChange,
  isLabelHidden = false,
}: ChoiceProps<Id>) {
  return (
    <Select
      className="field choice"
      selectedKey={value}
      onSelectionChange={(key) => {
        const chosen = options.find(({ id }) => id === key);
        if (chosen !== undefined) onChange(chosen.id);
      }}
      {...(isLabelHidden ? { 'aria-label': label } : {})}
    >
      {!isLabelHidden && <Label>{label}</Label>}
      <Button className="button choice-button">
        <SelectValue>{({ selectedText }) => selectedText}</SelectValue>
        <Down />
      </Button>
      <Popover className="popover">
        <ListBox className="list">
          {options.map(({ id, text }) => (
            <ListBoxItem key={id} id={id} textValue={text} className="option">
              {text}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
