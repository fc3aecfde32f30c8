/**
 * The disk as the ledger sees it. A simulator puts its own in place, which forgets what was not
 * synced, tears what was being written, and fails when told to.
 */
export interface Disk {
  /** Opens a file for reading and appending; creates it, durably, when it is not there. */
  open(name: string): Promise<DiskFile>;
}

export interface DiskFile {
  /** Bytes in the file, also those that another process wrote. */
  size(): number;

  /** Up to `length` bytes from `position` on; fewer only at the end of the file. */
  read(position: number, length: number): Uint8Array;

  /**
   * Writes at the end, wherever that is by now. Not durable before `sync`.
   *
   * @throws {LedgerError} LEDGER_SECOND_WRITER with the stage `submit`, and nothing written, when a file that keeps
   *   other writers away is not in its place; any other error leaves the end unknown
   */
  append(parts: readonly Uint8Array[]): Promise<void>;

  /** Returns when everything appended so far survives a loss of power. */
  sync(): Promise<void>;

  truncate(size: number): Promise<void>;

  close(): Promise<void>;
}
