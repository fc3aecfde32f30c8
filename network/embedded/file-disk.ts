import { constants, readSync } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '../folder.js';
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
    if (this.#mode === 'read') return openFile(await open(path, 'r'));
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const handle = await open(path, constants.O_RDWR | constants.O_CREAT, 0o600);
    await syncFolder(this.#folder);
    return openFile(handle);
  }
}

async function openFile(handle: FileHandle): Promise<DiskFile> {
  return new OpenFile(handle, (await handle.stat()).size);
}

class OpenFile implements DiskFile {
  readonly #handle: FileHandle;
  #size: number;

  constructor(handle: FileHandle, size: number) {
    this.#handle = handle;
    this.#size = size;
  }

  size(): number {
    return this.#size;
  }

  read(position: number, length: number): Uint8Array {
    const buffer = Buffer.allocUnsafeSlow(Math.max(0, Math.min(length, this.#size - position)));
    let filled = 0;
    while (filled < buffer.length) {
      const count = readSync(this.#handle.fd, buffer, filled, buffer.length - filled, position + filled);
      if (count === 0) break;
      filled += count;
    }
    return buffer.subarray(0, filled);
  }

  async append(parts: readonly Uint8Array[]): Promise<void> {
    const expected = parts.reduce((sum, part) => sum + part.length, 0);
    const { bytesWritten } = await this.#handle.writev(parts, this.#size);
    if (bytesWritten !== expected) throw new Error(`only ${bytesWritten} of ${expected} bytes were written`);
    this.#size += expected;
  }

  sync(): Promise<void> {
    return this.#handle.datasync();
  }

  async truncate(size: number): Promise<void> {
    await this.#handle.truncate(size);
    this.#size = size;
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}
