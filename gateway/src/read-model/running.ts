import { Follower } from '../stream/follower.js';
import type { LedgerStream } from '../stream/ledger-stream.js';
import { openEngine } from './open-engine.js';
import { ProjectionThread } from './projection-thread.js';
import { ReadModel } from './read-model.js';

/** A read model that follows a ledger. */
export interface RunningReadModel {
  readonly model: ReadModel;
  readonly follower: Follower;
  /** Ends after the current transaction. The stream must still be open. */
  close(): Promise<void>;
}

/**
 * Opens the read model and starts to follow the ledger, in a thread of its own.
 *
 * @param place path of a SQLite file, or URL of a PostgreSQL database
 * @param onError gets errors that interrupt the projection, and errors of connections
 */
export async function startReadModel(
  place: string,
  stream: LedgerStream,
  onError: (error: unknown) => void,
): Promise<RunningReadModel> {
  const engine = openEngine(place, onError);
  const projection = new ProjectionThread({ place, channel: stream.channel }, onError);
  try {
    await projection.height();
  } catch (error) {
    await projection.close();
    await engine.close();
    throw error;
  }
  const model = ReadModel.forQuestions(engine, stream.channel);
  const follower = new Follower(projection, stream, { onError });
  follower.start();
  const close = async (): Promise<void> => {
    await follower.stop();
    await projection.close();
    await model.close();
  };
  return { model, follower, close };
}
