import { gzipSync } from 'fflate';
import { packTar } from 'modern-tar';

/** A file of an archive; `path` is relative, with slashes. */
export interface TarFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Fields that an archive has for each file besides path and size; they are the same for all. */
const ATTRIBUTES = { type: 'file', mode: 0o644, mtime: new Date(0), uid: 0, gid: 0 } as const;

/**
 * Returns a tar archive (ustar) in a gzip stream that stores it uncompressed. Equal files give equal bytes on every
 * machine, because the hash of a chaincode package is its identity: files are sorted by the UTF-16 code units of their
 * paths, without times and owners. Nothing is compressed, because zlib's output differs between processors and between
 * versions of Node.js.
 */
export async function tarGz(files: readonly TarFile[]): Promise<Uint8Array> {
  const entries = files
    .toSorted((one, other) => (one.path < other.path ? -1 : 1))
    .map(({ path, bytes }) => ({ header: { ...ATTRIBUTES, name: path, size: bytes.length }, body: bytes }));
  return gzipSync(await packTar(entries), { level: 0, mtime: 0 });
}
