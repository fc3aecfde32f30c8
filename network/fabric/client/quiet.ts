/**
 * Silences fabric-common, which otherwise prints every refusal and every lost connection on the console. Callers get
 * them as errors. The library looks for a custom logger in this global, so import this module before the library.
 */
const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };

function ignore(): void {}

Reflect.set(globalThis, 'hfc', { logger: silent });
