import { credentials } from '@grpc/grpc-js';
import { peer as protos } from '@hyperledger/fabric-protos';
import { SetupError } from '../setup-error.js';
import { TLS_NAME } from '../topology.js';

/** Data with which a peer dials a contract server: the content of `connections/<label>.json`. */
export interface Connection {
  readonly address: string;
  readonly client_key: string;
  readonly client_cert: string;
  readonly root_cert: string;
}

const DEADLINE_MS = 5000;

/**
 * Returns the package id of a contract server. It dials the server as its peer does, reads the id that the server sends
 * first, and disconnects.
 *
 * @throws {SetupError} when no server answers there
 */
export async function idServedAt({
  address,
  client_key,
  client_cert,
  root_cert,
}: Connection): Promise<string> {
  const tls = credentials.createSsl(
    Buffer.from(root_cert),
    Buffer.from(client_key),
    Buffer.from(client_cert),
  );
  const client = new protos.ChaincodeClient(address, tls, { 'grpc.ssl_target_name_override': TLS_NAME });
  const stream = client.connect({ deadline: Date.now() + DEADLINE_MS });
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  stream.once('data', (message: protos.ChaincodeMessage) => {
    resolve(protos.ChaincodeID.deserializeBinary(message.getPayload_asU8()).getName());
  });
  stream.on('error', (cause) => {
    const cure =
      'Start the contract server (npm run network -- up), and read its log; its certificate must be of the peer’s TLS authority.';
    reject(
      new SetupError(`the contract server at ${address} does not answer: ${cause.message}`, cure, { cause }),
    );
  });
  return promise.finally(() => {
    stream.cancel();
    client.close();
  });
}
