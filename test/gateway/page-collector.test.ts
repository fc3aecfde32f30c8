import type { IssueOutcome } from '@fapiao-ledger/core';
import type { IncomingRequest } from '@fapiao-ledger/gateway/issuing/incoming-request';
import type { LaneKey } from '@fapiao-ledger/gateway/issuing/lane-key';
import type { Lanes } from '@fapiao-ledger/gateway/issuing/lanes';
import { PageCollector } from '@fapiao-ledger/gateway/issuing/page-collector';
import { expect, test } from 'vitest';

const KEY: LaneKey = { seller: '91440300708461136T', lane: 'main' };

function requestOf(requestId: string, keyEpoch: string): IncomingRequest {
  return { requestId, keyEpoch, drafts: { count: 1, text: '[]' } } as IncomingRequest;
}

test('a page has the requests of one key alone, in their order, because it tells its signers the check codes of all of them', async () => {
  const pages: string[][] = [];
  const lanes = {
    issue: async (_key: LaneKey, requests: readonly IncomingRequest[]) => {
      pages.push(requests.map(({ requestId }) => requestId));
      return await Promise.resolve(requests.map(({ requestId }) => ({ requestId }) as IssueOutcome));
    },
  } as Pick<Lanes, 'issue'> as Lanes;
  const collector = new PageCollector(lanes);
  const sent = [
    ['a', 'own'],
    ['b', 'own'],
    ['c', 'own'],
    ['d', 'till'],
    ['e', 'till'],
    ['f', 'own'],
  ] as const;
  await Promise.all(sent.map(async ([id, epoch]) => await collector.add(KEY, requestOf(id, epoch))));
  // The first request leaves alone, because nothing else waits yet.
  expect(pages).toEqual([['a'], ['b', 'c'], ['d', 'e'], ['f']]);
});
