import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson, type Json, type Operation } from '@fapiao-ledger/core';
import { isMissing, readIfPresent } from '@fapiao-ledger/files';
import { writeAtomically } from '../files/private-file.js';
import { isRunning, type Run } from '../files/running.js';
import { reasonOf } from '../files/system-error.js';
import { UsageError } from '../usage-error.js';

/** A request that was sent and whose outcome this machine has not heard. */
export interface OpenRequest {
  readonly requestId: string;
  readonly operation: Operation;
  /** Names what was asked, before any name was sealed. */
  readonly digest: string;
  /** What the first attempt settled on and every repetition must say again. */
  readonly terms: Json;
  /** ISO 8601. */
  readonly sentAt: string;
  /** End of the last statement about it, UTC; absent where a custodian signs. */
  readonly notAfter?: string;
  /** Who waits for the answer; absent once it has given up. */
  readonly waiter?: Run;
}

/**
 * Requests under way, one small file each, beside the identity that sends them. Whoever asks for the
 * same again after a timeout or a crash repeats the request instead of making a second one.
 */
export class RequestJournal {
  readonly #folder: string;

  constructor(identityFile: string) {
    this.#folder = `${identityFile.replace(/\.json$/, '')}.requests`;
  }

  /**
   * The request that asked for the same and that nobody waits for any more. One that another process
   * still waits for is that process's own: two tills may well issue equal invoices at once.
   *
   * @throws {UsageError} naming a note that cannot be read: it may be the one
   */
  async findAbandoned(operation: Operation, digest: string): Promise<OpenRequest | undefined> {
    const open = await Promise.all((await this.#files()).map((file) => this.#read(file)));
    return open.find(
      (request) => request?.operation === operation && request.digest === digest && !isWaitedFor(request),
    );
  }

  /** @throws {UsageError} when there is one and it cannot be read */
  async findById(requestId: string): Promise<OpenRequest | undefined> {
    return await this.#read(this.#fileOf(requestId));
  }

  /** Returns when the note is on disk. */
  async open(request: OpenRequest): Promise<void> {
    await writeAtomically(this.#fileOf(request.requestId), `${JSON.stringify(request)}\n`, {
      isPrivate: true,
    });
  }

  /** The outcome is known. */
  async close(requestId: string): Promise<void> {
    await rm(this.#fileOf(requestId), { force: true });
  }

  async #files(): Promise<readonly string[]> {
    try {
      const names = (await readdir(this.#folder)).filter((name) => name.endsWith('.json'));
      return names.map((name) => join(this.#folder, name));
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  async #read(file: string): Promise<OpenRequest | undefined> {
    try {
      const text = await readIfPresent(file);
      // There is none, or another run has just closed it.
      return text === undefined ? undefined : (JSON.parse(text) as OpenRequest);
    } catch (cause) {
      const words = `the note of a request whose outcome is not known cannot be read: ${reasonOf(cause)}`;
      const cure = 'Make it readable; once it is removed, the same command sends a second request';
      throw new UsageError(`${file}: ${words}. ${cure}`, { cause });
    }
  }

  /** Request ids may hold colons, which not every file system takes. */
  #fileOf(requestId: string): string {
    return join(this.#folder, `${requestId.replaceAll(':', '%3A')}.json`);
  }
}

function isWaitedFor({ waiter }: OpenRequest): boolean {
  return waiter !== undefined && isRunning(waiter);
}

/** Names what is asked for. */
export function requestDigest(content: Json): string {
  return createHash('sha256').update(canonicalJson(content), 'utf8').digest('hex');
}
