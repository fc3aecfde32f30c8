import { useEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import { useDesk } from '../../desk.ts';
import { useTones } from './use-tones.ts';
import './charts.css';

/** A line of a chart. Its values are for drawing: the table beside the chart has the amounts themselves. */
export interface Line {
  readonly name: string;
  /** One for each point; null where there is none. */
  readonly values: readonly (number | null)[];
  /** Texts of the values, as the chart shows them below the pointer. */
  readonly texts: readonly string[];
  readonly isDashed?: true;
}

interface LineChartProps {
  readonly title: string;
  /** Names of the points, in their order. */
  readonly points: readonly string[];
  readonly lines: readonly Line[];
  /** Opens what is behind a point. The table beside the chart has the same links, for a keyboard. */
  readonly onPick: (point: number) => void;
}

const HEIGHT_PX = 240;
/** Points that are so few that each is marked. */
const FEW = 40;

/** Lines over time. The picture is for the eye alone: the same figures stand in a table beside it. */
export function LineChart({ title, points, lines, onPick }: LineChartProps) {
  const { language } = useDesk();
  const frame = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<number>();
  const tones = useTones();
  const pick = useRef(onPick);
  pick.current = onPick;

  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const plot = new uPlot(
      {
        ...optionsOf({ points, lines, tones, language }),
        width: element.clientWidth,
        height: HEIGHT_PX,
        hooks: { setCursor: [({ cursor }) => setPlace(cursor.idx ?? undefined)] },
      },
      dataOf(points, lines),
      element,
    );
    const open = (): void => {
      if (typeof plot.cursor.idx === 'number') pick.current(plot.cursor.idx);
    };
    plot.over.addEventListener('click', open);
    const observer = new ResizeObserver(() =>
      plot.setSize({ width: element.clientWidth, height: HEIGHT_PX }),
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      plot.destroy();
    };
  }, [points, lines, tones, language]);

  return (
    <figure className="chart" aria-label={title}>
      <ul className="legend" aria-hidden="true">
        <li>{place === undefined ? '' : points[place]}</li>
        {lines.map(({ name, texts, isDashed }) => (
          <li key={name}>
            <span className={isDashed ? 'stroke dashed' : 'stroke'} /> {name}{' '}
            <strong>{place === undefined ? '' : texts[place]}</strong>
          </li>
        ))}
      </ul>
      <div className="plot" ref={frame} aria-hidden="true" />
    </figure>
  );
}

type Look = Pick<LineChartProps, 'points' | 'lines'> & {
  readonly tones: ReturnType<typeof useTones>;
  readonly language: string;
};

function optionsOf({ points, lines, tones, language }: Look): Omit<uPlot.Options, 'width' | 'height'> {
  const short = new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 });
  const axis = { stroke: tones.soft, grid: { stroke: tones.line, width: 1 }, ticks: { show: false } };
  return {
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false } },
    scales: { x: { time: false } },
    axes: [
      { ...axis, space: 84, values: (_, places) => places.map((place) => points[place] ?? '') },
      { ...axis, size: 64, values: (_, values) => values.map((value) => short.format(value)) },
    ],
    series: [
      {},
      ...lines.map(({ isDashed }) => ({
        stroke: isDashed ? tones.soft : tones.accent,
        width: 2,
        points: { show: points.length < FEW, size: 6, fill: isDashed ? tones.soft : tones.accent },
        ...(isDashed ? { dash: [4, 4] } : {}),
      })),
    ],
  };
}

function dataOf(points: readonly string[], lines: readonly Line[]): uPlot.AlignedData {
  return [points.map((_, place) => place), ...lines.map(({ values }) => [...values])];
}
