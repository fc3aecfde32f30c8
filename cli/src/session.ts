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
import { phrase } from './words/phrase.js';

/** Role of the identity of a payment provider, in its file. */
export const PROVIDER_ROLE = 'provider';

/** One command at work: its settings, its output, and the services it uses, each made on first use. */
export class Session {
  readonly shell: Shell;
  readonly settings: Settings;
  readonly reporter: Reporter;
  /** Exit code of a command that did its work and reached a bad verdict. */
  exitCode: number = EXIT.ok;
  #identity: Identity | undefined;
  #trust: TrustFile | undefined;
  #isSignerTold = false;

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

  /** @throws {UsageError} when no identity is named, and as `readIdentity` */
  async identity(): Promise<Identity> {
    const { identity: file } = this.settings;
    if (file === undefined) {
      throw new UsageError(
        phrase('no identity is named: give --identity FILE, set FAPIAO_IDENTITY, or run fapiao login'),
      );
    }
    this.#identity ??= await readIdentity(file, this.now());
    return this.#identity;
  }

  /** Returns the taxpayer who signs statements. @throws {UsageError} when the identity is no taxpayer's */
  async taxpayer(): Promise<Identity & { readonly code: string }> {
    const identity = await this.identity();
    const { code, role } = identity;
    if (code !== undefined && role !== 'officer' && role !== PROVIDER_ROLE) return { ...identity, code };
    throw new UsageError(
      phrase('{file} is the identity of the role {role}: this command needs a taxpayer’s', {
        file: identity.file,
        role,
      }),
    );
  }

  /** Returns the officer who signs the bureau's statements. @throws {UsageError} when the identity is no officer's */
  async officer(): Promise<Identity & { readonly code: string }> {
    const identity = await this.identity();
    const { code, role } = identity;
    if (code !== undefined && role === 'officer') return { ...identity, code };
    throw new UsageError(
      phrase('{file} is the identity of a {role}: this command needs an officer’s', {
        file: identity.file,
        role,
      }),
    );
  }

  /** Returns the payment provider who confirms payments. @throws {UsageError} when the identity is no provider's */
  async provider(): Promise<Identity & { readonly code: string }> {
    const identity = await this.identity();
    const { code, role } = identity;
    if (code !== undefined && role === PROVIDER_ROLE) return { ...identity, code };
    throw new UsageError(
      phrase('{file} is the identity of the role {role}: this command needs a payment provider’s', {
        file: identity.file,
        role,
      }),
    );
  }

  /**
   * Returns the signer of any statement.
   * @throws {UsageError} when the identity is neither a taxpayer's nor an officer's
   */
  async signer(): Promise<Identity & { readonly code: string }> {
    const identity = await this.identity();
    const { code, role } = identity;
    if (code !== undefined) return { ...identity, code };
    throw new UsageError(
      phrase('{file} is the identity of an {role}: this command needs a taxpayer’s or an officer’s', {
        file: identity.file,
        role,
      }),
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
   * Returns the trust file: organizations, policy and ledger to trust. On first contact, when no trust file is named
   * and the user has none, the gateway's is kept: from then on no gateway can name another.
   */
  async trust(): Promise<TrustFile> {
    // Loaded here, because most commands read no certificates.
    const { knownTrust } = await import('./trust/known-trust.js');
    const { settings, shell, reporter } = this;
    const anonymousClient = (): GatewayClient => this.anonymousClient();
    this.#trust ??= await knownTrust({ settings, shell, reporter, anonymousClient });
    return this.#trust;
  }

  /**
   * Returns the trust file that was named, or that of the settings, for commands that rely on the word of the ledger's
   * organizations. It is not fetched here, because the gateway that would name them relays that word.
   *
   * @throws {UsageError} when there is none; {ValidationError} when it is not a trust file
   */
  async trustOnFile(option?: string): Promise<{ readonly file: string; readonly trust: TrustFile }> {
    const file = option ?? this.settings.trust ?? ownTrustFile(this.shell.env);
    if (!existsSync(file)) {
      const message = phrase(
        'there is no trust file {file}: fetch it with fapiao trust fetch, or name another with --trust FILE',
        { file },
      );
      throw new UsageError(message);
    }
    const { readTrust } = await import('./trust/read-trust.js');
    return { file, trust: await readTrust(file) };
  }

  /** Outcomes of the signer's requests, as the ledger remembers them. */
  async outcomes(): Promise<Outcomes> {
    const { code: actor } = await this.signer();
    const [client, trust] = [await this.client(), await this.trust()];
    const { Outcomes: LedgerOutcomes } = await import('./requests/outcomes.js');
    return new LedgerOutcomes({ client, trust, actor, now: () => this.now() });
  }

  /** The way to learn the outcomes of requests. */
  async settlement(): Promise<Settlement> {
    const { code: actor, role } = await this.signer();
    const client = await this.client();
    const { ProvedSettlement, TrustingSettlement } = await import('./requests/settlement.js');
    if (role === DELEGATE) return new TrustingSettlement({ client, actor });
    return new ProvedSettlement({ client, outcomes: await this.outcomes(), actor });
  }

  /** Services for a request that is sent once. */
  async sending(): Promise<Sending> {
    await this.#tellSigner();
    const [journal, settlement] = [await this.journal(), await this.settlement()];
    return { journal, settlement, reporter: this.reporter };
  }

  /** Says once which identity signs: a forgotten profile would otherwise act in another's name. */
  async #tellSigner(): Promise<void> {
    if (this.#isSignerTold) return;
    this.#isSignerTold = true;
    const { code } = await this.signer();
    const { name, code: expected } = this.settings.signer ?? {};
    const who = [...(name !== undefined && expected === code ? [name] : []), code].join(' ');
    this.reporter.note(phrase('as {who}', { who }));
  }

  /** Client without an identity, for public questions. */
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
