import { readFileSync } from 'node:fs';

/** A document of `docs/`. */
export function readDocument(name: string): string {
  return readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
}

/** Returns the text below a heading, to the next heading of the same rank. */
export function section(document: string, heading: string): string {
  const rank = heading.split(' ', 1)[0] as string;
  const from = `\n${document}`.indexOf(`\n${heading}\n`);
  if (from < 0) throw new Error(`no heading "${heading}"`);
  const body = document.slice(from + heading.length);
  const end = body.indexOf(`\n${rank} `);
  return end < 0 ? body : body.slice(0, end);
}

/** Returns the body rows of the first table of a text, cell by cell, without code marks around whole cells. */
export function tableIn(text: string): readonly (readonly string[])[] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.startsWith('|'));
  const rows = lines.slice(start + 2);
  const end = rows.findIndex((line) => !line.startsWith('|'));
  return rows.slice(0, end < 0 ? undefined : end).map(cellsOf);
}

function cellsOf(row: string): readonly string[] {
  const cells = row.split(/(?<!\\)\|/).slice(1, -1);
  return cells.map((cell) => cell.trim().replace(/^`([^`]*)`$/, '$1'));
}
