/** Read-write sets: the reads, the scanned ranges and the intended writes of a simulation. */
import { InvariantError } from '@fapiao-ledger/core';
import { build, encode, ledger, type protos } from './protobuf.js';
import type { Version } from './state-store.js';
import { sortedValues } from './utf8-order.js';

const { KVRead, KVWrite, KVRWSet, Version: ProtoVersion } = ledger.rwset.kvrwset;

export type RangeQueryInfo = protos.ledger.rwset.kvrwset.RangeQueryInfo;
type KvRead = protos.ledger.rwset.kvrwset.KVRead;
type KvWrite = protos.ledger.rwset.kvrwset.KVWrite;

interface Read {
  readonly key: string;
  /** Undefined when the key did not exist. */
  readonly version: Version | undefined;
}

interface Write {
  readonly key: string;
  /** Undefined deletes the key. */
  readonly value: Uint8Array | undefined;
}

export interface NamespaceRwSet {
  readonly namespace: string;
  readonly reads: readonly Read[];
  readonly ranges: readonly RangeQueryInfo[];
  readonly writes: readonly Write[];
  /** Whether it uses features that this peer lacks: private collections or policies of single keys. */
  readonly foreign: boolean;
}

/** Builds a read-write set. Its bytes are those that a peer produces for the same calls. */
export class RwSetBuilder {
  readonly #namespaces = new Map<string, NamespaceBuilder>();

  addRead(namespace: string, key: string, version: Version | undefined): void {
    this.#of(namespace).reads.set(key, readMessage(key, version));
  }

  /** Notes a write. An empty value deletes, as on a peer. */
  addWrite(namespace: string, key: string, value: Uint8Array | undefined): void {
    const write = build(KVWrite, (message) => {
      message.setKey(key);
      if (value === undefined || value.length === 0) message.setIsDelete(true);
      else message.setValue(value);
    });
    this.#of(namespace).writes.set(key, write);
  }

  /** Notes a range. One that was scanned twice to the same end counts once. */
  addRange(namespace: string, range: RangeQueryInfo): void {
    const id = JSON.stringify([range.getStartKey(), range.getEndKey(), range.getItrExhausted()]);
    const { ranges } = this.#of(namespace);
    if (!ranges.has(id)) ranges.set(id, range);
  }

  /** Returns the bytes of TxReadWriteSet: namespaces, reads and writes by UTF-8 bytes, ranges as they were opened. */
  toBytes(): Uint8Array {
    return encode(ledger.rwset.TxReadWriteSet, (set) => {
      set.setNsRwsetList(
        sortedValues(this.#namespaces).map((namespace) =>
          build(ledger.rwset.NsReadWriteSet, (message) => {
            message.setNamespace(namespace.name);
            message.setRwset(encodeNamespace(namespace));
          }),
        ),
      );
    });
  }

  #of(name: string): NamespaceBuilder {
    const namespace = this.#namespaces.get(name);
    if (namespace !== undefined) return namespace;
    const fresh = { name, reads: new Map(), writes: new Map(), ranges: new Map() };
    this.#namespaces.set(name, fresh);
    return fresh;
  }
}

interface NamespaceBuilder {
  readonly name: string;
  readonly reads: Map<string, KvRead>;
  readonly writes: Map<string, KvWrite>;
  readonly ranges: Map<string, RangeQueryInfo>;
}

function encodeNamespace(namespace: NamespaceBuilder): Uint8Array {
  return encode(KVRWSet, (set) => {
    set.setReadsList(sortedValues(namespace.reads));
    set.setRangeQueriesInfoList([...namespace.ranges.values()]);
    set.setWritesList(sortedValues(namespace.writes));
  });
}

export function readMessage(key: string, version: Version | undefined): KvRead {
  return build(KVRead, (read) => {
    read.setKey(key);
    if (version === undefined) return;
    read.setVersion(
      build(ProtoVersion, (message) => {
        message.setBlockNum(version.block);
        message.setTxNum(version.tx);
      }),
    );
  });
}

/** Decodes a set. @throws when the bytes are no TxReadWriteSet */
export function decodeRwSet(bytes: Uint8Array): NamespaceRwSet[] {
  const set = ledger.rwset.TxReadWriteSet.deserializeBinary(bytes);
  return set.getNsRwsetList().map((namespace) => {
    const content = KVRWSet.deserializeBinary(namespace.getRwset_asU8());
    const collections = namespace.getCollectionHashedRwsetList();
    return {
      namespace: namespace.getNamespace(),
      reads: content.getReadsList().map((read) => ({ key: read.getKey(), version: versionOf(read) })),
      ranges: content.getRangeQueriesInfoList(),
      writes: content.getWritesList().map((write) => ({ key: write.getKey(), value: writtenValue(write) })),
      foreign: collections.length > 0 || content.getMetadataWritesList().length > 0,
    };
  });
}

function versionOf(read: KvRead): Version | undefined {
  const version = read.getVersion();
  return version === undefined ? undefined : { block: version.getBlockNum(), tx: version.getTxNum() };
}

function writtenValue(write: KvWrite): Uint8Array | undefined {
  const value = write.getValue_asU8();
  return write.getIsDelete() || value.length === 0 ? undefined : value;
}

/** Returns the namespace of a set. The caller must know that it is there. */
export function namespaceOf(sets: readonly NamespaceRwSet[], name: string): NamespaceRwSet {
  const match = sets.find((set) => set.namespace === name);
  if (match === undefined) throw new InvariantError(`a read-write set without the namespace ${name}`);
  return match;
}
