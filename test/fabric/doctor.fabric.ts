import { type ChildProcess, spawn } from 'node:child_process';
import { createPrivateKey, sign, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { certificatePem, isLowS } from '@fapiao-ledger/core';
import { type CertificateAuthority, loadAuthority } from '@fapiao-ledger/network/ca';
import {
  examine,
  type Finding,
  packageChaincode,
  readStaged,
  type Signer,
  type Subject,
  subjectAt,
} from '@fapiao-ledger/network/fabric';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { updateChannel } from '../../network/fabric/channel-update.ts';
import { siteAt } from '../../network/fabric/members.ts';
import { twinOf } from '../support/certificate-twin.ts';
import { freePort } from '../support/processes.ts';
import { SpoiltHome } from './spoilt-home.ts';
import { commitUnmetPolicy } from './unmet-policy.ts';

const home = inject('fabricHome') ?? '';
const DAY_MS = 86_400_000;

describe.skipIf(home === '')(`doctor of a network${inject('fabricMissing')}`, () => {
  let spoilt: SpoiltHome;
  beforeEach(() => {
    spoilt = new SpoiltHome(home);
  });
  afterEach(() => rmSync(spoilt.folder, { recursive: true }));

  async function findings(more: Partial<Omit<Subject, 'paths'>> = {}): Promise<readonly Finding[]> {
    return examine(subjectAt(spoilt.folder, more));
  }

  /** What one check says; the others may suffer from the same cause. */
  async function finding(check: string, more: Partial<Omit<Subject, 'paths'>> = {}): Promise<Finding> {
    const found = (await findings(more)).find((each) => each.check === check);
    if (found === undefined) throw new Error(`there is no check ${check}`);
    return found;
  }

  function authorityOf(key: string): Promise<CertificateAuthority> {
    return loadAuthority(spoilt.path('organizations', key, 'ca'));
  }

  /** Certifies the officer anew, in a way that is wrong. */
  async function certifyOfficer(key: string, attributes: Record<string, string>, until = 10): Promise<void> {
    const authority = await authorityOf(key);
    const validity = { from: new Date(Date.now() - DAY_MS), to: new Date(Date.now() + until * DAY_MS) };
    const pair = await authority.enrollWithNewKey({
      commonName: 'officer',
      ou: 'client',
      attributes,
      validity,
    });
    const file = (name: string): string => spoilt.path('organizations', 'bureau', 'clients', 'officer', name);
    writeFileSync(file('cert.pem'), pair.certificate);
    writeFileSync(file('key.pem'), pair.privateKey);
  }

  test('a sound network has nothing to cure', async () => {
    const all = await findings();
    expect(all.filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
    expect(all).toHaveLength(13);
  });

  test('1: a client that acts for the wrong MSP', async () => {
    const [officer, ...others] = spoilt.network.clients;
    if (officer === undefined) throw new Error('the network has clients');
    spoilt.change({ clients: [{ ...officer, mspId: 'PlatformMSP' }, ...others] });
    const { verdict, finding: text, cure } = await finding('membership');
    expect({ verdict, text }).toEqual({
      verdict: 'failed',
      text: 'officer acts for PlatformMSP, but its certificate comes from TaxBureauMSP',
    });
    expect(cure).toContain('Set the MSP id of officer to TaxBureauMSP');
  });

  test('a client’s certificate in bytes that the contract refuses, and under its other signature', async () => {
    const file = spoilt.path('organizations', 'bureau', 'clients', 'officer', 'cert.pem');
    const pem = readFileSync(file, 'utf8');
    writeFileSync(file, pem.replaceAll('\n', '\r\n'));
    expect((await finding('membership')).finding).toContain('not exactly one certificate in PEM');
    writeFileSync(file, certificatePem(new X509Certificate(twinOf(pem)).raw));
    expect((await finding('membership')).finding).toBe(
      'the signature in the certificate of officer has a high S',
    );
  });

  test('an authority of taxpayers that an MSP of the channel knows', async () => {
    const folder = (name: string): string => spoilt.path('organizations', 'platform', name);
    cpSync(folder('ca'), folder('taxpayers-ca'), { recursive: true });
    const { verdict, finding: text } = await finding('access');
    expect({ verdict, text }).toEqual({
      verdict: 'failed',
      text: 'an MSP of the channel names the authority by which PlatformMSP certifies taxpayers',
    });
  });

  test('an ACL of the channel that lets every member read blocks', async () => {
    await setBlockPolicy('/Channel/Application/Readers');
    try {
      const { verdict, finding: text } = await finding('access');
      expect({ verdict, text }).toEqual({
        verdict: 'failed',
        text: 'the ACLs of event/Block do not name /Channel/Application/Staff',
      });
    } finally {
      await setBlockPolicy('/Channel/Application/Staff');
    }
    expect((await finding('access')).verdict).toBe('ok');
  });

  /** Changes the channel of all tests. */
  async function setBlockPolicy(policy: string): Promise<void> {
    const site = siteAt(home);
    const members = site.topology.organizations.filter(({ kind }) => kind !== 'orderer');
    await updateChannel(site, members, ({ groups }) => {
      const acls = groups.Application?.values.ACLs?.value as { acls: Record<string, { policy_ref: string }> };
      acls.acls['event/Block'] = { policy_ref: policy };
    });
  }

  test('2: a certificate that has expired, and one that soon will', async () => {
    await certifyOfficer('bureau', { role: 'officer' }, -0.5);
    const expired = await finding('expiry');
    expect(expired.verdict).toBe('failed');
    expect(expired.finding).toMatch(/clients\/officer\/cert\.pem expired on \d{4}-/);
    expect(expired.cure).toContain('Enrol anew');
    await certifyOfficer('bureau', { role: 'officer' }, 29.5);
    const soon = await finding('expiry');
    expect(soon).toMatchObject({ verdict: 'warning' });
    expect(soon.finding).toContain('ends in 29 days (fewer than 30)');
  });

  test('3: a client without its role attribute', async () => {
    await certifyOfficer('bureau', {});
    const { verdict, finding: text, cure } = await finding('roles');
    expect({ verdict, text }).toEqual({
      verdict: 'failed',
      text: 'officer of TaxBureauMSP has no role attribute, not officer',
    });
    expect(cure).toContain('role=officer');
  });

  test('4: a clock that is ten minutes ahead', async () => {
    const { verdict, finding: text, cure } = await finding('clock', { now: () => Date.now() + 600_000 });
    expect(verdict).toBe('failed');
    expect(text).toMatch(/this clock is (599|600|601) s ahead of orderer1/);
    expect(cure).toContain('NTP');
  });

  test('5: a peer that cannot be reached', async () => {
    const [bureau, ...others] = spoilt.network.peers;
    if (bureau === undefined) throw new Error('the network has peers');
    const address = `127.0.0.1:${await freePort()}`;
    spoilt.change({ peers: [{ ...bureau, address }, ...others] });
    const { verdict, finding: text, cure } = await finding('reachable');
    expect(verdict).toBe('failed');
    expect(text).toBe(`peer-bureau cannot be reached at ${address} (ECONNREFUSED)`);
    expect(cure).toContain('logs peer-bureau');
  });

  test('6: a channel that does not exist', async () => {
    const { settings } = spoilt.network;
    spoilt.change({ settings: { ...settings, channel: 'invoices' } });
    const { verdict, finding: text, cure } = await finding('channel');
    expect({ verdict, text }).toEqual({
      verdict: 'failed',
      text: 'peer-bureau is not in channel invoices; it is in fapiao',
    });
    expect(cure).toContain('FAPIAO_CHANNEL');
  });

  test('7: an endorsement policy that cannot be met', async () => {
    const { settings } = spoilt.network;
    spoilt.change({ settings: { ...settings, chaincode: await commitUnmetPolicy(home) } });
    const { verdict, finding: text, cure } = await finding('policy');
    expect(verdict).toBe('failed');
    expect(text).toContain('the endorsement policy of unmet cannot be met');
    expect(cure).toContain('querycommitted');
  });

  test('8: a signer that leaves high S', async () => {
    const operator = spoilt.network.clients.find(({ name }) => name === 'operator');
    const key = createPrivateKey(readFileSync(operator?.privateKey ?? '', 'utf8'));
    const plain: Signer = (bytes) => sign('sha256', bytes, key);
    const { verdict, finding: text, cure } = await finding('signatures', { signer: highOnly(plain) });
    expect({ verdict, text }).toEqual({
      verdict: 'failed',
      text: 'operator signs with high S, which Fabric refuses',
    });
    expect(cure).toContain('n - s');
  });

  test('9: a TLS authority that is another organization’s', async () => {
    const [bureau, platform, ...others] = spoilt.network.peers;
    if (bureau === undefined || platform === undefined) throw new Error('the network has peers');
    spoilt.change({ peers: [bureau, { ...platform, tlsCa: bureau.tlsCa }, ...others] });
    const { verdict, finding: text, cure } = await finding('tls');
    expect(verdict).toBe('failed');
    expect(text).toContain('the TLS certificate of peer-platform is not signed by the authority in');
    expect(cure).toContain('TLS authority of PlatformMSP');
  });

  test('10: peers that announce themselves as localhost', async () => {
    const [bureau, ...others] = spoilt.network.peers;
    if (bureau === undefined) throw new Error('the network has peers');
    spoilt.change({ peers: [...others, { ...bureau, address: 'peer.bureau.example:7051' }] });
    const { verdict, finding: text, cure } = await finding('discovery');
    expect(verdict).toBe('failed');
    expect(text).toMatch(/peers of TaxBureauMSP announce themselves as 127\.0\.0\.1:\d+/);
    expect(cure).toContain('Set peer.gossip.externalEndpoint of peer-bureau to peer.bureau.example:7051');
  });

  test('11: programs of an old release', async () => {
    const old = spoilt.path('bin');
    mkdirSync(old);
    for (const program of ['peer', 'orderer', 'configtxgen', 'configtxlator', 'osnadmin']) {
      writeFileSync(`${old}/${program}`, '#!/bin/sh\necho " Version: v2.2.15"\n');
      chmodSync(`${old}/${program}`, 0o755);
    }
    const { verdict, finding: text, cure } = await finding('binaries', { env: { FABRIC_BIN: old } });
    expect(verdict).toBe('failed');
    expect(text).toContain('2.2.15');
    expect(cure).toContain('https://hyperledger-fabric.readthedocs.io');
  });

  test('12: a contract server left over from another network', async () => {
    const server = await startServerOfAnotherPackage(spoilt);
    try {
      const { verdict, finding: text, cure } = await finding('chaincode');
      expect(verdict).toBe('failed');
      expect(text).toMatch(/^the contract server of peer-bureau runs other_\S+, approved is fapiao_/);
      expect(cure).toContain('End the server that listens at');
    } finally {
      server.kill();
    }
  });

  test('a check that cannot be made is not passed in silence', async () => {
    const peers = spoilt.network.peers.map((peer) => ({ ...peer, address: '127.0.0.1:1' }));
    spoilt.change({ peers });
    expect(await finding('channel')).toMatchObject({ verdict: 'failed' });
    expect((await finding('channel')).finding).toContain('no peer answers');
  });
});

/** The higher of the twins, as a library may leave it half the time. */
function highOnly(plain: Signer): Signer {
  return async (bytes) => {
    for (;;) {
      const signature = await plain(bytes);
      if (!isLowS(signature)) return signature;
    }
  };
}

/** Starts the bureau's contract server for a chaincode of another name, and has the copy's peer find it. */
async function startServerOfAnotherPackage(spoilt: SpoiltHome): Promise<ChildProcess> {
  const folder = (name: string): string => spoilt.path('nodes', 'peer-bureau', name);
  const address = `127.0.0.1:${await freePort()}`;
  for (const file of readdirSync(folder('connections')))
    rewrite(`${folder('connections')}/${file}`, { address });
  const [original = ''] = readdirSync(folder('servers')).toReversed();
  const config = folder('servers/other.json');
  cpSync(`${folder('servers')}/${original}`, config);
  const { contract } = JSON.parse(readFileSync(config, 'utf8')) as { contract: string };
  const { id } = await packageChaincode('other', 'TaxBureauMSP', readStaged(contract));
  rewrite(config, { id, chaincode: 'other', address });
  const program = 'network/dist/fabric/chaincode-server.js';
  const server = spawn(process.execPath, [program, config], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(server, 'exit').then(([code]) => {
    throw new Error(`the server ended with ${String(code)}`);
  });
  await Promise.race([once(createInterface({ input: server.stdout }), 'line'), ended]);
  return server;
}

function rewrite(file: string, change: object): void {
  writeFileSync(file, JSON.stringify({ ...(JSON.parse(readFileSync(file, 'utf8')) as object), ...change }));
}
