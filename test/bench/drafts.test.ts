import { deflateRawSync } from 'node:zlib';
import { canonicalJson, type Json, judgeDraft } from '@fapiao-ledger/core';
import { describe, expect, it } from 'vitest';
import { ARTICLES } from '../support/articles.ts';
import { SELLER } from '../support/draft.ts';
import { incompressibleDrafts } from '../support/incompressible-drafts.ts';
import { realisticDrafts, type SellerlessDraft } from '../support/realistic-drafts.ts';
import { ruleContext } from '../support/rule-context.ts';
import { DraftPool, ONE_LINE } from './draft-pool.ts';

const realistic = realisticDrafts(5_000);
const incompressible = incompressibleDrafts(200);

function shareOf(drafts: readonly SellerlessDraft[], has: (draft: SellerlessDraft) => boolean): number {
  return drafts.filter(has).length / drafts.length;
}

describe('the drafts of benchmarks', () => {
  it.each([
    ['realistic', realistic],
    ['incompressible', incompressible],
    ['one line', ONE_LINE],
  ])('keep every rule for a general taxpayer: %s', (_name, drafts) => {
    for (const draft of drafts)
      expect(() => judgeDraft({ ...draft, seller: SELLER }, ruleContext())).not.toThrow();
  });

  it('are the same for the same seed, and others for another', () => {
    expect(realisticDrafts(20, 7)).toEqual(realisticDrafts(20, 7));
    expect(realisticDrafts(20, 7)).not.toEqual(realisticDrafts(20, 8));
    expect(incompressibleDrafts(3, 7)).toEqual(incompressibleDrafts(3, 7));
  });

  it('mix lines, articles, buyers, discounts and remarks as merchants do', () => {
    const lines = realistic.flatMap((draft) => draft.lines);
    expect(new Set(realistic.map((draft) => draft.lines.length))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
    expect(lines.length / realistic.length).toBeCloseTo(3.8, 1);
    expect(new Set(ARTICLES.map(({ item }) => item)).size).toBe(200);
    expect(new Set(lines.map(({ item }) => item)).size).toBe(200);
    expect(
      new Set(realistic.map(({ buyer }) => canonicalJson(buyer as unknown as Json))).size,
    ).toBeGreaterThan(3_000);
    expect(shareOf(realistic, ({ remark }) => remark !== undefined)).toBeCloseTo(0.02, 2);
    expect(shareOf(realistic, ({ type }) => type === 'SPECIAL')).toBeGreaterThan(0.2);
    expect(lines.filter(({ kind }) => kind === 'DISCOUNT').length).toBeGreaterThan(100);
    expect(lines.filter(({ quantity }) => quantity === undefined).length / lines.length).toBeLessThan(0.25);
  });

  it('cannot be compressed to half when they are the worst case', () => {
    const text = Buffer.from(canonicalJson(incompressible as unknown as Json));
    expect(deflateRawSync(text).length / text.length).toBeGreaterThan(0.5);
  });
});

describe('a pool of drafts', () => {
  it('hands out drafts in turn, for the seller who asks, and begins again at its end', () => {
    const pool = new DraftPool(realistic.slice(0, 3));
    const [first, second, third] = realistic;
    expect(pool.take(SELLER, 2)).toEqual([first, second].map((draft) => ({ ...draft, seller: SELLER })));
    expect(pool.take(SELLER, 2)).toEqual([third, first].map((draft) => ({ ...draft, seller: SELLER })));
  });
});
