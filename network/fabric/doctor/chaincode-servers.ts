import { existsSync, readFileSync } from 'node:fs';
import { findBinaries } from '../binaries.js';
import { approvedPackage } from '../chaincode-lifecycle.js';
import { Commands } from '../commands.js';
import { SetupError } from '../setup-error.js';
import { endorsersOf, type PeerNode } from '../topology.js';
import { type Connection, idServedAt } from './chaincode-id.js';
import { type Check, failed, type Trouble } from './finding.js';
import type { Subject } from './subject.js';

/** Checks that the server beside each endorser of this machine returns the id of the package its organization approved. */
export const chaincodeServers: Check = {
  name: 'chaincode',
  whenFine: 'every contract server beside a peer of this folder runs the package that was approved',
  look: async (subject) => {
    const isHere = ({ name }: PeerNode): boolean => existsSync(subject.paths.node(name, 'config'));
    const endorsers = endorsersOf(subject.topology).filter(isHere);
    const troubles = await Promise.all(endorsers.map((peer) => troubleOf(subject, peer)));
    return troubles.flat();
  },
};

async function troubleOf(subject: Subject, peer: PeerNode): Promise<readonly Trouble[]> {
  const { network, paths } = subject;
  const commands = new Commands(findBinaries(subject.env), paths);
  const approved = await approvedPackage(commands, network.settings, peer);
  if (approved === undefined) {
    const cure = `Approve the contract with a package id: peer lifecycle chaincode approveformyorg --package-id ...`;
    return [
      failed(`${peer.organization.mspId} has approved ${network.settings.chaincode} without a package`, cure),
    ];
  }
  const connection = readConnection(subject, peer, approved);
  const served = await idServedAt(connection);
  if (served === approved) return [];
  const cure = `End the server that listens at ${connection.address}, often one of an earlier network, and start the one of ${approved}: npm run network -- down, then up.`;
  return [failed(`the contract server of ${peer.name} runs ${served}, approved is ${approved}`, cure)];
}

function readConnection({ paths }: Subject, peer: PeerNode, packageId: string): Connection {
  const label = packageId.slice(0, packageId.lastIndexOf(':'));
  const file = paths.node(peer.name, 'connections', `${label}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Connection;
  const cure = `Write ${file} as docs/fabric.md says, and start the server it names.`;
  throw new SetupError(`${peer.name} does not know where the contract server of ${packageId} is`, cure);
}
