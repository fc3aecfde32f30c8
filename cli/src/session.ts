import { existsSync } from 'node:fs';
import { DELEGATE, GatewayClient } from '@fapiao-ledger/client';
import type { LedgerName } from '@fapiao-ledger/core';
import type { TrustFile } from '@fapiao-ledger/pki';
import type { Command } from 'commander';
import { Openings } from './drafts/openings.js';
import { EXIT } from './exit-code.js';
import { clientIdentity, type Identity, readIdentity } from './identity/identity-file.js';
import { Reporter } from './output/reporter.js';
import { ownTrustFile } from './profiles.js';
import { RequestJournal } from './requests/journal.js';
import type { Outcomes } from './requests/outcomes.js';
import type { Sending } from './requests/send-once.js';
import type { Settlement } from './requests/settlement.js';
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
  #trust: TrustFile | undefined;

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
    const { code, role } = identity;
    if (code !== undefined && role !== 'officer') return { ...identity, code };
    throw new UsageError(`${identity.file} is the identity of an ${role}: this takes a taxpayer’s`);
  }

  /** Who signs the bureau's statements. @throws {UsageError} when the identity is no officer's */
  async officer(): Promise<Identity & { readonly code: string }> {
    const identity = await this.identity();
    const { code, role } = identity;
    if (code !== undefined && role === 'officer') return { ...identity, code };
    throw new UsageError(`${identity.file} is the identity of a ${role}: this takes an officer’s`);
  }

  /** Who signs statements of any kind. @throws {UsageError} when the identity is neither a taxpayer's nor an officer's */
  async signer(): Promise<Identity & { readonly code: string }> {
    const identity = await this.identity();
    const { code, role } = identity;
    if (code !== undefined) return { ...identity, code };
    throw new UsageError(
      `${identity.file} is the identity of an ${role}: this takes a taxpayer’s or an officer’s`,
    );
  }

  async client(): Promise<GatewayClient> {
    const ledger = async (): Promise<LedgerName> => {
      const trust = await this.trust();
      return { id: trust.ledger, contract: trust.chaincode };
    };
    return new GatewayClient({ ...this.#network(), identity: clientIdentity(await this.identity()), ledger });
  }

  /**
   * Returns the trust file: which organizations, policy and ledger to believe. On first contact, when no trust file
   * is named and the user has none, that of the gateway is kept: from then on no gateway can name another.
   */
  async trust(): Promise<TrustFile> {
    // Reads certificates, which most commands do not: loaded when it is asked for.
    const { knownTrust } = await import('./trust/known-trust.js');
    this.#trust ??= await knownTrust(this);
    return this.#trust;
  }

  /**
   * The trust file named, or that of the settings: for what is signed, or judged, by the word of the ledger's
   * organizations. None is fetched on the way, because the gateway that would name them relays that word.
   *
   * @throws {UsageError} when there is none, {ValidationError} when it is not a trust file
   */
  async trustOnFile(option?: string): Promise<{ readonly file: string; readonly trust: TrustFile }> {
    const file = option ?? this.settings.trust ?? ownTrustFile(this.shell.env);
    if (!existsSync(file)) {
      const message = `there is no trust file ${file}: fapiao trust fetch gets it, --trust FILE names another`;
      throw new UsageError(message);
    }
    const { readTrust } = await import('./trust/read-trust.js');
    return { file, trust: await readTrust(file) };
  }

  /** What the ledger remembers of the requests of the identity that signs. */
  async outcomes(): Promise<Outcomes> {
    const { code: actor } = await this.signer();
    const [client, trust] = [await this.client(), await this.trust()];
    const { Outcomes: Asked } = await import('./requests/outcomes.js');
    return new Asked({ client, trust, actor, now: () => this.now() });
  }

  /** How the outcomes of requests come to be known. */
  async settlement(): Promise<Settlement> {
    const { code: actor, role } = await this.signer();
    const client = await this.client();
    const { ProvedSettlement, ToldSettlement } = await import('./requests/settlement.js');
    if (role === DELEGATE) return new ToldSettlement({ client, actor });
    return new ProvedSettlement({ client, outcomes: await this.outcomes(), actor });
  }

  /** What a request that is sent once takes. */
  async sending(): Promise<Sending> {
    const [journal, settlement] = [await this.journal(), await this.settlement()];
    return { journal, settlement, reporter: this.reporter };
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
