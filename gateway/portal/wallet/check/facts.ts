import { isCalendarDate } from '@fapiao-ledger/core';

/** Facts of an invoice as a visitor enters them. */
export interface Facts {
  readonly number: string;
  readonly date: string;
  readonly amount: string;
  readonly kind: 'net' | 'gross';
  readonly checkCode: string;
}

/** A fact that a visitor types. */
export type FactName = Exclude<keyof Facts, 'kind'>;

export const NO_FACTS: Facts = { number: '', date: '', amount: '', kind: 'net', checkCode: '' };

/** The forms are repeated here, because the readers of core bring all error codes with them, and this page is loaded over slow lines. */
const IS_RIGHT: Readonly<Record<FactName, (text: string) => boolean>> = {
  number: (text) => /^[0-9]{20}$/.test(text),
  date: isCalendarDate,
  amount: (text) => /^-?(0|[1-9][0-9]{0,14})\.[0-9]{2}$/.test(text),
  checkCode: (text) => /^([0-9]{6}|[0-9]{20})$/.test(text),
};

/** Returns facts in canonical form: visitors paste spaces and thousands separators, and leave out zeros. */
export function canonicalFacts(facts: Facts): Facts {
  const bare = (text: string): string => text.replaceAll(/[\s,，¥￥]/g, '');
  const amount = bare(facts.amount)
    .replace(/^(-?[0-9]+)$/, '$1.')
    .replace(/\.([0-9]?)$/, (_, digit: string) => `.${digit.padEnd(2, '0')}`);
  return {
    ...facts,
    number: bare(facts.number),
    date: facts.date.trim(),
    amount,
    checkCode: bare(facts.checkCode),
  };
}

/** Returns the facts that are not of their form, in the order of the form. */
export function wrongFacts(facts: Facts): readonly FactName[] {
  return (Object.keys(IS_RIGHT) as FactName[]).filter((name) => !IS_RIGHT[name](facts[name]));
}

/** Returns the query of `GET /v1/verify` for facts. */
export function queryOf({ number, date, amount, kind, checkCode }: Facts): string {
  return new URLSearchParams({ number, date, [kind]: amount, check: checkCode }).toString();
}

/** Returns the facts in the text of a code: a link to a check page, or the text that e-invoices in use have. */
export function factsInText(text: string): Partial<Facts> | undefined {
  const facts = rightOnes(factsOfLink(text) ?? factsOfCode(text) ?? {});
  return facts.number === undefined ? undefined : facts;
}

/** Returns the facts in the fragment of an address, without those that are not of their form. */
export function factsInFragment(fragment: string): Partial<Facts> {
  const given = new URLSearchParams(fragment.replace(/^#/, ''));
  const read = (name: string): string => given.get(name) ?? '';
  const kind = given.has('net') ? 'net' : 'gross';
  return rightOnes({
    number: read('number'),
    date: read('date'),
    amount: read(kind),
    kind,
    checkCode: read('check'),
  });
}

/** Only the fragment is read: the address itself is never opened, because the code may lead anywhere. */
function factsOfLink(text: string): Partial<Facts> | undefined {
  const [, fragment] = /^https?:\/\/[^#]*#(.*)$/.exec(text.trim()) ?? [];
  return fragment === undefined ? undefined : factsInFragment(fragment);
}

/** Version, kind, code, number, amount, date, check code. The amount of a digital invoice is gross, and it has no check code. */
function factsOfCode(text: string): Partial<Facts> | undefined {
  const [version, kind, code = '', number = '', amount = '', day = '', checkCode = ''] = text
    .trim()
    .split(/[,，]/);
  if (version !== '01' || kind === undefined) return undefined;
  const date = day.replace(/^([0-9]{4})([0-9]{2})([0-9]{2})$/, '$1-$2-$3');
  return { number: code + number, date, amount, kind: code === '' ? 'gross' : 'net', checkCode };
}

function rightOnes(facts: Partial<Facts>): Partial<Facts> {
  const canonical = canonicalFacts({ ...NO_FACTS, ...facts });
  const names = (Object.keys(IS_RIGHT) as FactName[]).filter((name) => IS_RIGHT[name](canonical[name]));
  return {
    ...Object.fromEntries(names.map((name) => [name, canonical[name]])),
    ...(names.includes('amount') ? { kind: canonical.kind } : {}),
  };
}
