import { type Disk, type DiskFile, MemoryDisk } from '@fapiao-ledger/network/embedded/in-process';

export type Fault = 'append' | 'short append' | 'sync' | 'sync once';

/**
 * A disk that fails at the n-th write, and that forgets at a crash what was not synced. `sync once` is the treacherous
 * fault: the sync after the failed one succeeds without having written anything.
 */
export class FaultyDisk implements Disk {
  readonly #disk = new MemoryDisk();
  readonly #durable = new Map<string, number>();
  #fault: { readonly kind: Fault; countdown: number } | undefined;

  /** The n-th append (or sync, by the kind) from now on fails, and so do those after it. */
  failAt(kind: Fault, n: number): void {
    this.#fault = { kind, countdown: n };
  }

  /** Whether the fault has struck. */
  get struck(): boolean {
    return this.#fault !== undefined && this.#fault.countdown <= 0;
  }

  /** Loses what was not synced, and works again. */
  async crash(): Promise<void> {
    this.#fault = undefined;
    for (const [name, size] of this.#durable) await (await this.#disk.open(name)).truncate(size);
  }

  async open(name: string): Promise<DiskFile> {
    const file = await this.#disk.open(name);
    return {
      size: () => file.size(),
      read: (position, length) => file.read(position, length),
      truncate: (size) => file.truncate(size),
      close: () => file.close(),
      append: async (parts) => {
        const kind = this.#strike('append') ?? this.#strike('short append');
        if (kind === 'short append') await file.append([Buffer.concat(parts).subarray(0, 50)]);
        if (kind !== undefined) throw new Error('ENOSPC: no space left on device');
        await file.append(parts);
      },
      sync: async () => {
        const kind = this.#strike('sync') ?? this.#strike('sync once');
        if (kind !== undefined) throw new Error('EIO: i/o error, fdatasync');
        if (!this.struck) this.#durable.set(name, file.size());
      },
    };
  }

  #strike(kind: Fault): Fault | undefined {
    const fault = this.#fault;
    if (fault?.kind !== kind) return undefined;
    fault.countdown -= 1;
    const fails = kind === 'sync once' ? fault.countdown === 0 : fault.countdown <= 0;
    return fails ? kind : undefined;
  }
}
