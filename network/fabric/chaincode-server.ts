/**
 * Process that runs the contract for one peer. The peer dials it over TLS, and both present certificates. Its one
 * argument is the path of a JSON file of `ChaincodeServerConfig`.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Shim as ShimType } from 'fabric-shim';
import { packageChaincode } from './chaincode-package.js';
import { readStaged } from './contract-code.js';
import { SetupError } from './setup-error.js';

export interface ChaincodeServerConfig {
  /** Package id, which the server returns when a peer dials it. */
  readonly id: string;
  readonly address: string;
  /** Contents of the package besides the code: the name of the chaincode and the organization's MSP id. */
  readonly chaincode: string;
  readonly organization: string;
  /** Folder of the staged contract; the `main` of its package.json exports `contracts`. */
  readonly contract: string;
  readonly keyFile: string;
  readonly certificateFile: string;
  /** Authorities that certify the peers that may connect. */
  readonly clientAuthorityFile: string;
}

/**
 * Loggers that are called on every transaction, by package. They format lines that are not printed, and print every
 * refusal of the contract as an error.
 */
const NOISY_LOGGERS = {
  'fabric-shim/lib/logger.js': [
    'contracts-spi/chaincodefromcontract.js',
    'contracts-spi/datamarshall.js',
    'lib/chaincode.js',
    'lib/handler.js',
    'lib/iterators.js',
    'lib/stub.js',
  ],
  'fabric-contract-api/lib/logger.js': ['./lib/jsontransactionserializer.js', './lib/contract.js'],
} as const;

interface ContractModule {
  readonly contracts: readonly (new () => unknown)[];
  readonly serializers?: Serializers;
}

interface Serializers {
  readonly transaction: string;
  readonly serializers: Readonly<Record<string, unknown>>;
}

type ChaincodeFromContract = new (
  contracts: (new () => unknown)[],
  serializers: Serializers,
  metadata: object,
  title: string,
  version: string,
) => Parameters<typeof ShimType.server>[0];

async function main(configFile: string): Promise<void> {
  const config = JSON.parse(readFileSync(configFile, 'utf8')) as ChaincodeServerConfig;
  const module = await approvedModule(config);
  // The contract's own copies of the libraries, because two copies would not share the metadata of decorators.
  const load = createRequire(module);
  silence(load);
  const { Shim } = load('fabric-shim') as { Shim: typeof ShimType };
  const tlsProps = {
    key: readFileSync(config.keyFile),
    cert: readFileSync(config.certificateFile),
    clientCACerts: readFileSync(config.clientAuthorityFile),
  };
  const server = Shim.server(loadChaincode(load, module), {
    ccid: config.id,
    address: config.address,
    tlsProps,
  });
  await server.start();
  console.log(`${config.id} listens on ${config.address}`);
}

/**
 * Returns the path of the contract's module, after every byte in its folder was found to be the one that the package id
 * stands for.
 *
 * @throws {SetupError} when a file was changed, added or removed since
 */
async function approvedModule(config: ChaincodeServerConfig): Promise<string> {
  const { module, ...code } = readStaged(config.contract);
  const { id } = await packageChaincode(config.chaincode, config.organization, code);
  if (id === config.id) return module;
  throw new SetupError(
    `${config.contract} holds ${id}, but ${config.id} was approved`,
    'Copy the folder of that version from another endorser or from a backup, and start again.',
  );
}

function loadChaincode(load: NodeJS.Require, module: string): InstanceType<ChaincodeFromContract> {
  const { contracts, serializers } = load(module) as ContractModule;
  const { JSONSerializer } = load('fabric-contract-api') as { JSONSerializer: unknown };
  const FromContract = load('fabric-shim/lib/contract-spi/chaincodefromcontract.js') as ChaincodeFromContract;
  const inUse = {
    transaction: serializers?.transaction ?? 'jsonSerializer',
    serializers: { jsonSerializer: JSONSerializer, ...serializers?.serializers },
  };
  return new FromContract([...contracts], inUse, {}, 'fapiao', '1');
}

function silence(load: NodeJS.Require): void {
  for (const [module, names] of Object.entries(NOISY_LOGGERS)) {
    const { getLogger } = load(module) as { getLogger: (this: void, name: string) => object };
    for (const name of names) Object.assign(getLogger(name), { debug: ignore, info: ignore, error: ignore });
  }
}

function ignore(): void {}

const [, , configFile] = process.argv;
if (configFile === undefined) throw new Error('the path of the chaincode server’s configuration is missing');
await main(configFile);
