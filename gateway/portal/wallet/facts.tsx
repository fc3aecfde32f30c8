import type { VNode } from 'preact';

/** A label and its value, and a name where labels repeat. A line break in the value stays one. */
export type Row = readonly [label: string, value: string, name?: string];

/** Labels with their values, one below the other. */
export function Facts({ rows }: { readonly rows: readonly Row[] }): VNode {
  return (
    <dl>
      {rows.map(([label, value, name = label]) => (
        <div key={name}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
