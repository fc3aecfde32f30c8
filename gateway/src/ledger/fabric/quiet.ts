/**
 * Imported before fabric-common, which otherwise prints every refusal and every lost connection on the
 * console: callers get each of them as an error. The place is where the library looks for a logger
 * of its user's.
 */
const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };

function ignore(): void {}

Reflect.set(globalThis, 'hfc', { logger: silent });
