import { build, encode, peer, type protos } from './protobuf.js';
import { SimulationError } from './simulator.js';

type QueryResultBytes = protos.peer.QueryResultBytes;

/** Number of results in a batch, as on a peer. */
const BATCH = 100;
/** Largest number of results of one query. */
const RESULTS_MAX = 100_000;

/** A source of encoded query results, such as a range of keys or the history of a key. */
export interface ResultSource {
  /** Returns the next result; undefined at the end. */
  next(): Uint8Array | undefined;
  /** Start of a next page; empty at the end. */
  bookmark(): string;
}

interface Cursor {
  readonly source: ResultSource;
  /** The result after the last batch. It is read early to know whether more follow. */
  pending: QueryResultBytes[];
  total: number;
}

/** The open queries of a transaction, which are sent in batches. */
export class QueryCursors {
  readonly #open = new Map<string, Cursor>();
  #opened = 0;

  /** Opens a query and encodes its first answer (QueryResponse). */
  open(source: ResultSource): Uint8Array {
    this.#opened += 1;
    const id = String(this.#opened);
    this.#open.set(id, { source, pending: [], total: 0 });
    return this.next(id);
  }

  /** Encodes one page of a query, complete in one answer, with the bookmark of the next. */
  page(source: ResultSource, pageSize: number): Uint8Array {
    const limit = pageSize > 0 ? Math.min(pageSize, RESULTS_MAX) : RESULTS_MAX;
    const results: QueryResultBytes[] = [];
    while (results.length < limit) {
      const result = source.next();
      if (result === undefined) break;
      results.push(wrap(result));
    }
    const metadata = encode(peer.QueryResponseMetadata, (message) => {
      message.setFetchedRecordsCount(results.length);
      message.setBookmark(source.bookmark());
    });
    return encode(peer.QueryResponse, (response) => {
      response.setResultsList(results);
      response.setMetadata(metadata);
    });
  }

  /** Returns an open query. @throws {SimulationError} when the query is not open */
  next(id: string): Uint8Array {
    const cursor = this.#open.get(id);
    if (cursor === undefined) throw new SimulationError('query iterator not found');
    while (cursor.total < RESULTS_MAX) {
      const result = cursor.source.next();
      if (result === undefined) break;
      cursor.total += 1;
      if (cursor.pending.length === BATCH) {
        const batch = cursor.pending;
        cursor.pending = [wrap(result)];
        return response(id, batch, true);
      }
      cursor.pending.push(wrap(result));
    }
    this.#open.delete(id);
    return response(id, cursor.pending, false);
  }

  close(id: string): Uint8Array {
    this.#open.delete(id);
    return response(id, [], false);
  }
}

function response(id: string, results: QueryResultBytes[], more: boolean): Uint8Array {
  return encode(peer.QueryResponse, (message) => {
    message.setResultsList(results);
    message.setHasMore(more);
    message.setId(id);
  });
}

function wrap(result: Uint8Array): QueryResultBytes {
  return build(peer.QueryResultBytes, (message) => message.setResultbytes(result));
}
