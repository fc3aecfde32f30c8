import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Invitation,
  join as joinNetwork,
  organizationNamed,
  readInvitation,
  readSettings,
  SetupError,
} from '@fapiao-ledger/network/fabric';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const NODE = { mspId: 'PlatformMSP', address: '127.0.0.1:17150', tlsName: 'localhost', tlsCa: 'PEM' };
const INVITATION: Invitation = {
  channel: 'fapiao',
  chaincode: 'fapiao',
  batchTimeoutMs: 300,
  definition: { sequence: 1, version: '0.1.0-0123abcd', label: 'fapiao_0.1.0-0123abcd' },
  platforms: ['PlatformMSP'],
  peers: [{ ...NODE, name: 'peer-platform' }],
  orderers: [{ ...NODE, mspId: 'OrdererMSP', name: 'orderer1' }],
  authorities: { platform: { members: 'PEM', taxpayers: 'PEM' } },
};

describe('an invitation from another organization', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fapiao-invitation-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Reads it and joins by it, as far as that goes without a network. */
  const accept = async (invitation: Invitation): Promise<void> => {
    const file = join(folder, 'invitation.json');
    writeFileSync(file, JSON.stringify(invitation));
    const settings = readSettings({ home: join(folder, 'home') }, {});
    const accepted = readInvitation(file);
    await joinNetwork(
      { ...settings, contractModule: 'none' },
      organizationNamed('shop'),
      accepted,
      () => undefined,
    );
  };

  test('is read as it was written', () => {
    const file = join(folder, 'invitation.json');
    writeFileSync(file, JSON.stringify(INVITATION));
    expect(readInvitation(file)).toEqual(INVITATION);
  });

  const outside: Readonly<Record<string, Invitation>> = {
    'by the name of an organization': {
      ...INVITATION,
      authorities: { '../../planted': { members: 'PEM', taxpayers: 'PEM' } },
    },
    'by the MSP of a peer': {
      ...INVITATION,
      peers: [{ ...NODE, mspId: '../../planted/ca', name: 'peer-platform' }],
    },
    'by the name of an orderer': {
      ...INVITATION,
      orderers: [{ ...NODE, mspId: 'OrdererMSP', name: '/../../../planted/ca' }],
    },
  };

  test.each(Object.entries(outside))('puts nothing outside its folder %s', async (_, invitation) => {
    await expect(accept(invitation)).rejects.toThrow(SetupError);
    expect(existsSync(join(folder, 'planted'))).toBe(false);
    expect(existsSync(join(folder, 'home'))).toBe(false);
  });

  test.each([
    { platforms: ["PlatformMSP.peer'),OR('EvilMSP"] },
    { channel: '..' },
    { definition: { ...INVITATION.definition, label: '.hidden' } },
    { peers: [{ ...NODE, name: 'peer-..' }] },
    { authorities: undefined },
  ])('that says %j is none', (change) => {
    const file = join(folder, 'invitation.json');
    writeFileSync(file, JSON.stringify({ ...INVITATION, ...change }));
    expect(() => readInvitation(file)).toThrow('is not an invitation');
  });
});
