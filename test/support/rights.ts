import { readDocument, section, tableIn } from './markdown.ts';

/** The tables of `docs/rights.md` as data, so that tests try what an auditor reads. */

const document = readDocument('rights.md');
const rowsBelow = (heading: string): readonly (readonly string[])[] => tableIn(section(document, heading));

/** Meaning of a mark: a refusal as "403 NOT_A_PARTY"; undefined for what is allowed. */
const REFUSALS: ReadonlyMap<string, string | undefined> = new Map(
  rowsBelow('## Marks').map(([mark = '', answer = '']) => [
    mark,
    answer === 'done' ? undefined : answer.replaceAll('`', ''),
  ]),
);

export const CALLERS = rowsBelow('## Callers').map(([caller = '']) => caller);
export const STATES = rowsBelow('## States').map(([state = '']) => state);

/** One cell: the request, its caller, and the refusal; undefined where it is allowed. */
export interface Right {
  /** "GET /v1/network", or "bureau:ReadPolicy". */
  readonly what: string;
  /** State of the invoice, if the request is about one. */
  readonly state: string | undefined;
  readonly caller: string;
  readonly refusal: string | undefined;
}

/** Routes about one invoice, in every state. */
export const INVOICE_RIGHTS: readonly Right[] = rightsBelow('## One invoice', true);
/** All other routes. */
export const OTHER_RIGHTS: readonly Right[] = rightsBelow('## Everything else', false);
/** Functions of the contract, by submitter. */
export const FUNCTION_RIGHTS: readonly Right[] = rightsBelow('## Functions of the contract', false);

function rightsBelow(heading: string, hasStates: boolean): readonly Right[] {
  const callers = headerBelow(heading).slice(hasStates ? 2 : 1);
  return rowsBelow(heading).flatMap(([what = '', ...cells]) => {
    const states = hasStates ? (cells.shift() ?? '').split(', ') : [undefined];
    if (cells.length !== callers.length) throw new Error(`${what} has ${cells.length} cells`);
    return states.flatMap((state) =>
      callers.map((caller, index) => ({ what, state, caller, refusal: refusalOf(cells[index] ?? '') })),
    );
  });
}

function headerBelow(heading: string): readonly string[] {
  const line = section(document, heading)
    .split('\n')
    .find((text) => text.startsWith('|'));
  return (line ?? '')
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

function refusalOf(mark: string): string | undefined {
  if (!REFUSALS.has(mark)) throw new Error(`no mark "${mark}"`);
  return REFUSALS.get(mark);
}
