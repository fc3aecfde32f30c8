import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { stateKey } from '@fapiao-ledger/core';
import { findBinaries, Paths, readNetworkFile } from '@fapiao-ledger/network/fabric';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Issued } from '../support/ledger-world.ts';
import type { Participant } from '../support/signed-calls.ts';
import { creditCode, draftOf } from './drafts.ts';
import { openLedger, openWorld } from './network.ts';

const home = inject('fabricHome') ?? '';
const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'fapiao-show-'));

async function shown<T = unknown>(...args: readonly string[]): Promise<T> {
  const { stdout } = await run(process.execPath, ['network/dist/fabric/main.js', 'show', ...args], {
    maxBuffer: 64 << 20,
  });
  return JSON.parse(stdout) as T;
}

/** Writes a block as the operator's own program fetches it. */
async function fetchBlock(number: number, file: string): Promise<void> {
  const paths = new Paths(home);
  const [peer] = readNetworkFile(home).peers;
  const env = {
    PATH: process.env.PATH,
    FABRIC_CFG_PATH: paths.node('peer-bureau', 'config'),
    CORE_PEER_ADDRESS: peer?.address,
    CORE_PEER_LOCALMSPID: 'TaxBureauMSP',
    CORE_PEER_MSPCONFIGPATH: paths.organization('bureau', 'admin', 'msp'),
    CORE_PEER_TLS_ENABLED: 'true',
    CORE_PEER_TLS_ROOTCERT_FILE: peer?.tlsCa,
  };
  const { channel } = readNetworkFile(home).settings;
  await run(findBinaries().paths.peer, ['channel', 'fetch', String(number), file, '-c', channel], { env });
}

describe.skipIf(home === '')(`show on a real network${inject('fabricMissing')}`, () => {
  let seller: Participant;
  let issued: Issued;
  let block: number;

  beforeAll(async () => {
    const client = await openLedger('fabric-gateway', home);
    const world = await openWorld(client, home);
    seller = await world.register(creditCode(randomInt(1e8)), 'GENERAL');
    const buyer = await world.register(creditCode(randomInt(1e8)), 'GENERAL');
    await world.openLane(seller, { credit: '1000000.00', numbers: 10 });
    issued = await world.issue(seller, [draftOf(seller, buyer)]);
    block = Number((await client.status()).height) - 1;
    await client.close();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('shows the block of a transaction, from a peer and from a file alike', async () => {
    const ofPeer = await shown('--home', home, '--block', String(block));
    expect(ofPeer).toMatchObject({
      number: block,
      isDataHashRight: true,
      orderers: [{ mspId: 'OrdererMSP' }],
      transactions: [
        {
          id: issued.transactionId,
          validationCode: 'VALID',
          function: 'invoice:IssueInvoices',
          creator: { mspId: 'PlatformMSP' },
          endorsers: expect.arrayContaining([
            expect.objectContaining({ mspId: 'TaxBureauMSP' }),
            expect.objectContaining({ mspId: 'PlatformMSP' }),
          ]),
        },
      ],
    });
    const file = join(folder, 'block.pb');
    await fetchBlock(block, file);
    expect(await shown('--file', file)).toEqual(ofPeer);
  });

  test('shows the first block, whose hash is the id of the ledger', async () => {
    const client = await openLedger('fabric-gateway', home);
    const hash = await client.ledgerId();
    await client.close();
    expect(await shown('--home', home, '--block', '0')).toMatchObject({
      hash,
      transactions: [{ type: 'CONFIG' }],
    });
  });

  test('shows the newest value of a key, and the keys of an invoice', async () => {
    const key = stateKey('LANE', seller.code, 'main');
    const { transactionId } = issued;
    const lane = await shown('--home', home, '--key', key);
    expect(lane).toMatchObject({ key, block, transactionId, document: { seller: seller.code } });
    expect(await shown('--home', home, '--invoice', issued.first)).toMatchObject({
      page: { key: stateKey('PAGE', issued.page), block, document: { first: issued.first } },
      status: null,
    });
  });
});
