import { join } from 'node:path';
import { Seeded } from '../../support/seeded.ts';
import { Actor } from '../actor.ts';
import { lineOf } from '../catalogue.ts';
import { draftFor } from '../drafts.ts';
import { fapiaoJson } from '../fapiao.ts';
import { expectRefusal, identityOptions, part, record, type Stage } from '../stage.ts';

/** The book shop gives its till a key of its own, by the command line; the till is lost, and the shop revokes the key. */
export async function issueByTill(stage: Stage): Promise<void> {
  const shop = part(stage, 'bookshop');
  const file = join(stage.folder, 'identities', 'bookshop-till.json');
  const options = identityOptions(stage, 'bookshop');
  await fapiaoJson([
    'key',
    'new',
    'till-1',
    '--issue',
    'main',
    '--max',
    '100000.00',
    '--out',
    file,
    ...options,
  ]);
  const till = await Actor.from(file, stage.gateway.url, 'fapiao');
  const drafts = [draftFor(shop, { type: 'PERSON' }, [lineOf('books', new Seeded(2_026))])];
  record(stage, 'bookshop', drafts, await till.issue(drafts));
  stage.say(`  ✓ ${shop.name}: a till issues with a key of its own, for one lane and 100,000 yuan at most`);
  const { invoices } = stage;
  await expectRefusal(stage, 'KEY_SCOPE', 'the till of the book shop reads its invoices', () =>
    till.get(`/v1/invoices/${invoices.at(-1)?.number ?? ''}`),
  );
  await fapiaoJson(['key', 'revoke', 'till-1', ...options]);
  await expectRefusal(stage, 'CREDENTIAL_INVALID', 'the till is lost, and its key revoked', () =>
    till.issue(drafts),
  );
}
