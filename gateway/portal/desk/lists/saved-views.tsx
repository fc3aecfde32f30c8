import { useState } from 'react';
import { Button, Dialog, DialogTrigger, Form, Popover } from 'react-aria-components';
import { useDesk } from '../desk.ts';
import { Field } from '../widgets/fields.tsx';
import { Cross, Down } from '../widgets/icons.tsx';
import { failureNotice } from '../widgets/work.tsx';
import { forgetView, keepView, type SavedView, viewsOf } from './views.ts';

interface SavedViewsProps {
  /** Name of the list whose views these are. */
  readonly list: string;
}

/** The named views of a list in this browser, and the address of the present one for passing on. */
export function SavedViews({ list }: SavedViewsProps) {
  const { words, tell } = useDesk();
  const { views: texts } = words.bureau;
  const [views, setViews] = useState<readonly SavedView[]>(() => viewsOf(list));
  const [name, setName] = useState('');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(location.href);
      tell({ kind: 'done', title: texts.copied });
    } catch (error) {
      tell({ kind: 'failed', ...failureNotice(error, words) });
    }
  };
  const keep = (): void => {
    if (name.trim() === '') return;
    setViews(keepView(list, { name: name.trim(), hash: location.hash }));
    setName('');
  };
  return (
    <DialogTrigger>
      <Button className="button">
        {texts.title} <Down />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Dialog className="columns views" aria-label={texts.title}>
          {({ close }) => (
            <>
              {views.length === 0 && <p className="quiet">{texts.none}</p>}
              <ul>
                {views.map((view) => (
                  <li key={view.name}>
                    <a href={view.hash} onClick={close}>
                      {view.name}
                    </a>
                    <Button
                      className="button icon-button"
                      aria-label={texts.remove(view.name)}
                      onPress={() => setViews(forgetView(list, view.name))}
                    >
                      <Cross />
                    </Button>
                  </li>
                ))}
              </ul>
              <Form
                className="row"
                onSubmit={(event) => {
                  event.preventDefault();
                  keep();
                }}
              >
                <Field label={texts.name} value={name} onChange={setName} />
                <Button className="button" type="submit" isDisabled={name.trim() === ''}>
                  {texts.save}
                </Button>
              </Form>
              <Button className="button" onPress={() => void copy()}>
                {texts.copy}
              </Button>
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
