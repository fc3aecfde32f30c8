import { createHash, createPrivateKey } from 'node:crypto';
import { join, resolve, sep } from 'node:path';
import {
  DomainError,
  formatInstant,
  type Request,
  requestText,
  type StatementSeal,
  type StatementTerms,
  statementText,
} from '@fapiao-ledger/core';
import { AppendLog } from '@fapiao-ledger/files';
import { FolderLock } from '@fapiao-ledger/network/embedded';
import { generateKeyPair, publicKeyOf, signLowS } from '@fapiao-ledger/pki';
import { toLedgerKey } from '../bureau/enrolment.js';
import { CustodianError } from './custodian-error.js';
import { type CustodyKey, type KeyFacts, KeyFile } from './key-file.js';
import { type MasterSecret, readMasterSecret } from './master-secret.js';

export interface CustodianPlace {
  readonly folder: string;
  /** File of the master secret. */
  readonly secretFile: string;
}

/**
 * Stores the keys of taxpayers that do not sign themselves, and signs for callers that prove possession of the
 * taxpayer's access key. Keys are made here and never leave. Each signature is written to the journal before it is made.
 */
export class Custodian {
  readonly #folder: string;
  readonly #file: KeyFile;
  readonly #journal: AppendLog<Readonly<Record<string, string>>>;
  readonly #lock: FolderLock;
  /** Keys by taxpayer and public key. */
  #keys: ReadonlyMap<string, CustodyKey>;
  /** The change under way, for which the next one waits. */
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(parts: {
    folder: string;
    file: KeyFile;
    keys: readonly CustodyKey[];
    journal: AppendLog<Readonly<Record<string, string>>>;
    lock: FolderLock;
  }) {
    this.#folder = parts.folder;
    this.#file = parts.file;
    this.#keys = byName(parts.keys);
    this.#journal = parts.journal;
    this.#lock = parts.lock;
  }

  /** @throws {CustodianError} when the secret cannot be read or is not the one of the folder, or the folder cannot be used */
  static async open({ folder, secretFile }: CustodianPlace): Promise<Custodian> {
    const secret = await readSecretApart(folder, secretFile);
    const lock = locked(folder);
    try {
      const opened = await KeyFile.open(join(folder, 'keys.json'), secret);
      return new Custodian({
        ...opened,
        folder,
        lock,
        journal: new AppendLog(join(folder, 'journal.jsonl')),
      });
    } catch (error) {
      lock.release();
      throw error;
    } finally {
      secret.fill(0);
    }
  }

  get size(): number {
    return this.#keys.size;
  }

