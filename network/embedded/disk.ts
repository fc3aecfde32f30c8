/**
 * The disk of the ledger, as a port. A simulated disk forgets bytes that were not synced, tears the write under way, and
 * fails on demand.
 */
export interface Disk {
  /** Opens a file for reading and appending. It is created, durably, when it does not exist. */
  open(name: string): Promise<DiskFile>;
}

export interface DiskFile {
  /** Number of bytes in the file, those of other processes included. */
  size(): number;

  /** Returns up to `length` bytes from `position` on; fewer only at the end of the file. */
  read(position: number, length: number): Uint8Array;

  /**
   * Writes at the present end. The bytes are not durable before `sync`.
   *
   * @throws {LedgerError} LEDGER_SECOND_WRITER with the stage `submit`, and nothing written, when a file that locks out
   *   other writers is not in its place; any other error leaves the end unknown
   */
  append(parts: readonly Uint8Array[]): Promise<void>;

  /** Returns when everything appended so far survives a loss of power. */
  sync(): Promise<void>;

  truncate(size: number): Promise<void>;

  close(): Promise<void>;
}
