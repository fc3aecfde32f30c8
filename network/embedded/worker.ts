/**
 * The thread in which the peer runs. fabric-shim installs global handlers and ends its process when it
 * is confused; here that ends this thread only, and the client hears of it.
 */
import { join } from 'node:path';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { ManualClock, systemClock, systemTimer } from './clock.js';
import { packError } from './error-transfer.js';
import { FileDisk } from './file-disk.js';
import { MemoryDisk } from './memory-disk.js';
import { type NodeSigner, nodeSigner } from './node-signer.js';
import { openStateStore } from './open-state-store.js';
import type { Waiting } from './orderer.js';
import { Peer, type PeerEnvironment, type PeerOptions } from './peer.js';
import { PeerServer } from './peer-server.js';
import { allPeersOf } from './policy.js';
import { systemRandom } from './random.js';
import { SqliteStateStore } from './sqlite-state-store.js';
import { BatchingQueue } from './transaction-queue.js';
import type { WorkerData, WorkerMessage } from './worker-protocol.js';

function environmentOf({ folder, clock, batch }: WorkerData): PeerEnvironment {
  return {
    disk: folder === undefined ? new MemoryDisk() : new FileDisk(folder),
    store:
      folder === undefined ? new SqliteStateStore(':memory:') : openStateStore(join(folder, 'state.sqlite')),
    queue: new BatchingQueue<Waiting>(batch, systemTimer),
    clock: clock === undefined ? systemClock : new ManualClock(clock),
    timer: systemTimer,
    random: systemRandom,
  };
}

function optionsOf(data: WorkerData): PeerOptions {
  const { config, chaincode, strict, verification } = data;
  const endorsers = data.endorsers.map(nodeSigner) as [NodeSigner, ...NodeSigner[]];
  const policy = allPeersOf(endorsers.map(({ mspId }) => mspId));
  const definition = { name: chaincode.name, version: chaincode.version, policy };
  const orderer = nodeSigner(data.orderer);
  return { config, definition, chaincodeModule: chaincode.module, endorsers, orderer, strict, verification };
}

async function main(port: MessagePort, data: WorkerData): Promise<void> {
  const report = (opened: NonNullable<WorkerMessage['opened']>): void => {
    port.postMessage({ opened, replies: [], changed: false } satisfies WorkerMessage);
  };
  try {
    const peer = await Peer.open(optionsOf(data), environmentOf(data));
    report('ready');
    new PeerServer(peer, port);
  } catch (error) {
    report(packError(error));
    port.close();
  }
}

await main(parentPort as MessagePort, workerData as WorkerData);