  keysOf(code: string): readonly KeyFacts[] {
    return [...this.#keys.values()].filter((key) => key.code === code).map(factsOf);
  }

  /** Returns the access key whose holder may have statements signed by the key pair of a public key. */
  accessKeyOf(code: string, publicKey: string): string | undefined {
    return this.#find(code, publicKey)?.accessKey;
  }

  /**
   * Makes a key for a taxpayer. It signs once the bureau has registered its public key.
   *
   * @param registered the key that the ledger has for the taxpayer, if any
   * @throws {DomainError} KEY_IN_CUSTODY when a key waits to be registered or erased
   */
  async enrol(code: string, accessKey: string, registered: string | undefined): Promise<KeyFacts> {
    return await this.#change(async () => {
      if (this.keysOf(code).some(({ publicKey }) => publicKey !== registered)) {
        throw new DomainError('KEY_IN_CUSTODY', `a key of ${code} that is not registered is in custody here`);
      }
      const { privateKey } = generateKeyPair();
      const facts = {
        code,
        publicKey: toLedgerKey(publicKeyOf(privateKey)),
        accessKey,
        madeAt: new Date().toISOString(),
      };
      await this.#note('enrolled', facts);
      await this.#keep([...this.#keys.values(), { ...facts, privateKey: createPrivateKey(privateKey) }]);
      return facts;
    });
  }

  /** Binds another access key to a taxpayer's keys in place of the old one. @throws {DomainError} CUSTODY_NOT_FOUND */
  async rebind(code: string, accessKey: string): Promise<readonly KeyFacts[]> {
    return await this.#change(async () => {
      this.requireKeysOf(code);
      for (const facts of this.keysOf(code)) await this.#note('rebound', { ...facts, accessKey });
      const keys = [...this.#keys.values()];
      await this.#keep(keys.map((key) => (key.code === code ? { ...key, accessKey } : key)));
      return this.keysOf(code);
    });
  }

  /**
   * Erases the keys of a taxpayer, except the one registered on the ledger.
   * @returns how many
   */
  async erase(code: string, registered: string | undefined): Promise<number> {
    return await this.#change(async () => {
      const keys = [...this.#keys.values()];
      const erased = keys.filter((key) => key.code === code && key.publicKey !== registered);
      for (const key of erased) await this.#note('erased', key);
      if (erased.length > 0) await this.#keep(keys.filter((key) => !erased.includes(key)));
      return erased.length;
    });
  }

  /** @throws {DomainError} CUSTODY_NOT_FOUND */
  requireKeysOf(code: string): void {
    if (this.keysOf(code).length > 0) return;
    throw new DomainError('CUSTODY_NOT_FOUND', `no key of ${code} is in custody here`);
  }

  /**
   * Signs a request for its actor with the key pair of a public key. The caller must already have authenticated the actor.
   * @param end of the statement, seconds since 1970
   * @throws {DomainError} CUSTODY_NOT_FOUND
   */
  async sign(
    request: Request,
    { end, ...rest }: Omit<StatementTerms, 'notAfter'> & { readonly end: number },
    publicKey: string,
  ): Promise<StatementSeal> {
    const { actor, operation, requestId } = request;
    const digest = createHash('sha256').update(requestText(request)).digest('hex');
    const terms = { ...rest, notAfter: formatInstant(end) };
    const key = this.#find(actor, publicKey);
    if (key === undefined) {
      throw keyLeftCustody(actor);
    }
    await this.#note('signed', key, { operation, requestId, digest });
    const bytes = Buffer.from(statementText(terms, digest), 'utf8');
    const signature = Buffer.from(signLowS(key.privateKey, bytes)).toString('base64');
    return { keyEpoch: terms.keyEpoch, notAfter: terms.notAfter, signature };
  }

  /** Encrypts all keys again, with the secret in another file. @throws {CustodianError} as `open` */
  async changeSecret(secretFile: string): Promise<void> {
    const secret = await readSecretApart(this.#folder, secretFile);
    await this.#change(async () => await this.#file.rewrite([...this.#keys.values()], secret));
    secret.fill(0);
  }

  async close(): Promise<void> {
    await this.#turn.catch(() => undefined);
    this.#lock.release();
  }

  #find(code: string, publicKey: string): CustodyKey | undefined {
    return this.#keys.get(nameOf({ code, publicKey }));
  }

  async #keep(keys: readonly CustodyKey[]): Promise<void> {
    await this.#file.write(keys);
    this.#keys = byName(keys);
  }

  async #note(event: string, key: KeyFacts, more: Readonly<Record<string, string>> = {}): Promise<void> {
    const { code, publicKey, accessKey } = key;
    const about = { code, publicKey, accessKey };
    await this.#journal.append({ at: new Date().toISOString(), event, ...about, ...more });
  }

  async #change<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.catch(() => undefined).then(work);
    this.#turn = turn;
    return await turn;
  }
}

/** Returns the refusal to sign with a key that was erased, or when this gateway is no longer a custodian. */
export function keyLeftCustody(code: string): DomainError {
  return new DomainError('CUSTODY_NOT_FOUND', `the key of ${code} is no longer in custody here`);
}

/** Reads the secret, which must not lie in the folder: a copy of the folder must not contain it. */
async function readSecretApart(folder: string, secretFile: string): Promise<MasterSecret> {
  if (!resolve(secretFile).startsWith(resolve(folder) + sep)) return await readMasterSecret(secretFile);
  throw new CustodianError(`the master secret in ${secretFile} lies beside the keys that it protects`);
}

function locked(folder: string): FolderLock {
  try {
    return new FolderLock(folder);
  } catch (cause) {
    throw new CustodianError(`the keys in ${folder} are in use: another process has them open`, { cause });
  }
}

function factsOf({ privateKey: _privateKey, ...facts }: CustodyKey): KeyFacts {
  return facts;
}

function nameOf({ code, publicKey }: Pick<KeyFacts, 'code' | 'publicKey'>): string {
  return `${code} ${publicKey}`;
}

function byName(keys: readonly CustodyKey[]): ReadonlyMap<string, CustodyKey> {
  return new Map(keys.map((key) => [nameOf(key), key]));
}
