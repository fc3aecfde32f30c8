import { fstatSync, readSync } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Disk, DiskFile } from './disk.js';

/** Files in one folder of the machine. */
export class FileDisk implements Disk {
  readonly #folder: string;
  readonly #mode: 'write' | 'read';

  /** @param mode `read` never creates a file, and cannot change one */
  constructor(folder: string, mode: 'write' | 'read' = 'write') {
    this.#folder = folder;
    this.#mode = mode;
  }

  async open(name: string): Promise<DiskFile> {
    const path = join(this.#folder, name);
    if (this.#mode === 'read') return new OpenFile(await open(path, 'r'));
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const handle = await open(path, 'a+', 0o600);
    const folder = await open(this.#folder, 'r');
    try {
      // A new file is only there after a loss of power when its folder's entry was synced.
      await folder.sync();
    } finally {
      await folder.close();
    }
    return new OpenFile(handle);
  }
}

class OpenFile implements DiskFile {
  readonly #handle: FileHandle;

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  size(): number {
    return fstatSync(this.#handle.fd).size;
  }

  read(position: number, length: number): Uint8Array {
    const buffer = Buffer.allocUnsafeSlow(length);
    let filled = 0;
    while (filled < length) {
      const count = readSync(this.#handle.fd, buffer, filled, length - filled, position + filled);
      if (count === 0) break;
      filled += count;
    }
    return buffer.subarray(0, filled);
  }

  async append(parts: readonly Uint8Array[]): Promise<void> {
    const expected = parts.reduce((sum, part) => sum + part.length, 0);
    const { bytesWritten } = await this.#handle.writev(parts);
    if (bytesWritten !== expected) throw new Error(`only ${bytesWritten} of ${expected} bytes were written`);
  }

  sync(): Promise<void> {
    return this.#handle.datasync();
  }

  truncate(size: number): Promise<void> {
    return this.#handle.truncate(size);
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}
