import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { statusOf } from '@fapiao-ledger/network/fabric';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { commonHeight } from './audit.ts';
import { issueThrough, Machine, type Platform } from './machine.ts';
import { openLedger, openWorld } from './network.ts';
import { freeRange } from './ports.ts';

const CATCH_UP_MS = 60_000;
const PLATFORMS = ['platforms', 'PlatformMSP', 'Platform2MSP'];

describe.skipIf(inject('fabricHome') === undefined)(
  `operations of a running network${inject('fabricMissing')}`,
  () => {
    const machines: Machine[] = [];
    let first: Machine;
    let second: Machine;
    let third: Machine;
    let platform: Platform;

    async function machine(): Promise<Machine> {
      const made = new Machine(await freeRange());
      machines.push(made);
      return made;
    }

    async function invitation(): Promise<string> {
      const file = first.file('invitation.json');
      writeFileSync(file, await first.network('invite'));
      return file;
    }

    beforeAll(async () => {
      first = await machine();
      platform = { machine: first, key: 'platform', mspId: 'PlatformMSP' };
      await first.network('up');
      const client = await openLedger('fabric-gateway', first.home);
      await openWorld(client, first.home);
      await client.close();
    });
    afterAll(async () => {
      for (const each of machines.reverse()) await each.erase();
    });

    test('a second start leaves processes, blocks and keys of a running network as they are', async () => {
      await commonHeight(first.home);
      const before = await statusOf(first.home);
      expect(before.every(({ pid }) => pid !== undefined)).toBe(true);
      const certificate = first.certificateOf('peer-platform');
      expect(await first.network('up')).toMatch(/ready/);
      expect(await statusOf(first.home)).toEqual(before);
      expect(first.certificateOf('peer-platform')).toEqual(certificate);
      await issueThrough(platform, first);
    });

    test('another peer of an organization, on another machine, endorses for it', async () => {
      second = await machine();
      const file = await invitation();
      await expect(second.network('join', 'platform', '--invitation', file)).rejects.toThrow(
        /authorities of PlatformMSP are not here/,
      );
      const authorities = join('organizations', 'platform');
      cpSync(first.file(authorities), second.file(authorities), { recursive: true });
      await second.network('join', 'platform', '--invitation', file);
      const { endorsers } = await issueThrough({ ...platform, machine: second }, first);
      expectEndorsers(endorsers, second.certificateOf('peer-platform'), first.certificateOf('peer-bureau'));
    });

    test('another organization, on another machine, issues for its own taxpayers', async () => {
      third = await machine();
      const file = await invitation();
      await expect(third.network('join', 'platform2', '--invitation', file)).rejects.toThrow(/FORBIDDEN/);
      const own = third.file('channel', 'Platform2MSP.json');
      const posing = first.file('posing.json');
      writeFileSync(posing, readFileSync(own, 'utf8').replaceAll('Platform2MSP', 'TaxBureauMSP'));
      await expect(first.network('admit', posing)).rejects.toThrow(/TaxBureauMSP is a member .* already/);
      await first.network('admit', own);
      await third.network('join', 'platform2');
      expect(await third.network(...PLATFORMS)).toMatch(/waiting for PlatformMSP, TaxBureauMSP/);
      expect(await first.network(...PLATFORMS)).toMatch(/in force/);
      await third.network('pack-gateway', '--organization', 'platform2', '--out', third.file('gateway'));
      const newcomer = { machine: third, key: 'platform2', mspId: 'Platform2MSP' } as const;
      const { endorsers } = await issueThrough(newcomer, first);
      expectEndorsers(endorsers, third.certificateOf('peer-platform2'), first.certificateOf('peer-bureau'));
    });

    test.each([
      ['peer-bureau', 'nodes/peer-bureau/tls/cert.pem'],
      ['peer-platform', 'nodes/peer-platform/msp/signcerts/cert.pem'],
      ['orderer1', 'nodes/orderer1/tls/cert.pem'],
      ['bureau', 'organizations/bureau/admin/msp/signcerts/cert.pem'],
      ['platform', 'organizations/platform/clients/operator/cert.pem'],
      ['orderer', 'organizations/orderer/admin/tls/cert.pem'],
    ])('new certificates of %s serve, with the ledger as it was', async (name, certificate) => {
      const { number } = await issueThrough(platform, first);
      const before = readFileSync(first.file(certificate));
      await first.network('renew', name);
      expect(readFileSync(first.file(certificate))).not.toEqual(before);
      await issueThrough(platform, first, number);
      expect(await first.network('doctor')).not.toMatch('✗');
    });

    test('a peer that lost its ledger has it again from the orderers', async () => {
      const { number } = await issueThrough(platform, first);
      await Promise.all([first, second].map((each) => each.network('down')));
      rmSync(first.file('nodes', 'peer-platform', 'data'), { recursive: true });
      // What the organization approved went with its peer, for no other of its peers runs and could give
      // it back: all organizations approve the next definition.
      await expect(first.network('up')).rejects.toThrow(/waits for Platform2MSP/);
      expect(await third.network(...PLATFORMS)).toMatch(/in force/);
      await first.network('up');
      await issueThrough(platform, first, number);
      const heights = async (): Promise<number> =>
        new Set((await statusOf(first.home)).flatMap(({ height }) => height ?? [])).size;
      await expect.poll(heights, { timeout: CATCH_UP_MS }).toBe(1);
    });

    test('an orderer is brought back from a copy of its folder', async () => {
      const { number } = await issueThrough(platform, first);
      await first.network('down');
      const copy = mkdtempSync(join(tmpdir(), 'fapiao-copy-'));
      const folder = first.file('nodes', 'orderer1');
      cpSync(folder, copy, { recursive: true });
      rmSync(folder, { recursive: true });
      cpSync(copy, folder, { recursive: true });
      rmSync(copy, { recursive: true });
      await first.network('up');
      await issueThrough(platform, first, number);
    });
  },
);

/** A serialized identity carries the certificate as it stands in the file. */
function expectEndorsers(endorsers: readonly Buffer[], ...certificates: readonly Buffer[]): void {
  expect(endorsers).toHaveLength(certificates.length);
  for (const certificate of certificates)
    expect(endorsers.some((endorser) => endorser.includes(certificate))).toBe(true);
}
