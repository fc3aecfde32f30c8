/**
 * Runs prepared calls on a copy of a prepared ledger; prints one digest over every read-write set and
 * result, and how many of each function's calls were committed. Started by determinism.test.ts under
 * different time zones, locales and key orders.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { canonicalJson, FapiaoError, type Json } from '@fapiao-ledger/core';
import { EmbeddedClient, ManualClock, openEmbeddedLedger } from '@fapiao-ledger/network/embedded';
import type { ContractCall } from '@fapiao-ledger/network/ledger-client';
import { type Identity, identityFromPem } from '@fapiao-ledger/pki';
import { peer } from '@hyperledger/fabric-protos';

export interface Script {
  readonly now: string;
  readonly identities: Readonly<
    Record<'officer' | 'operator', { mspId: string; certificate: string; privateKey: string }>
  >;
  readonly calls: readonly {
    readonly as: 'officer' | 'operator';
    readonly name: string;
    readonly argument: Json;
    /** What travels beside the argument, in base64. */
    readonly transient?: Readonly<Record<string, string>>;
  }[];
}

export interface Verdict {
  readonly digest: string;
  /** How many calls of each function were committed. */
  readonly committed: Readonly<Record<string, number>>;
}

async function run(folder: string, script: Script, shuffle: boolean): Promise<Verdict> {
  const committed: Record<string, number> = {};
  const clock = new ManualClock(new Date(script.now));
  const ledger = await openEmbeddedLedger({ folder, clock });
  const client = new EmbeddedClient({
    channel: 'fapiao',
    chaincode: 'fapiao',
    link: ledger.peer,
    clock,
    random: counting(),
  });
  const digest = createHash('sha256');
  const textOf = (value: Json): string => canonicalJson(shuffle ? reversed(value) : value);
  for (const { as, name, argument, transient = {} } of script.calls) {
    const { mspId, certificate, privateKey } = script.identities[as];
    const identity = identityFromPem(mspId, certificate, privateKey);
    const [contract, fn] = name.split(':') as [ContractCall['contract'], string];
    const beside = Object.entries(transient).map(([key, value]) => [key, Buffer.from(value, 'base64')]);
    const call = {
      contract,
      function: fn,
      args: [textOf(argument)],
      transient: Object.fromEntries(beside) as Record<string, Uint8Array>,
    };
    const results = await commit(client, identity, call);
    if (typeof results !== 'string') committed[name] = (committed[name] ?? 0) + 1;
    digest.update(results);
  }
  await ledger.close();
  return { digest: digest.digest('hex'), committed };
}

/** The read-write set and the answer of one call, which is then committed; or why it was refused. */
async function commit(
  client: EmbeddedClient,
  identity: Identity,
  call: Parameters<EmbeddedClient['submit']>[1],
): Promise<Uint8Array | string> {
  try {
    const { payload } = await client.endorse(identity, call);
    await client.submit(identity, call);
    const { extension } = peer.ProposalResponsePayload.deserializeBinary(payload).toObject();
    return Buffer.from(String(extension), 'base64');
  } catch (error) {
    if (error instanceof FapiaoError) return `${error.code} ${error.message}`;
    throw error;
  }
}

/** Nonces that are the same in every run, and therefore transaction ids that are. */
function counting(): (length: number) => Uint8Array {
  let count = 0;
  return (length) => {
    count += 1;
    return createHash('sha512').update(String(count)).digest().subarray(0, length);
  };
}

function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, entry]) => [key, reversed(entry as Json)]),
  );
}

const [folder, scriptFile, order] = process.argv.slice(2);
const script = JSON.parse(readFileSync(scriptFile as string, 'utf8')) as Script;
console.log(JSON.stringify(await run(folder as string, script, order === 'reversed')));
