import { isCreditCode, isParticipantCode } from '@fapiao-ledger/core';

/** A taxpayer as its code or link names it. The name is what that code says; the ledger decides by the tax code alone. */
export interface Party {
  readonly code: string;
  readonly name?: string;
}

const NAME_MAX = 100;

/** Returns the text of the code by which a taxpayer receives invoices: a link that opens the wallet of the payer. */
export function partyCodeText(origin: string, { code, name = '' }: Party): string {
  const fields = new URLSearchParams({ party: code, ...(name === '' ? {} : { name }) });
  return `${origin}/#${fields.toString()}`;
}

/**
 * Returns the taxpayer that a code or a typed text names, or undefined. Besides a link of a wallet it may be any text with exactly one
 * valid tax code, such as the title codes of other programs. A link is never opened: only its fragment is read.
 */
export function readParty(text: string): Party | undefined {
  const [, fragment = ''] = /^https?:\/\/[^#]*#(.*)$/.exec(text.trim()) ?? [];
  return partyInFragment(fragment) ?? partyInText(text);
}

/** Returns the taxpayer that the fragment of an address names, or undefined. */
export function partyInFragment(fragment: string): Party | undefined {
  const fields = new URLSearchParams(fragment.replace(/^#/, ''));
  const code = fields.get('party') ?? '';
  const name = (fields.get('name') ?? '').slice(0, NAME_MAX);
  if (!isParticipantCode(code)) return undefined;
  return name === '' ? { code } : { code, name };
}

function partyInText(text: string): Party | undefined {
  const words = text.toUpperCase().match(/[0-9A-Z]+/g) ?? [];
  const codes = new Set(words.filter((word) => isParticipantCode(word)));
  const [code] = codes;
  return code === undefined || codes.size > 1 ? undefined : { code };
}

/** Returns whether a taxpayer can redeem invoices: a company can, a person cannot. */
export function isCompany({ code }: Party): boolean {
  return isCreditCode(code);
}
