import { join } from 'node:path';

/** Paths in the data folder of a network. */
export class Paths {
  readonly home: string;

  constructor(home: string) {
    this.home = home;
  }

  /** Written by `up`, for `status`, `down`, and for programs that connect. */
  get network(): string {
    return join(this.home, 'network.json');
  }

  organization(key: string, ...rest: string[]): string {
    return join(this.home, 'organizations', key, ...rest);
  }

  node(name: string, ...rest: string[]): string {
    return join(this.home, 'nodes', name, ...rest);
  }

  channel(...rest: string[]): string {
    return join(this.home, 'channel', ...rest);
  }

  /** Authorities of nodes on other machines. */
  known(...rest: string[]): string {
    return join(this.home, 'known', ...rest);
  }

  /** Compiled contracts as they were approved, one folder per label. */
  contract(label: string, ...rest: string[]): string {
    return join(this.home, 'contracts', label, ...rest);
  }

  builder(...rest: string[]): string {
    return join(this.home, 'builder', ...rest);
  }

  run(...rest: string[]): string {
    return join(this.home, 'run', ...rest);
  }

  log(name: string): string {
    return join(this.home, 'logs', `${name}.log`);
  }
}
