import type { Json } from '@fapiao-ledger/core';
import { plainText } from '../../shared/signing/shown.ts';
import type { DeskWords } from '../words/index.ts';
import { type Change, changesBetween } from './document-changes.ts';
import { Scroll } from './scroll.tsx';

interface ChangesProps {
  readonly before: Json;
  readonly after: Json;
  readonly words: DeskWords;
}

/** The fields of a document that differ from those of the one before, each under its label. */
export function Changes({ before, after, words }: ChangesProps) {
  const { changes: texts } = words.supervision;
  const changes = changesBetween(before, after);
  if (changes.length === 0) return <p className="note">{texts.none}</p>;
  return (
    <Scroll label={texts.title}>
      <table className="plain whole">
        <caption>{texts.title}</caption>
        <thead>
          <tr>
            {[texts.field, texts.before, texts.after].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={change.path.join('/')}>
              <th scope="row">{pathText(change, words)}</th>
              <td data-label={texts.before}>
                {valueText(change, change.before, words) ?? <span className="tag good">{texts.added}</span>}
              </td>
              <td data-label={texts.after}>
                {valueText(change, change.after, words) ?? <span className="tag bad">{texts.removed}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function pathText({ path }: Change, { shared }: DeskWords): string {
  const texts: Readonly<Record<string, string>> = { ...shared.values, ...shared.fields };
  return path
    .map((name, place) => texts[`${path[place - 2] ?? ''}.${name}`] ?? texts[name] ?? name)
    .join(' › ');
}

function valueText({ path }: Change, value: Json | undefined, { shared }: DeskWords): string | undefined {
  return value === undefined ? undefined : plainText(value, shared, path.at(-1) ?? '');
}
