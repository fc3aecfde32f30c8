import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { monthsOfRun, prefixOf } from './calendar.ts';
import { type GatewayProcess, type Ran, startGateway, temporaryFolder } from './processes.ts';
import { WarmCommands } from './warm-commands.ts';

/** Months in which the gateway issues: one, unless it is about to end. */
export const MONTHS = monthsOfRun();

/** A real gateway, and a folder with identities in which commands run. */
export class CommandWorld {
  readonly gateway: GatewayProcess;
  readonly cwd: string;
  /** Output of all commands, to be searched for secrets. */
  output = '';
  readonly #commands = new WarmCommands();
  #drafts = 0;

  private constructor(gateway: GatewayProcess, cwd: string) {
    this.gateway = gateway;
    this.cwd = cwd;
  }

  /** With the built-in rules published. */
  static async start(settings: Readonly<Record<string, string>> = {}): Promise<CommandWorld> {
    const world = new CommandWorld(await startGateway(settings), await temporaryFolder());
    await world.done(world.as('officer', 'bureau', 'publish-rules', '--built-in', '--json'));
    return world;
  }

  async stop(): Promise<void> {
    await this.#commands.stop();
    await this.gateway.stop();
  }

  /** Runs a command with an identity: a file in the folder, or the gateway's officer or operator. */
  async as(who: string, ...args: readonly string[]): Promise<Ran> {
    const isOfGateway = who === 'officer' || who === 'operator';
    const folder = isOfGateway ? join(this.gateway.home, 'identities') : this.cwd;
    return await this.anonymous(...args, '--identity', join(folder, `${who}.json`));
  }

  async anonymous(...args: readonly string[]): Promise<Ran> {
    const ran = await this.#commands.run(args, {
      cwd: this.cwd,
      env: { FAPIAO_GATEWAY: this.gateway.address },
    });
    this.output += ran.stdout + ran.stderr;
    return ran;
  }

  /** Returns the answer of a command with --json, which must have succeeded. */
  async done(ran: Promise<Ran>): Promise<unknown> {
    const { exitCode, stdout, stderr } = await ran;
    expect({ exitCode, stderr, stdout }).toMatchObject({ exitCode: 0, stderr: '' });
    return JSON.parse(stdout);
  }

  /** Makes a key and has the bureau register and certify it. */
  async enter(who: string, code: string, ...registration: readonly string[]): Promise<void> {
    await this.done(this.anonymous('identity', 'new', `${who}.json`, '--code', code, '--json'));
    const csr = ['--csr', `${who}.csr`];
    await this.done(this.as('officer', 'bureau', 'register', code, ...csr, '--json', ...registration));
    await this.done(this.anonymous('identity', 'install', `${who}.json`, `${who}.pem`, '--json'));
  }

  /** Registers a seller with credit and numbers for a thousand invoices. */
  async enterSeller(who: string, code: string): Promise<void> {
    await this.enter(who, code, '--kind', 'GENERAL', '--name', '深圳示范软件有限公司');
    await this.grant(code);
  }

  /** Grants credit, and numbers for a thousand invoices. */
  async grant(code: string): Promise<void> {
    for (const month of MONTHS) {
      const credit = ['credit', code, '--month', month, '--net', '1000000.00', '--json'];
      await this.done(this.as('officer', 'bureau', ...credit));
    }
    for (const prefix of new Set(MONTHS.map(prefixOf))) {
      const segment = ['segment', code, '--prefix', prefix, '--count', '1000', '--json'];
      await this.done(this.as('officer', 'bureau', ...segment));
    }
  }

  /** @returns the numbers of the invoices, in the order of the drafts */
  async issue(who: string, drafts: readonly unknown[]): Promise<readonly string[]> {
    this.#drafts += 1;
    const file = `drafts-${this.#drafts}.json`;
    await writeFile(join(this.cwd, file), JSON.stringify(drafts));
    const answer = await this.done(this.as(who, 'issue', file, '--complete', '--json'));
    const { invoices } = answer as { readonly invoices: readonly { readonly number: string }[] };
    return invoices.map(({ number }) => number);
  }
}
