import {
  canonicalJson,
  type Json,
  type RedFormJson,
  type ReturnJson,
  redFormDigest,
  returnTermsDigest,
  totalsOfReversed,
} from '@fapiao-ledger/core';
import type { Act } from './act.ts';

/** The gateway showed a document that is not the one whose digest would be signed. */
export class OtherTerms extends Error {}

/**
 * Returns the document whose digest is signed, without what the digest does not cover; undefined for an act that signs none. The digest is
 * computed here, and it is about the same form or return. A gateway that alters the document gets no signature.
 *
 * @throws {OtherTerms}
 */
export function ownTerms(act: Act): Json | undefined {
  if (act.operation === 'confirm-red-letter')
    return ownForm(act.body, act.terms as unknown as RedFormJson | undefined);
  if (act.operation === 'accept-return')
    return ownReturn(act.body, act.terms as unknown as ReturnJson | undefined);
  if (act.terms !== undefined) throw new OtherTerms(`${act.operation} signs no digest of a document`);
  return undefined;
}

function ownForm(body: Act<'confirm-red-letter'>['body'], form: RedFormJson | undefined): Json {
  const isThis =
    form?.number === body.number &&
    form.sequence === body.sequence &&
    redFormDigest(form) === body.terms &&
    isSame(totalsOfReversed(form.lines), form.totals);
  if (!isThis) throw new OtherTerms(`form ${body.sequence} of ${body.number}`);
  const { number, sequence, reason, startedBy, lines, totals } = form;
  return { number, sequence, reason, startedBy, lines, totals } as unknown as Json;
}

function ownReturn(body: Act<'accept-return'>['body'], filed: ReturnJson | undefined): Json {
  const isThis =
    filed?.taxpayer === body.taxpayer &&
    filed.period === body.period &&
    returnTermsDigest(filed) === body.terms;
  if (!isThis) throw new OtherTerms(`return ${body.period} of ${body.taxpayer}`);
  const { taxpayer, period, height, list, figures } = filed;
  return { taxpayer, period, height, list, figures } as unknown as Json;
}

function isSame(one: unknown, other: unknown): boolean {
  return canonicalJson(one as Json) === canonicalJson(other as Json);
}
