import './quiet.js';
import type { Identity } from '@fapiao-ledger/pki';
import type { Channel, DiscoveryService, Endorser, IdentityContext } from 'fabric-common';
import { Gateway } from 'fabric-network';
import { type FabricConnection, GRPC_OPTIONS } from './connection.js';
import { connectionProfile, endpointOptions } from './connection-profile.js';
import { failureOf } from './failure.js';
import { firstAnswer, translated } from './first-answer.js';
import { FabricLedger, type FabricLedgerOptions } from './ledger.js';
import { successOf } from './proposal-response.js';
import { PROVIDER_TYPE, providerOf, SigningUser } from './signing-user.js';
import type { EndorsedTransaction, FabricCall, FabricTransport } from './transport.js';

/**
 * Returns the ledger on a Fabric network through fabric-network, which calls endorsing peers and orderers directly. It
 * finds them with the peers' discovery service.
 *
 * @throws {FabricFailure} when no peer of the connection answers
 */
export async function fabricNetworkLedger(
  connection: FabricConnection,
  observer: Identity,
  options: FabricLedgerOptions = {},
): Promise<FabricLedger> {
  return new FabricLedger(
    connection,
    observer,
    await NetworkTransport.connect(connection, observer),
    options,
  );
}

const TIMEOUTS_MS = { evaluate: 15_000, endorse: 15_000, submit: 10_000 };
/** Age after which discovery is repeated, because peers change. */
const DISCOVERY_AGE_MS = 10_000;

class NetworkTransport implements FabricTransport {
  readonly #gateway: Gateway;
  readonly #channel: Channel;
  readonly #peerNames: readonly string[];
  readonly #discovery: DiscoveryService;
  #discoveredAt = Date.now();
  readonly #users = new WeakMap<Identity, SigningUser>();

  private constructor(
    gateway: Gateway,
    channel: Channel,
    peerNames: readonly string[],
    discovery: DiscoveryService,
  ) {
    this.#gateway = gateway;
    this.#channel = channel;
    this.#peerNames = peerNames;
    this.#discovery = discovery;
  }

  static async connect(connection: FabricConnection, observer: Identity): Promise<NetworkTransport> {
    const gateway = new Gateway();
    await gateway.connect(connectionProfile(connection), {
      identity: { type: PROVIDER_TYPE, mspId: observer.mspId },
      identityProvider: providerOf(observer),
      discovery: { enabled: false },
      'connection-options': { ...GRPC_OPTIONS },
    });
    const channel = (await gateway.getNetwork(connection.channel)).getChannel();
    const discovery = await translated(() => discover(channel, connection, observer));
    return new NetworkTransport(
      gateway,
      channel,
      connection.peers.map(({ name }) => name),
      discovery,
    );
  }

  async evaluate(identity: Identity, call: FabricCall): Promise<Uint8Array> {
    return await firstAnswer(this.#peers(), async (target) => {
      const query = this.#channel.newQuery(call.chaincode);
      const context = this.#contextOf(identity);
      query.build(context, requestOf(call));
      query.sign(context);
      const answer = await query.send({ targets: [target], requestTimeout: TIMEOUTS_MS.evaluate });
      return successOf(answer).response.payload;
    });
  }

  async endorse(identity: Identity, call: FabricCall): Promise<EndorsedTransaction> {
    const endorsement = this.#channel.newEndorsement(call.chaincode);
    const context = this.#contextOf(identity);
    endorsement.build(context, requestOf(call));
    endorsement.sign(context);
    this.#refreshDiscovery();
    const handler = this.#discovery.newHandler();
    const answer = await translated(() => endorsement.send({ handler, requestTimeout: TIMEOUTS_MS.endorse }));
    const { payload, response } = successOf(answer);
    const send = async (): Promise<void> => {
      const commit = endorsement.newCommit();
      commit.build(context);
      commit.sign(context);
      await translated(async () => {
        const { status, info } = await commit.send({ handler, requestTimeout: TIMEOUTS_MS.submit });
        if (status !== 'SUCCESS')
          throw failureOf(undefined, `the orderer says ${status}: ${info}`, [], undefined);
      });
    };
    return {
      transactionId: endorsement.getTransactionId(),
      result: Buffer.from(response.payload).toString('utf8'),
      endorsed: () => ({
        payload,
        endorsements: answer.responses.flatMap((each) => (each.endorsement ? [each.endorsement] : [])),
      }),
      send,
    };
  }

  close(): void {
    this.#discovery.close();
    this.#gateway.disconnect();
  }

  /** Repeats discovery in the background. Earlier results serve until then. The library's own refresh works only once. */
  #refreshDiscovery(): void {
    if (Date.now() - this.#discoveredAt < DISCOVERY_AGE_MS) return;
    this.#discoveredAt = Date.now();
    void this.#discovery.send({ asLocalhost: false, targets: this.#discovery.targets }).catch(() => {});
  }

  /** Returns the peers in the order of the connection. */
  #peers(): Endorser[] {
    const endorsers = this.#channel.getEndorsers();
    return this.#peerNames.flatMap((name) => endorsers.filter((each) => each.name === name));
  }

  #contextOf(identity: Identity): IdentityContext {
    let user = this.#users.get(identity);
    if (user === undefined) {
      user = new SigningUser(identity);
      this.#users.set(identity, user);
    }
    return this.#channel.client.newIdentityContext(user).calculateTransactionId();
  }
}

/** Asks the peers for the endorsers and orderers. The answers are stored in the channel. */
async function discover(
  channel: Channel,
  connection: FabricConnection,
  observer: Identity,
): Promise<DiscoveryService> {
  const service = channel.newDiscoveryService(connection.chaincode);
  const context = channel.client.newIdentityContext(new SigningUser(observer));
  service.build(context, { interest: [{ name: connection.chaincode }] });
  service.sign(context);
  const targets = connection.peers.map((peer) => {
    const discoverer = channel.client.newDiscoverer(peer.name, peer.mspId);
    discoverer.setEndpoint(channel.client.newEndpoint(endpointOptions(peer)));
    return discoverer;
  });
  await service.send({ asLocalhost: false, targets });
  return service;
}

function requestOf(call: FabricCall): { fcn: string; args: string[]; transientMap?: Record<string, Buffer> } {
  // The library takes nothing but a Buffer. Made from the bytes themselves it would be a copy of a whole page.
  const transient = Object.entries(call.transient ?? {}).map(([key, { buffer, byteOffset, byteLength }]) => [
    key,
    Buffer.from(buffer, byteOffset, byteLength),
  ]);
  const request = { fcn: call.function, args: [...call.args] };
  return transient.length === 0 ? request : { ...request, transientMap: Object.fromEntries(transient) };
}
