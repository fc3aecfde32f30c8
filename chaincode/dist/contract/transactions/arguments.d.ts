import { type Fen, type ObjectReader } from '../../core/index.js';
/** Fields that several transactions have, each read the same way everywhere. */
export declare function participant(reader: ObjectReader, field: string): string;
export declare function creditCode(reader: ObjectReader, field: string): string;
export declare function invoiceNumber(reader: ObjectReader, field: string): string;
export declare function requestId(reader: ObjectReader): string;
export declare function laneName(reader: ObjectReader): string;
export declare function month(reader: ObjectReader): string;
export declare function date(reader: ObjectReader, field: string): string;
/** Money that is zero or more. */
export declare function amount(reader: ObjectReader, field: string): Fen;
/** A count from `min` to `max`; counts are the only JSON numbers on the ledger. */
export declare function count(reader: ObjectReader, field: string, min: number, max: number): number;
/**
 * A field whose fault has been reported has no value; the whole argument is refused before anybody
 * looks at it, so the type may claim that it has one.
 */
export declare function checked<T>(value: T | undefined): T;
export declare function when(test: (text: string) => boolean): (text: string) => string | undefined;
/** A list of 1 to `max` objects; an item's own faults carry its pointer. */
export declare function readList<T>(reader: ObjectReader, field: string, max: number, read: (item: ObjectReader) => T): readonly T[];
