import type { Command } from 'commander';
import { GatewayClient } from './client/gateway-client.js';
import { Openings } from './drafts/openings.js';
import { EXIT } from './exit-code.js';
import { type Identity, readIdentity } from './identity/identity-file.js';
import { Reporter } from './output/reporter.js';
import { RequestJournal } from './requests/journal.js';
import { type GlobalOptions, readSettings, type Settings } from './settings.js';
import type { Shell } from './shell.js';
import { UsageError } from './usage-error.js';

/** One command at work: its settings, its voice, and what it needs of the outside, made when first asked for. */
export class Session {
  readonly shell: Shell;
  readonly settings: Settings;
  readonly reporter: Reporter;
  /** For a command that did its work and came to a bad verdict. */
  exitCode: number = EXIT.ok;
  #identity: Identity | undefined;

  private constructor(shell: Shell, settings: Settings, reporter: Reporter) {
    this.shell = shell;
    this.settings = settings;
    this.reporter = reporter;
  }

  /** @throws {UsageError} when options, environment or profile are wrong */
  static async of(command: Command, shell: Shell): Promise<Session> {
    const options = command.optsWithGlobals<GlobalOptions>();
    const settings = await readSettings(options, shell.env);
    return new Session(shell, settings, new Reporter(shell, options.json === true));
  }

  now(): Date {
    return new Date();
  }

  /** @throws {UsageError} when none is named, and as `readIdentity` */
  async identity(): Promise<Identity> {
    const { identity: file } = this.settings;
    if (file === undefined) {
      throw new UsageError(
        'who are you? --identity FILE, FAPIAO_IDENTITY or fapiao login names an identity file',
      );
    }
    this.#identity ??= await readIdentity(file, this.now());
    return this.#identity;
  }

  /** Who signs statements. @throws {UsageError} when the identity is no taxpayer's */
  async taxpayer(): Promise<Identity & { readonly code: string }> {
    const identity = await this.identity();
    const { code } = identity;
    if (code !== undefined) return { ...identity, code };
    throw new UsageError(`${identity.file} is the identity of an ${identity.role}: this takes a taxpayer’s`);
  }

  async client(): Promise<GatewayClient> {
    return new GatewayClient({ ...this.#network(), identity: await this.identity() });
  }

  /** For what anybody may ask. */
  anonymousClient(): GatewayClient {
    return new GatewayClient(this.#network());
  }

  #network(): Pick<Settings, 'gateway' | 'channel' | 'timeoutMs'> {
    const { gateway, channel, timeoutMs } = this.settings;
    return { gateway, channel, timeoutMs };
  }

  async journal(): Promise<RequestJournal> {
    return new RequestJournal((await this.identity()).file);
  }

  async openings(): Promise<Openings> {
    return new Openings((await this.identity()).file);
  }
}

/** Starts a session for a command that commander has just parsed. */
export type OpenSession = (command: Command) => Promise<Session>;
