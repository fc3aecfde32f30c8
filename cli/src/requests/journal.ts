import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson, type Json, type Operation } from '@fapiao-ledger/core';
import { isMissing, readIfPresent } from '@fapiao-ledger/files';
import { writeAtomically } from '../files/private-file.js';
import { isRunning, type Run } from '../files/running.js';
import { reasonOf } from '../files/system-error.js';
import { UsageError } from '../usage-error.js';
import { phrase } from '../words/phrase.js';

/** A request that was sent and has no certain outcome on this machine. */
export interface OpenRequest {
  readonly requestId: string;
  readonly operation: Operation;
  /** Digest of the user's input before any name was replaced by a commitment. */
  readonly digest: string;
  /** Choices of the first attempt, which every repetition must make again. */
  readonly terms: Json;
  /** Time of the first attempt, ISO 8601. */
  readonly sentAt: string;
  /** End of the last statement about the request, UTC; absent where a custodian signs. */
  readonly notAfter?: string;
  /** Run that waits for the answer; absent once it has stopped waiting. */
  readonly waiter?: Run;
}

/**
 * Requests under way: one small file each, beside the identity that sends them. A user who repeats a command after a
 * timeout or a crash repeats the request instead of making a second one.
 */
export class RequestJournal {
  readonly #folder: string;

  constructor(identityFile: string) {
    this.#folder = `${identityFile.replace(/\.json$/, '')}.requests`;
  }

  /**
   * Returns the request with the same content for which no process waits any more. A request for which another process
   * still waits belongs to that process: two tills may issue equal invoices at once.
   *
   * @throws {UsageError} naming a note that cannot be read, because it may be the right one
   */
  async findAbandoned(operation: Operation, digest: string): Promise<OpenRequest | undefined> {
    const open = await Promise.all((await this.#files()).map((file) => this.#read(file)));
    return open.find(
      (request) => request?.operation === operation && request.digest === digest && !isWaitedFor(request),
    );
  }

  /** @throws {UsageError} when the note exists and cannot be read */
  async findById(requestId: string): Promise<OpenRequest | undefined> {
    return await this.#read(this.#fileOf(requestId));
  }

  /** Writes the note and returns when it is on disk. */
  async open(request: OpenRequest): Promise<void> {
    await writeAtomically(this.#fileOf(request.requestId), `${JSON.stringify(request)}\n`, {
      isPrivate: true,
    });
  }

  /** Removes the note, because the outcome is known. */
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
      // The note does not exist, or another run has just removed it.
      return text === undefined ? undefined : (JSON.parse(text) as OpenRequest);
    } catch (cause) {
      const words = phrase('this note of a request with an unknown outcome cannot be read: {cause}', {
        cause: reasonOf(cause),
      });
      const cure = phrase('Make the file readable; without it the same command sends a second request');
      throw new UsageError(`${file}: ${words}. ${cure}`, { cause });
    }
  }

  /** Returns the file of a request. The colons of request ids are escaped, because not every file system takes them. */
  #fileOf(requestId: string): string {
    return join(this.#folder, `${requestId.replaceAll(':', '%3A')}.json`);
  }
}

function isWaitedFor({ waiter }: OpenRequest): boolean {
  return waiter !== undefined && isRunning(waiter);
}

/** Returns the digest that names the user's input. */
export function requestDigest(content: Json): string {
  return createHash('sha256').update(canonicalJson(content), 'utf8').digest('hex');
}
