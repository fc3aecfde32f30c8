import {
  type CountedFigures,
  figureNamed,
  type ReturnFiguresJson,
  type ReturnJson,
} from '@fapiao-ledger/core';
import { Button } from 'react-aria-components';
import { groupedText } from '../../../shared/money.ts';
import { useDesk } from '../../desk.ts';
import { rateText } from '../../rates.ts';
import { Scroll } from '../../widgets/scroll.tsx';
import type { DeskWords } from '../../words/index.ts';

interface FigureTableProps {
  readonly filed: ReturnJson;
  /** As the gateway counts the month now. */
  readonly computed: CountedFigures;
  /** As this browser has counted it. */
  readonly here: CountedFigures | undefined;
  /** Decides that a figure differs; absent when the return is decided. */
  readonly onState?: (figure: string, counted: string) => void;
}

const SUMS = [
  'sales',
  'generalTax',
  'levyTax',
  'relief',
  'input',
  'transfersOut',
  'carriedIn',
  'carriedOut',
  'payable',
  'list',
] as const satisfies readonly (keyof ReturnFiguresJson | 'list')[];

/** Every figure of a return, as filed and as counted. The officer can state one that differs. */
export function FigureTable({ filed, computed, here, onState }: FigureTableProps) {
  const { words } = useDesk();
  const { filed: texts } = words.supervision;
  const names = figureNames([filed, computed, ...(here === undefined ? [] : [here])]);
  return (
    <Scroll label={words.shared.fields.figures}>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{words.shared.fields.figure}</th>
            {[texts.asFiled, texts.byGateway, texts.byBrowser].map((head) => (
              <th key={head} scope="col" className="money">
                {head}
              </th>
            ))}
            <th scope="col">{texts.verdict}</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <FigureRow
              key={name}
              name={name}
              counts={{ filed, computed, here }}
              {...(onState && { onState })}
            />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

interface FigureRowProps extends Pick<FigureTableProps, 'onState'> {
  readonly name: string;
  readonly counts: Pick<FigureTableProps, 'filed' | 'computed' | 'here'>;
}

function FigureRow({ name, counts: { filed, computed, here }, onState }: FigureRowProps) {
  const { words } = useDesk();
  const { filed: texts } = words.supervision;
  const asFiled = figureNamed(filed, name);
  const counted = figureNamed(computed, name);
  const own = here && figureNamed(here, name);
  const other = [own, counted].find((value) => value !== undefined && value !== asFiled);
  return (
    <tr>
      <th scope="row">{figureText(name, words)}</th>
      {[
        [texts.asFiled, asFiled],
        [texts.byGateway, counted],
        [texts.byBrowser, own],
      ].map(([label, value]) => (
        <td key={label} className="money" data-label={label}>
          {value === undefined ? '—' : valueText(value)}
        </td>
      ))}
      <td data-label={texts.verdict}>
        {other === undefined ? (
          <span className="tag good">{texts.agrees}</span>
        ) : (
          <span className="row">
            <span className="tag bad">{texts.differs}</span>
            {onState !== undefined && (
              <Button
                className="button"
                aria-label={texts.stateOf(figureText(name, words))}
                onPress={() => onState(name, other)}
              >
                {texts.state}
              </Button>
            )}
          </span>
        )}
      </td>
    </tr>
  );
}

/** Returns the names of all figures: the output by type and rate first. */
function figureNames(counts: readonly CountedFigures[]): readonly string[] {
  const output = counts.flatMap(({ figures }) =>
    figures.output.flatMap(({ type, rate }) => [`output ${type} ${rate} net`, `output ${type} ${rate} tax`]),
  );
  return [...new Set([...output, ...SUMS])];
}

/** Returns the words for a figure. */
export function figureText(name: string, words: DeskWords): string {
  const { values, fields } = words.shared;
  const sums: Readonly<Record<string, string>> = { ...words.returns.figures, list: fields.list };
  const [, type = '', rate = '', amount = ''] = name.split(' ');
  if (!name.startsWith('output ')) return sums[name] ?? name;
  const typeText = type === 'SPECIAL' ? values.SPECIAL : values.ORDINARY;
  return `${typeText} ${rateText(rate)} ${amount === 'net' ? fields.net : fields.tax}`;
}

/** Of a digest, its beginning tells whether two are alike for the eye; they are compared whole. */
const DIGEST_SHOWN = 12;

function valueText(value: string): string {
  return /^[0-9a-f]{64}$/.test(value) ? `${value.slice(0, DIGEST_SHOWN)}…` : groupedText(value);
}
