/** Loads a chaincode and connects the unmodified fabric-shim to a stream in memory. */
import { createRequire } from 'node:module';
import type { protos } from './protobuf.js';
import { readTextsDirectly, rememberCertificates, silenceLoggers } from './shim-savings.js';

type ChaincodeMessage = protos.peer.ChaincodeMessage;

/** The part of a gRPC stream that fabric-shim uses. */
export interface ShimStream {
  on(event: string, listener: (message: ChaincodeMessage) => void): void;
  write(message: ChaincodeMessage): void;
  end(): void;
}

interface Serializers {
  readonly transaction: string;
  readonly serializers: Readonly<Record<string, unknown>>;
}

/** Exports of a chaincode module. */
interface ChaincodeModule {
  readonly contracts: readonly (new () => unknown)[];
  readonly serializers?: Serializers;
  /** Clock of the chaincode's checks of a transaction's time, if it has one. */
  readonly setEndorserClock?: (now: () => number) => void;
}

/** The parts of fabric-shim that are used here; its own types leave out some. */
interface ShimLibrary {
  readonly Shim: {
    server(
      chaincode: object,
      options: { ccid: string; address: string },
    ): { connect(stream: ShimStream): void };
  };
}

type ChaincodeFromContract = new (contracts: (new () => unknown)[], serializers: Serializers) => object;

/**
 * Starts the exchange with the chaincode in `modulePath`. The shim is the one on which the chaincode itself depends, as
 * in a chaincode process of its own.
 */
export function connectShim(modulePath: string, stream: ShimStream, endorserClock: () => number): void {
  const require = createRequire(modulePath);
  const { Shim } = require('fabric-shim') as ShimLibrary;
  const Chaincode = require('fabric-shim/lib/contract-spi/chaincodefromcontract.js') as ChaincodeFromContract;
  silenceLoggers(require);
  readTextsDirectly(require);
  rememberCertificates(createRequire(require.resolve('fabric-shim')));
  const { contracts, serializers, setEndorserClock } = require(modulePath) as ChaincodeModule;
  setEndorserClock?.(endorserClock);
  const { JSONSerializer } = require('fabric-contract-api') as { JSONSerializer: unknown };
  // The shim adds its system contract to the array that it receives.
  const chaincode = new Chaincode([...contracts], {
    transaction: serializers?.transaction ?? 'jsonSerializer',
    serializers: { jsonSerializer: JSONSerializer, ...serializers?.serializers },
  });
  Shim.server(chaincode, { ccid: 'embedded', address: 'in-memory' }).connect(stream);
}
