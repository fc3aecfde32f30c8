import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { BUREAU_MSP } from '@fapiao-ledger/core';
import { loadAuthority } from '@fapiao-ledger/network/ca';
import { readNetworkFile } from '@fapiao-ledger/network/fabric';
import { connectFabric, connectionOf } from '@fapiao-ledger/network/fabric/client';
import { LedgerWorld } from '../support/ledger-world.ts';
import { issueCall } from '../support/signed-calls.ts';
import { creditCode, draftOf } from './drafts.ts';
import { clientOf } from './network.ts';
import { patient } from './patient-client.ts';

const MAIN = 'network/dist/fabric/main.js';
const run = promisify(execFile);

/** A folder as a machine of its own: what is done in it is done by commands of docs/fabric.md. */
export class Machine {
  readonly home = mkdtempSync(join(tmpdir(), 'fapiao-operations-'));
  readonly #port: string;

  constructor(port: number) {
    this.#port = String(port);
  }

  /** @returns what the command prints. @throws with what it says of a failure */
  async network(...args: readonly string[]): Promise<string> {
    const flags = ['--home', this.home, '--base-port', this.#port, '--batch-ms', '100'];
    const { stdout } = await run(process.execPath, [MAIN, ...args, ...flags]);
    return stdout;
  }

  file(...rest: readonly string[]): string {
    return join(this.home, ...rest);
  }

  /** What a node signs with. */
  certificateOf(node: string): Buffer {
    return readFileSync(this.file('nodes', node, 'msp', 'signcerts', 'cert.pem'));
  }

  async erase(): Promise<void> {
    await this.network('down');
    rmSync(this.home, { recursive: true });
  }
}

/** A platform, on a machine with its peer and its authority. */
export interface Platform {
  readonly machine: Machine;
  readonly key: 'platform' | 'platform2';
  readonly mspId: string;
}

/** What became of an invoice. */
interface Issued {
  readonly number: string;
  /** The identity of every peer that endorsed it, as Fabric carries it. */
  readonly endorsers: readonly Buffer[];
}

/**
 * Issues an invoice of a new seller of a platform, through the platform's own peer alone.
 *
 * @param bureau where the bureau's authority is
 * @param earlier an invoice that the ledger must still have, open
 */
export async function issueThrough(
  { machine, key, mspId }: Platform,
  bureau: Machine,
  earlier?: string,
): Promise<Issued> {
  const connection = connectionOf(readNetworkFile(machine.home), mspId);
  const own = { ...connection, peers: connection.peers.slice(0, 1) };
  const client = patient(await connectFabric('fabric-gateway', own, clientOf(machine.home, mspId)));
  try {
    const authorities = {
      bureau: await loadAuthority(bureau.file('organizations', 'bureau', 'ca')),
      platform: await loadAuthority(machine.file('organizations', key, 'ca')),
      taxpayers: await loadAuthority(machine.file('organizations', key, 'taxpayers-ca')),
    };
    const founder = clientOf(bureau.home, BUREAU_MSP, 'officer');
    const world = await LedgerWorld.join(client, authorities, { founder });
    const seller = await world.register(creditCode(randomInt(1e8)), 'GENERAL', { mspId });
    const buyer = await world.register(creditCode(randomInt(1e8)), 'GENERAL', { mspId });
    await world.openLane(seller, { credit: '100000.00', numbers: 10 });
    const call = issueCall(world, seller, [draftOf(seller, buyer)]);
    const { endorsements } = await client.endorse(world.operator, call);
    const { invoices } = await world.issue(seller, [draftOf(seller, buyer)]);
    if (earlier !== undefined && (await world.read(earlier)).status.state !== 'OPEN')
      throw new Error(`invoice ${earlier} was open`);
    const [issued] = invoices;
    if (issued === undefined) throw new Error('no invoice was issued');
    return { number: issued.number, endorsers: endorsements.map(({ endorser }) => Buffer.from(endorser)) };
  } finally {
    await client.close();
  }
}
