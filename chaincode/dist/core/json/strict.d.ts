import type { Json } from './canonical.js';
/** Most lists and objects around a value; an invoice needs four. */
export declare const JSON_DEPTH_MAX = 32;
/**
 * JSON as strictly as money deserves. Beyond what JSON.parse refuses, it refuses what JSON.parse
 * would silently resolve: duplicate keys, `__proto__`, lone surrogates, numbers that are not exact
 * integers, nesting deeper than JSON_DEPTH_MAX.
 *
 * @throws {ValidationError} JSON_INVALID, with the position in the message
 */
export declare function parseStrictJson(text: string): Json;
