import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readAuthorityCertificate } from '../ca/index.js';
import { toJson, writeText } from './files.js';
import { type ClientEntry, membersOf, type NetworkFile, readNetworkFile } from './network-file.js';
import { Paths } from './paths.js';
import { SetupError } from './setup-error.js';

/**
 * Writes the files that the gateway of one organization needs on its host: addresses, the certificates of all
 * authorities, and the key of the client with which this gateway submits or reads. It writes no other secret, because
 * an officer's key belongs to the officer. Each file has its path in the network's own folder, so that a gateway can
 * read either.
 *
 * @param organization name of its folder, such as `platform`
 * @throws {SetupError} when there is no such organization, or `out` is not empty
 */
export function packGateway(home: string, organization: string, out: string): ClientEntry {
  const network = readNetworkFile(home);
  const members = membersOf(home, network);
  const { mspId } = members.find(({ key }) => key === organization) ?? {};
  const client = network.clients.find((each) => each.mspId === mspId && each.name !== 'officer');
  if (client === undefined) {
    const names = members.map(({ key }) => key).join(', ');
    throw new SetupError(
      `there is no organization "${organization}"`,
      `Choose one of ${names} (--organization).`,
    );
  }
  if (existsSync(out) && readdirSync(out).length > 0)
    throw new SetupError(`${out} is not empty`, 'Choose another folder (--out).');

  const within = (path: string): string => relative(home, path);
  const place = (path: string, text: string, secret = false): void =>
    writeText(join(out, within(path)), text, secret);
  for (const { tlsCa } of [...network.peers, ...network.orderers]) place(tlsCa, readFileSync(tlsCa, 'utf8'));
  for (const folder of members.flatMap(({ authority, taxpayers }) => [authority, taxpayers]))
    writeText(join(out, within(folder), 'ca-cert.pem'), readAuthorityCertificate(folder));
  for (const file of mspCertificates(home)) place(file, readFileSync(file, 'utf8'));
  place(client.certificate, readFileSync(client.certificate, 'utf8'));
  place(client.privateKey, readFileSync(client.privateKey, 'utf8'), true);
  writeText(new Paths(out).network, toJson(movable(network, client, within)));
  return client;
}

/** Certificates from which the doctor learns who certified a client. */
function mspCertificates(home: string): readonly string[] {
  const paths = new Paths(home);
  return readdirSync(paths.organization('')).map((key) =>
    paths.organization(key, 'msp', 'cacerts', 'ca.pem'),
  );
}

/** Returns network.json with paths that are right wherever the folder is, and one client. */
function movable(network: NetworkFile, client: ClientEntry, within: (path: string) => string): NetworkFile {
  const { settings, peers, orderers } = network;
  const { certificate, privateKey } = client;
  return {
    ...network,
    settings: { ...settings, home: '.' },
    peers: peers.map((peer) => ({ ...peer, tlsCa: within(peer.tlsCa) })),
    orderers: orderers.map((orderer) => ({ ...orderer, tlsCa: within(orderer.tlsCa) })),
    clients: [{ ...client, certificate: within(certificate), privateKey: within(privateKey) }],
  };
}
