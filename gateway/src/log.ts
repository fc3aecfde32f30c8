import { type DestinationStream, type Level, type Logger, pino } from 'pino';

/** Returns a log of JSON lines. It contains only the fields of requests and answers that `exchange` chooses. */
export function createLog(level: Level | 'silent', destination: DestinationStream): Logger {
  return pino({ level, base: null }, destination);
}
