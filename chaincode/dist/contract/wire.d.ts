import { ObjectReader } from '../core/index.js';
/**
 * Reads a transaction's one argument. It must be canonical JSON, so that no two texts mean the same
 * request and no text can be read in two ways (duplicate keys, say, do not survive the comparison).
 *
 * @throws {ValidationError} JSON_INVALID, or every fault that `read` reports
 */
export declare function decode<T>(argument: string, read: (reader: ObjectReader) => T): T;
/**
 * Runs a transaction and returns its result as canonical JSON. Of a thrown error only the message
 * leaves a chaincode, so a coded error leaves as JSON with its code and faults.
 */
export declare function answer(run: () => Promise<unknown>): Promise<string>;
