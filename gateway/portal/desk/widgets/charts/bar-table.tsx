import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { Scroll } from '../scroll.tsx';
import './charts.css';

/** A bar: what it is of, its length, and its figures as texts. */
export interface Bar {
  readonly id: string;
  readonly name: ReactNode;
  /** Length for the eye, of any unit; negative values are drawn as losses. */
  readonly value: number;
  /** One for each head. */
  readonly cells: readonly ReactNode[];
}

interface BarTableProps {
  readonly title: string;
  /** Head of the names. */
  readonly of: string;
  readonly heads: readonly string[];
  readonly bars: readonly Bar[];
}

/** A table whose rows have bars: the picture and its figures in one, for the eye and for a screen reader. */
export function BarTable({ title, of, heads, bars }: BarTableProps) {
  const longest = Math.max(...bars.map(({ value }) => Math.abs(value)), 0);
  return (
    <Scroll label={title}>
      <table className="plain bars">
        <thead>
          <tr>
            <th scope="col">{of}</th>
            <td aria-hidden="true" />
            {heads.map((head) => (
              <th key={head} scope="col" className="money">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bars.map(({ id, name, value, cells }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              <td className="bar-cell" aria-hidden="true">
                <Stripe share={longest === 0 ? 0 : value / longest} />
              </td>
              {cells.map((cell, index) => (
                <td key={heads[index]} className="money" data-label={heads[index]}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Stripe({ share }: { readonly share: number }) {
  const stripe = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    // The policy forbids style attributes in markup; the property itself is allowed.
    stripe.current?.style.setProperty('--share', `${Math.abs(share) * 100}%`);
  }, [share]);
  return <span className={share < 0 ? 'stripe minus' : 'stripe'} ref={stripe} />;
}
