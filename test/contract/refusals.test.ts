import { canonicalJson, type DraftJson } from '@fapiao-ledger/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DraftCase, spoil, vectors } from '../support/draft-vectors.ts';
import { embeddedWorld, type World } from '../support/embedded-world.ts';
import { refusal } from '../support/refusal.ts';
import type { Participant } from '../support/signed-calls.ts';

/** Seller of every vector. */
const SELLER = '91440300708461136T';
const AT = new Date('2026-03-01T04:00:00Z');

/** Wrong drafts that can be signed at all: lone surrogates and fractions have no canonical form. */
const wrong = vectors.cases.filter(
  (spoiled) => spoiled.want.length > 0 && spoiled.context === undefined && isSignable(draftOfCase(spoiled)),
);

describe.each(['general', 'smallScale'])('the ledger, to a seller that is %s', (kind) => {
  let world: World;
  let seller: Participant;

  beforeAll(async () => {
    world = await embeddedWorld(AT);
    const { singleLimit } = vectors.contexts[kind] as { singleLimit: string };
    seller = await world.register(SELLER, kind === 'general' ? 'GENERAL' : 'SMALL_SCALE', { singleLimit });
    await world.openLane(seller, { credit: '10000000.00' });
  });

  afterAll(async () => {
    await world.close();
  });

  test('refuses every wrong draft with all its faults, and is as high as before', async () => {
    const cases = wrong.filter(({ base = 'ordinary' }) => vectors.contextOf[base] === kind);
    expect(cases.length).toBeGreaterThan(0);
    const before = await world.client.status();
    for (const spoiled of cases) {
      const { faults } = await refusal(world.issue(seller, [draftOfCase(spoiled)]));
      const found = faults.map(({ code, path }) => `${code} ${path.replace('/invoices/0', '')}`.trimEnd());
      expect(found, spoiled.desc).toEqual(spoiled.want.map((fault) => fault.trimEnd()));
    }
    expect(await world.client.status()).toEqual(before);
  });
});

function draftOfCase(spoiled: DraftCase): DraftJson {
  return spoil(vectors.bases[spoiled.base ?? 'ordinary'], spoiled) as DraftJson;
}

function isSignable(draft: unknown): boolean {
  try {
    canonicalJson(draft);
    return true;
  } catch {
    return false;
  }
}
