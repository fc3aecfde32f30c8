import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAuthority, validFor } from '@fapiao-ledger/network/ca';
import { type ProposedCall, signedProposal } from '@fapiao-ledger/network/fabric';
import { PeerBlockSource } from '@fapiao-ledger/network/fabric/client/block-source';
import { type Identity, identityFromPem } from '@fapiao-ledger/pki';
import { status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { clientOf, connectionTo } from './network.ts';
import { RawFabric } from './raw-fabric.ts';

const home = inject('fabricHome') ?? '';

const CONTRACT = { channel: 'fapiao', chaincode: 'fapiao' };
const ASKED: Readonly<Record<string, ProposedCall>> = {
  'the contract, to read': { ...CONTRACT, args: ['bureau:ReadPolicy'] },
  'the contract, its public metadata': { ...CONTRACT, args: ['org.hyperledger.fabric:GetMetadata'] },
  'the height': { channel: 'fapiao', chaincode: 'qscc', args: ['GetChainInfo', 'fapiao'] },
  'a block': { channel: 'fapiao', chaincode: 'qscc', args: ['GetBlockByNumber', 'fapiao', '0'] },
  'the configuration': { channel: 'fapiao', chaincode: 'cscc', args: ['GetConfigBlock', 'fapiao'] },
};

/** Which callers may read what from a network: on Fabric's own peers, in the channel that `up` has made. */
describe.skipIf(home === '')(`who reads blocks${inject('fabricMissing')}`, () => {
  let fabric: RawFabric;
  let callers: Readonly<Record<string, Identity>>;

  beforeAll(async () => {
    fabric = new RawFabric('fapiao', connectionTo(home).peers[0] as never);
    const validity = validFor(30, new Date(Date.now() - 3_600_000));
    const taxpayers = await loadAuthority(join(home, 'organizations', 'platform', 'taxpayers-ca'));
    const certified = async (role: string): Promise<Identity> => {
      const attributes = { role, 'taxpayer.id': '91310000000000000X' };
      const pair = await taxpayers.enrollWithNewKey({ commonName: role, ou: 'client', validity, attributes });
      return identityFromPem('PlatformMSP', pair.certificate, pair.privateKey);
    };
    const peer = (name: string): string =>
      readFileSync(join(home, 'nodes', 'peer-platform', 'msp', name), 'utf8');
    callers = {
      operator: clientOf(home, 'PlatformMSP'),
      officer: clientOf(home, 'TaxBureauMSP'),
      taxpayer: await certified('taxpayer'),
      'an operator by an authority of taxpayers': await certified('operator'),
      'a peer’s own certificate': identityFromPem(
        'PlatformMSP',
        peer('signcerts/cert.pem'),
        peer('keystore/key.pem'),
      ),
    };
  });
  afterAll(() => fabric.close());

  async function answerTo(caller: string, call: ProposedCall): Promise<number | string> {
    const { proposal } = signedProposal(callers[caller] as Identity, call);
    return await fabric.propose(proposal).then(
      (answer) => {
        const response = answer.getResponse();
        return response?.getStatus() === 200 ? 200 : `${response?.getStatus()}: ${response?.getMessage()}`;
      },
      (error: { code: number; details: string }) => `${status[error.code]}: ${error.details}`,
    );
  }

  async function firstBlock(caller: string): Promise<bigint | string> {
    const source = new PeerBlockSource(connectionTo(home), callers[caller] as Identity);
    const stop = new AbortController();
    try {
      for await (const block of source.open(0n, stop.signal)) return block.number;
      return 'none';
    } catch (error) {
      return (error as Error).message;
    } finally {
      stop.abort();
    }
  }

  test.each(['operator', 'officer'])('%s: what is asked for is answered, and blocks come', async (caller) => {
    for (const [what, call] of Object.entries(ASKED)) expect(await answerTo(caller, call), what).toBe(200);
    expect(await firstBlock(caller)).toBe(0n);
  });

  test.each(['taxpayer', 'an operator by an authority of taxpayers'])(
    '%s: nothing is answered or endorsed, and no block comes',
    async (caller) => {
      for (const [what, call] of Object.entries(ASKED))
        expect(String(await answerTo(caller, call)), what).toMatch(
          /access denied: channel \[fapiao\] creator org/,
        );
      expect(await firstBlock(caller)).toMatch(/delivers no blocks: status 403/);
    },
  );

  test('a peer’s own certificate: it stores blocks, and asks for none by queries or events', async () => {
    for (const [what, call] of Object.entries(ASKED))
      expect(String(await answerTo('a peer’s own certificate', call)), what).toMatch(/Staff/);
    expect(await firstBlock('a peer’s own certificate')).toMatch(/delivers no blocks: status 403/);
  });
});
