/** Setup of a peer, in a thread of its own or in the caller's. */

import { createRequire } from 'node:module';
import { present } from '@fapiao-ledger/core';
import type { CertificateAuthority } from '../ca/index.js';
import { endorses } from '../organization.js';
import type { ChaincodeDefinition } from './chaincode-definition.js';
import type { ChannelConfig } from './config-block.js';
import { allPeersOf } from './endorsement-policy.js';
import { type NodePem, type NodeSigner, nodeSigner } from './node-signer.js';
import type { EmbeddedOrganization, OrganizationId } from './organizations.js';
import type { Signatures } from './signatures.js';

export const CHAINCODE_NAME = 'fapiao';
const CHAINCODE_VERSION = '1.0';
const CHAINCODE_MODULE = '@fapiao-ledger/contract';

/** A channel of these organizations, and the nodes that sign on it. Plain data, so that it can be sent to a thread. */
export interface ChannelSetup {
  readonly config: ChannelConfig;
  /** A peer of each organization in the endorsement policy. */
  readonly endorsers: readonly NodePem[];
  readonly orderer: NodePem;
}

export function channelSetup(channel: string, organizations: readonly EmbeddedOrganization[]): ChannelSetup {
  return {
    config: {
      channel,
      organizations: organizations.map(({ mspId, kind, authority }) => ({
        mspId,
        kind: kind === 'orderer' ? 'orderer' : 'application',
        rootCertificate: authority.certificate,
      })),
    },
    endorsers: organizations.filter(endorses).map(({ node }) => node),
    orderer: present(
      organizations.find(({ kind }) => kind === 'orderer'),
      'the orderer',
    ).node,
  };
}

/** The parts of a setup in the peer's own form: keys ready to sign, the policy in full. */
export function signingSetup(
  { config, endorsers, orderer }: ChannelSetup,
  signatures: Signatures,
): {
  config: ChannelConfig;
  definition: ChaincodeDefinition;
  endorsers: readonly [NodeSigner, ...NodeSigner[]];
  orderer: NodeSigner;
} {
  const policy = allPeersOf(endorsers.map(({ mspId }) => mspId));
  return {
    config,
    definition: { name: CHAINCODE_NAME, version: CHAINCODE_VERSION, policy },
    endorsers: endorsers.map((pem) => nodeSigner(pem, signatures)) as [NodeSigner, ...NodeSigner[]],
    orderer: nodeSigner(orderer, signatures),
  };
}

export type Authorities = Readonly<Record<OrganizationId, CertificateAuthority>>;

/** The authorities of the channel's members, and those of the taxpayers beside it. */
export function authoritiesOf(
  organizations: readonly EmbeddedOrganization[],
): Record<'authorities' | 'taxpayerAuthorities', Authorities> {
  const by = (part: 'authority' | 'taxpayers'): Authorities =>
    Object.fromEntries(organizations.map((each) => [each.mspId, each[part]])) as Authorities;
  return { authorities: by('authority'), taxpayerAuthorities: by('taxpayers') };
}

/** Returns the absolute path of a chaincode: a package by name, or a module by its path. */
export function chaincodeModule(specifier: string = CHAINCODE_MODULE): string {
  return createRequire(import.meta.url).resolve(specifier);
}
