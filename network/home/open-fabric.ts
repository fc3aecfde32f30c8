import { readFile } from 'node:fs/promises';
import type { IdentityFile, PolicyJson } from '@fapiao-ledger/core';
import {
  AUDITOR_MSP,
  BUREAU_MSP,
  type Identity,
  type TrustedAuthority,
  type TrustFile,
} from '@fapiao-ledger/pki';
import {
  type CertificateAuthority,
  hasAuthorityKey,
  loadAuthority,
  readAuthorityCertificate,
} from '../ca/index.js';
import { connectFabric, connectionOf, type FabricClient, type FabricLedger } from '../fabric/client/index.js';
import {
  type ClientEntry,
  type MemberEntry,
  membersOf,
  type NetworkFile,
  readNetworkFile,
  SetupError,
} from '../fabric/index.js';
import { identityOfPair, signerOf } from './identity-files.js';

/** The ledger of a native network, and the identities in its folder. */
export interface OpenedFabric {
  readonly client: FabricLedger;
  readonly trust: TrustFile;
  /** Authorities of members whose key is in the folder; none on the host of a single organization. */
  readonly authorities: readonly CertificateAuthority[];
  /** Authorities of taxpayers whose key is in the folder. */
  readonly taxpayerAuthorities: readonly CertificateAuthority[];
  readonly clients: readonly IdentityFile[];
  /** Identity with which this gateway reads. */
  readonly self: IdentityFile;
}

/**
 * Connects to the network in a folder of `npm run network`, which may be one organization's part. It connects as a
 * platform where there is one.
 *
 * @throws {SetupError} when the folder holds no network, or a part that has not finished joining
 */
export async function openFabric(home: string, library: FabricClient): Promise<OpenedFabric> {
  const network = readNetworkFile(home);
  const members = membersOf(home, network);
  const clients = await Promise.all(network.clients.map(identityOf));
  const self = selfAmong(clients);
  const authorities = await authoritiesIn(members.map(({ authority }) => authority));
  const taxpayerAuthorities = await authoritiesIn(members.map(({ taxpayers }) => taxpayers));
  // An auditor's peer keeps every block and does not run the contract.
  const nearest = self.mspId === AUDITOR_MSP ? BUREAU_MSP : self.mspId;
  const client = await connectFabric(library, connectionOf(network, nearest), signerOf(self));
  const trust = trustOf(network, members, await client.ledgerId());
  await requireFounded(client, signerOf(self), trust.ledger);
  return { client, trust, authorities, taxpayerAuthorities, clients, self };
}

/** Returns a platform's operator where there is one, else another client. @throws {SetupError} when the folder holds no client at all */
function selfAmong(clients: readonly IdentityFile[]): IdentityFile {
  const operators = clients.filter(({ role }) => role === 'operator');
  const self = operators.find(({ mspId }) => mspId !== BUREAU_MSP) ?? operators[0] ?? clients[0];
  if (self !== undefined) return self;
  throw new SetupError(
    'the network’s folder holds no client’s certificate',
    'npm run network -- up, or join, to the end',
  );
}

/** Requires that peer and contract name the same first block, because clients sign its hash. */
async function requireFounded(client: FabricLedger, reader: Identity, ledger: string): Promise<void> {
  const call = { contract: 'bureau', function: 'ReadPolicy', args: [] } as const;
  const policy = JSON.parse(await client.evaluate(reader, call)) as PolicyJson;
  if (policy.ledger.id === ledger && policy.ledger.contract === client.contract) return;
  throw new SetupError(
    `the contract was founded for ${policy.ledger.contract} on ${policy.ledger.id}, and the peer’s first block is ${ledger}`,
    'found this ledger anew as the tax bureau, or name a peer of the right network',
  );
}

async function authoritiesIn(folders: readonly string[]): Promise<readonly CertificateAuthority[]> {
  return await Promise.all(folders.filter(hasAuthorityKey).map(loadAuthority));
}

async function identityOf(entry: ClientEntry): Promise<IdentityFile> {
  const [certificate, privateKey] = await Promise.all([
    readFile(entry.certificate, 'utf8'),
    readFile(entry.privateKey, 'utf8'),
  ]);
  return identityOfPair(entry.mspId, certificate, privateKey);
}

function trustOf({ settings }: NetworkFile, members: readonly MemberEntry[], ledger: string): TrustFile {
  const platforms = members
    .map(({ mspId }) => mspId)
    .filter((mspId) => mspId !== BUREAU_MSP && mspId !== AUDITOR_MSP);
  return {
    version: 1,
    channel: settings.channel,
    chaincode: settings.chaincode,
    ledger,
    authorities: members.map(({ mspId, authority }) => published(mspId, authority)),
    taxpayerAuthorities: members.map(({ mspId, taxpayers }) => published(mspId, taxpayers)),
    policy: { all: [BUREAU_MSP], any: platforms },
  };
}

function published(mspId: string, folder: string): TrustedAuthority {
  return { mspId, certificate: readAuthorityCertificate(folder) };
}
