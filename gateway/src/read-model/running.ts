import { Follower } from '../stream/follower.js';
import type { LedgerStream } from '../stream/ledger-stream.js';
import { isPostgresUrl } from './place.js';
import { openPostgres } from './postgres.js';
import { ReadModel } from './read-model.js';
import { openSqlite } from './sqlite.js';

/** A read model that follows a ledger. */
export interface RunningReadModel {
  readonly model: ReadModel;
  readonly follower: Follower;
  /** Ends after the current transaction. The stream must still be open. */
  close(): Promise<void>;
}

/**
 * Opens the read model and starts to follow the ledger.
 *
 * @param place path of a SQLite file, or URL of a PostgreSQL database
 * @param onError gets errors that interrupt the projection, and errors of connections
 */
export async function startReadModel(
  place: string,
  stream: LedgerStream,
  onError: (error: unknown) => void,
): Promise<RunningReadModel> {
  const engine = isPostgresUrl(place)
    ? openPostgres({ url: place, onConnectionError: onError })
    : openSqlite(place);
  const model = await ReadModel.open(engine, stream.channel).catch(async (error: unknown) => {
    await engine.close();
    throw error;
  });
  const follower = new Follower(model, stream, { onError });
  follower.start();
  const close = async (): Promise<void> => {
    await follower.stop();
    await model.close();
  };
  return { model, follower, close };
}
