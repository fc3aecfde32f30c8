/**
 * The thread of the peer. fabric-shim installs global handlers and ends its process when it fails; here that ends this
 * thread only, and the client learns of it.
 */

import { join } from 'node:path';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { present } from '@fapiao-ledger/core';
import { ChaincodeHost } from './chaincode-host.js';
import { ManualClock, systemClock, systemTimer } from './clock.js';
import { packError } from './error-transfer.js';
import { FileDisk } from './file-disk.js';
import { HeightFile } from './height-file.js';
import { MemoryDisk } from './memory-disk.js';
import { openPeer } from './open-peer.js';
import { openStateStore, STATE_FILE } from './open-state-store.js';
import type { Waiting } from './orderer.js';
import type { Peer } from './peer.js';
import { PeerServer } from './peer-server.js';
import { systemRandom } from './random.js';
import { signingSetup } from './setup.js';
import { SharedHeight } from './shared-height.js';
import { SignatureThread } from './signature-thread.js';
import type { Signatures } from './signatures.js';
import { SqliteStateStore } from './sqlite-state-store.js';
import { BatchingQueue } from './transaction-queue.js';
import type { WorkerData, WorkerMessage } from './worker-protocol.js';

async function open(data: WorkerData, signatures: Signatures): Promise<Peer> {
  const { place, setup, strict, verification } = data;
  const clock = data.clock === undefined ? systemClock : new ManualClock(data.clock);
  const host = new ChaincodeHost(data.chaincode, systemTimer, () => clock.now());
  const queue = new BatchingQueue<Waiting>(data.batch);
  const options = { ...signingSetup(setup, signatures), host, strict, verification };
  if (place === undefined) {
    const store = new SqliteStateStore(':memory:');
    return openPeer(options, {
      disk: new MemoryDisk(),
      store,
      queue,
      clock,
      random: systemRandom,
      signatures,
    });
  }
  // Done first: from here on no other process acknowledges a block, and all that it acknowledged is in the file.
  const height = await HeightFile.open(place.height);
  const store = openStateStore(join(place.channel, STATE_FILE), verification);
  const disk = new FileDisk(place.channel, place.guards);
  return openPeer(options, { disk, store, height, queue, clock, random: systemRandom, signatures });
}

async function main(port: MessagePort, data: WorkerData): Promise<void> {
  const report = (opened: NonNullable<WorkerMessage['opened']>): void => {
    port.postMessage({ opened, replies: [], changed: false } satisfies WorkerMessage);
  };
  const signatures = new SignatureThread();
  try {
    const peer = await open(data, signatures);
    await PeerServer.start(peer, port, new SharedHeight(data.height));
    report('ready');
  } catch (error) {
    report(packError(error));
    port.close();
  }
}

await main(present(parentPort ?? undefined, 'the port of the thread'), workerData as WorkerData);
