import { type DestinationStream, type Level, type Logger, pino } from 'pino';

/** JSON lines. No field of a request or an answer goes in but those that `exchange` chooses. */
export function createLog(level: Level | 'silent', destination: DestinationStream): Logger {
  return pino({ level, base: null }, destination);
}
