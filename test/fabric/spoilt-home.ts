import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { type NetworkFile, readNetworkFile } from '@fapiao-ledger/network/fabric';

const LEFT_OUT = /(^|\/)(data|raft|snapshots|logs|run|contracts|packages)(\/|$)/;

/** A copy of all that a running network's folder says of it: what a test breaks in it, breaks nothing else. */
export class SpoiltHome {
  readonly folder = mkdtempSync(join(tmpdir(), 'fapiao-doctor-'));

  constructor(home: string) {
    const filter = (source: string): boolean => !LEFT_OUT.test(relative(home, source));
    cpSync(home, this.folder, { recursive: true, filter });
    const file = join(this.folder, 'network.json');
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(home, this.folder));
  }

  get network(): NetworkFile {
    return readNetworkFile(this.folder);
  }

  change(part: Partial<NetworkFile>): void {
    const text = JSON.stringify({ ...this.network, ...part });
    writeFileSync(join(this.folder, 'network.json'), text);
  }

  path(...parts: readonly string[]): string {
    return join(this.folder, ...parts);
  }
}
