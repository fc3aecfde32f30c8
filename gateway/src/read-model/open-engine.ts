import type { Engine } from './engine.js';
import { isPostgresUrl } from './place.js';
import { openPostgres } from './postgres.js';
import { openSqlite } from './sqlite.js';

/**
 * Opens the database of a read model.
 *
 * @param place path of a SQLite file, or URL of a PostgreSQL database
 * @param onConnectionError gets the errors of connections that break while no query runs on them
 */
export function openEngine(place: string, onConnectionError: (error: unknown) => void): Engine {
  return isPostgresUrl(place) ? openPostgres({ url: place, onConnectionError }) : openSqlite(place);
}
