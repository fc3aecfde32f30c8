import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Organization } from '../organization.js';
import type { FabricBinaries } from './binaries.js';
import type { Paths } from './paths.js';
import { SetupError } from './setup-error.js';
import { HOST, type OrdererNode, type PeerNode } from './topology.js';

const run = promisify(execFile);
const OUTPUT_MAX_BYTES = 16 * 1024 * 1024;

/** Runs Fabric's administration programs as an organization's administrator. */
export class Commands {
  readonly #binaries: FabricBinaries;
  readonly #paths: Paths;

  constructor(binaries: FabricBinaries, paths: Paths) {
    this.#binaries = binaries;
    this.#paths = paths;
  }

  /** Runs `peer ...` against one peer, as its organization's administrator or as another's. */
  peer(target: PeerNode, args: readonly string[], as = target.organization): Promise<string> {
    return this.#run('peer', args, {
      FABRIC_CFG_PATH: this.#paths.node(target.name, 'config'),
      CORE_PEER_ADDRESS: `${HOST}:${target.port}`,
      CORE_PEER_LOCALMSPID: as.mspId,
      CORE_PEER_MSPCONFIGPATH: this.#paths.organization(as.key, 'admin', 'msp'),
      CORE_PEER_TLS_ENABLED: 'true',
      CORE_PEER_TLS_ROOTCERT_FILE: this.#paths.node(target.name, 'tls', 'ca.pem'),
    });
  }

  /** Runs `osnadmin channel ...` against one orderer. The answer is JSON after a line with the HTTP status. */
  osnadmin(target: OrdererNode, args: readonly string[]): Promise<string> {
    const admin = (...rest: string[]): string => this.#adminOf(target.organization, ...rest);
    return this.#run('osnadmin', [
      'channel',
      ...args,
      '--orderer-address',
      `${HOST}:${target.adminPort}`,
      '--ca-file',
      this.#paths.node(target.name, 'tls', 'ca.pem'),
      '--client-cert',
      admin('tls', 'cert.pem'),
      '--client-key',
      admin('tls', 'key.pem'),
    ]);
  }

  configtxgen(args: readonly string[]): Promise<string> {
    return this.#run('configtxgen', args);
  }

  configtxlator(args: readonly string[]): Promise<string> {
    return this.#run('configtxlator', args);
  }

  #adminOf(organization: Organization, ...rest: string[]): string {
    return this.#paths.organization(organization.key, 'admin', ...rest);
  }

  async #run(
    program: keyof FabricBinaries['paths'],
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    try {
      const options = {
        env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
        maxBuffer: OUTPUT_MAX_BYTES,
      };
      const { stdout } = await run(this.#binaries.paths[program], args, options);
      return stdout;
    } catch (cause) {
      throw new SetupError(
        `${program} ${args.slice(0, 3).join(' ')} failed: ${reasonOf(cause)}`,
        'Read the logs: npm run network -- logs',
        {
          cause,
        },
      );
    }
  }
}

/** Returns the last line with an error; before it, Fabric's programs print their usage. */
function reasonOf(cause: unknown): string {
  const {
    stderr = '',
    stdout = '',
    message = '',
  } = cause as { stderr?: string; stdout?: string; message?: string };
  const lines = `${stdout}\n${stderr}`.split('\n').filter((line) => line.trim() !== '');
  return lines.find((line) => line.startsWith('Error')) ?? lines.at(-1) ?? message;
}
