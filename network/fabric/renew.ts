import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { certifyAgain, writeCredentials } from './credentials.js';
import { type Say, type Site, waitUntilEndorsing } from './deployment.js';
import { writeJson } from './files.js';
import { waitFor } from './health.js';
import { siteAt } from './members.js';
import { readNetworkFile } from './network-file.js';
import type { Paths } from './paths.js';
import { livingPid, type ProcessSpec, readSpecs } from './processes.js';
import { SetupError } from './setup-error.js';
import { writeSpec } from './specs.js';
import { supervise } from './supervise.js';
import type { OrdererNode, PeerNode } from './topology.js';
import { waitUntilHealthy, waitUntilLed } from './up.js';

const STOP_MS = 30_000;

/**
 * Makes new keys and certificates from the organization's authorities: for a node, for signing and for connections,
 * after which it is restarted; or for an organization's administrator and client. The old ones stay beside them as
 * `.old`. The bureau's officer keeps its key and gets another certificate.
 *
 * @param name of a node, or of an organization's folder
 * @throws {SetupError} when there is neither
 */
export async function renew(home: string, name: string, say: Say): Promise<void> {
  const site = siteAt(home);
  const { paths, topology } = site;
  const orderer = topology.orderers.find((each) => each.name === name);
  const peer = topology.peers.find((each) => each.name === name);
  if (orderer !== undefined) await renewOrderer(site, orderer, say);
  else if (peer !== undefined) await renewPeer(site, peer, say);
  else if (topology.organizations.some(({ key }) => key === name)) {
    const own = (folder: string): string => paths.organization(name, folder);
    await exchange(site, ['admin', 'clients'].map(own));
  } else {
    const nodes = [...topology.orderers, ...topology.peers].map((each) => each.name);
    const keys = topology.organizations.map(({ key }) => key);
    throw new SetupError(`there is no "${name}"`, `Name one of ${[...nodes, ...keys].join(', ')}.`);
  }
}

/** Renews a peer, and its copies of the TLS certificate with which it dials its contract servers. */
async function renewPeer(site: Site, peer: PeerNode, say: Say): Promise<void> {
  const { paths, topology } = site;
  await exchange(
    site,
    ['msp', 'tls', 'chaincode'].map((folder) => paths.node(peer.name, folder)),
  );
  const connections = paths.node(peer.name, 'connections');
  const tls = (file: string): string => readFileSync(paths.node(peer.name, 'tls', file), 'utf8');
  for (const file of existsSync(connections) ? readdirSync(connections) : []) {
    const connection = JSON.parse(readFileSync(join(connections, file), 'utf8')) as object;
    const pair = { client_key: tls('key.pem'), client_cert: tls('cert.pem') };
    writeJson(join(connections, file), { ...connection, ...pair });
  }
  say(`starting ${peer.name} again`);
  const servers = `${peer.name.replace('peer', 'chaincode')}-`;
  const isOwn = ({ name }: ProcessSpec): boolean =>
    name === peer.name || /^\d+$/.test(name.replace(servers, ''));
  await restart(paths, isOwn, () => {
    rmSync(paths.node(peer.name, 'data', 'externalbuilder', 'builds'), { recursive: true, force: true });
  });
  await waitUntilHealthy(paths, { ...topology, orderers: [], peers: [peer] });
  await waitUntilEndorsing(readNetworkFile(paths.home));
}

/**
 * An orderer keeps its key for connections. The channel names the key, and a network of one orderer cannot name another,
 * because a leader that is to change first hands over to another orderer.
 */
async function renewOrderer(site: Site, orderer: OrdererNode, say: Say): Promise<void> {
  const { paths, topology } = site;
  await exchange(site, [paths.node(orderer.name, 'msp')]);
  await certifyAgain(paths, orderer);
  say(`starting ${orderer.name} again`);
  await restart(paths, ({ name }) => name === orderer.name);
  await waitUntilHealthy(paths, { ...topology, orderers: [orderer], peers: [] });
  await waitUntilLed(paths, topology.orderers);
}

/** Puts folders of certificates aside and has the missing ones enrolled. */
async function exchange({ paths, topology }: Site, folders: readonly string[]): Promise<void> {
  for (const folder of folders.filter((each) => existsSync(each))) {
    rmSync(`${folder}.old`, { recursive: true, force: true });
    renameSync(folder, `${folder}.old`);
  }
  await writeCredentials(paths, topology);
}

/** @param between runs while the processes do not */
async function restart(
  paths: Paths,
  isMeant: (spec: ProcessSpec) => boolean,
  between: () => void = () => {},
): Promise<void> {
  const specs = readSpecs(paths).filter(isMeant);
  for (const { name } of specs) rmSync(paths.run(`${name}.json`));
  await supervise(paths);
  for (const spec of specs) {
    const hasEnded = async (): Promise<boolean> => livingPid(paths, spec) === undefined;
    await waitFor(`the end of ${spec.name}`, STOP_MS, hasEnded, 'Read the log of the supervisor.');
  }
  between();
  for (const spec of specs) writeSpec(paths, spec);
  await supervise(paths);
}
