import { constants, fstatSync, readSync, writevSync } from 'node:fs';
import { type FileHandle, mkdir, open, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '@fapiao-ledger/files';
import type { Disk, DiskFile } from './disk.js';
import { secondWriter } from './faults.js';
import { type FileIdentity, identify, isInPlace } from './file-identity.js';

/** Files in one folder of the machine. */
export class FileDisk implements Disk {
  readonly #folder: string;
  readonly #guards: readonly FileIdentity[] | 'read only';

  /**
   * @param guards files that must stay in place while this process writes: the locks that keep other processes out.
   *   With `read only` no file is created or changed
   */
  constructor(folder: string, guards: readonly FileIdentity[] | 'read only' = []) {
    this.#folder = folder;
    this.#guards = guards;
  }

  async open(name: string): Promise<DiskFile> {
    const path = join(this.#folder, name);
    if (this.#guards === 'read only') return new OpenFile(await open(path, 'r'), path, []);
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    // The system appends after all other bytes, also after those of another process.
    const { O_RDWR, O_CREAT, O_APPEND } = constants;
    const handle = await open(path, O_RDWR | O_CREAT | O_APPEND, 0o600);
    await syncFolder(this.#folder);
    return new OpenFile(handle, path, [identify(path), ...this.#guards]);
  }
}

class OpenFile implements DiskFile {
  readonly #handle: FileHandle;
  readonly #path: string;
  readonly #guards: readonly FileIdentity[];

  constructor(handle: FileHandle, path: string, guards: readonly FileIdentity[]) {
    this.#handle = handle;
    this.#path = path;
    this.#guards = guards;
  }

  size(): number {
    return fstatSync(this.#handle.fd).size;
  }

  read(position: number, length: number): Uint8Array {
    const buffer = Buffer.allocUnsafeSlow(Math.max(0, Math.min(length, this.size() - position)));
    let filled = 0;
    while (filled < buffer.length) {
      const count = readSync(this.#handle.fd, buffer, filled, buffer.length - filled, position + filled);
      if (count === 0) break;
      filled += count;
    }
    return buffer.subarray(0, filled);
  }

  async append(parts: readonly Uint8Array[]): Promise<void> {
    const displaced = this.#guards.find((guard) => !isInPlace(guard));
    if (displaced !== undefined) {
      const message = `${displaced.path} was removed or replaced while the ledger was open, so that another process can open it`;
      throw secondWriter(message, 'submit');
    }
    const expected = parts.reduce((sum, part) => sum + part.length, 0);
    // Written synchronously into the machine's cache: a turn of another thread takes longer than the copy.
    const count = writevSync(this.#handle.fd, parts);
    if (count !== expected) throw new Error(`only ${count} of ${expected} bytes were written`);
  }

  sync(): Promise<void> {
    return this.#handle.datasync();
  }

  /** Cuts by name, because Windows does not cut a file through a handle that appends. */
  truncate(size: number): Promise<void> {
    return truncate(this.#path, size);
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}
