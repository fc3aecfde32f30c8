import type { StateChange, StateEntry, StateReader, StateValue, Version } from './state-store.js';
import { compareUtf8 } from './utf8-order.js';

/** The committed state with the writes of earlier transactions of the block, for the check of the next one. */
export class OverlayState implements StateReader {
  readonly #below: StateReader;
  readonly #namespaces = new Map<string, Map<string, StateChange>>();

  constructor(below: StateReader) {
    this.#below = below;
  }

  set(change: StateChange): void {
    const namespace = this.#namespaces.get(change.namespace) ?? new Map<string, StateChange>();
    this.#namespaces.set(change.namespace, namespace);
    namespace.set(change.key, change);
  }

  /** Returns whether an earlier transaction of the block wrote the key. */
  has(namespace: string, key: string): boolean {
    return this.#namespaces.get(namespace)?.has(key) ?? false;
  }

  /** The last change of each key. */
  changes(): StateChange[] {
    return [...this.#namespaces.values()].flatMap((namespace) => [...namespace.values()]);
  }

  get(namespace: string, key: string): StateValue | undefined {
    const change = this.#namespaces.get(namespace)?.get(key);
    if (change === undefined) return this.#below.get(namespace, key);
    return change.value === undefined ? undefined : { value: change.value, version: change.version };
  }

  version(namespace: string, key: string): Version | undefined {
    const change = this.#namespaces.get(namespace)?.get(key);
    if (change === undefined) return this.#below.version(namespace, key);
    return change.value === undefined ? undefined : change.version;
  }

  range(namespace: string, start: string, end: string, limit: number): readonly StateEntry[] {
    const within = [...(this.#namespaces.get(namespace)?.values() ?? [])].filter(
      ({ key }) => compareUtf8(key, start) >= 0 && (end === '' || compareUtf8(key, end) < 0),
    );
    // Each deletion can hide one entry of the state below, so that many more are read.
    const below = this.#below.range(namespace, start, end, limit + within.length);
    if (within.length === 0) return below;
    const changed = new Set(within.map(({ key }) => key));
    const entries = below.filter(({ key }) => !changed.has(key));
    for (const { key, value, version } of within)
      if (value !== undefined) entries.push({ key, value, version });
    return entries.sort((a, b) => compareUtf8(a.key, b.key)).slice(0, limit);
  }
}
