import type { Disk, DiskFile } from './disk.js';

/** Files in memory, lost with the process. */
export class MemoryDisk implements Disk {
  readonly #files = new Map<string, MemoryFile>();

  async open(name: string): Promise<DiskFile> {
    const file = this.#files.get(name) ?? new MemoryFile();
    this.#files.set(name, file);
    return file;
  }
}

class MemoryFile implements DiskFile {
  #bytes = Buffer.alloc(64 * 1024);
  #size = 0;

  size(): number {
    return this.#size;
  }

  read(position: number, length: number): Uint8Array {
    const end = Math.min(position + length, this.#size);
    // A copy: bytes that were read must not change when the file is cut and written again.
    return Buffer.from(this.#bytes.subarray(Math.min(position, end), end));
  }

  async append(parts: readonly Uint8Array[]): Promise<void> {
    for (const part of parts) {
      this.#reserve(this.#size + part.length);
      this.#bytes.set(part, this.#size);
      this.#size += part.length;
    }
  }

  async sync(): Promise<void> {}

  async truncate(size: number): Promise<void> {
    this.#size = Math.min(size, this.#size);
  }

  async close(): Promise<void> {}

  #reserve(size: number): void {
    if (size <= this.#bytes.length) return;
    const larger = Buffer.alloc(Math.max(size, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#size);
    this.#bytes = larger;
  }
}
