import type { ErrorCode, Fault } from '../errors.js';
/** Most faults one answer carries: `{}` as a line is three bytes and has six, so a bound must be. */
export declare const FAULTS_MAX = 1000;
/** Collects faults with their JSON pointers while a document is read; nothing throws on the way. */
export declare class Faults {
    readonly list: Fault[];
    report(code: ErrorCode, path: string, message: string): undefined;
}
/** A JSON object under a pointer, read field by field; every field that is not asked for is a fault. */
export declare class ObjectReader {
    #private;
    readonly path: string;
    private constructor();
    static of(value: unknown, path: string, faults: Faults): ObjectReader | undefined;
    /** The object itself, as it was given. */
    get document(): unknown;
    /** Any value of a required field; undefined with a fault when it is missing. */
    required(field: string): unknown;
    optional(field: string): unknown;
    text(field: string): string | undefined;
    optionalText(field: string): string | undefined;
    /** Text that `read` turns into a value; `expected` completes "… is not". */
    value<T>(field: string, read: (text: string) => T | undefined, code: ErrorCode, expected: string): T | undefined;
    optionalValue<T>(field: string, read: (text: string) => T | undefined, code: ErrorCode, expected: string): T | undefined;
    /** Text of 1 to `lengthMax` characters that a page can show. */
    printable(field: string, lengthMax: number): string | undefined;
    optionalPrintable(field: string, lengthMax: number): string | undefined;
    oneOf<T extends string>(field: string, allowed: readonly T[]): T | undefined;
    object(field: string): ObjectReader | undefined;
    /** Entry `index` of a list field, which must be an object. */
    item(field: string, index: number): ObjectReader | undefined;
    array(field: string): readonly unknown[] | undefined;
    /** Call last: reports every field that was never asked for. */
    end(): void;
    fault(code: ErrorCode, field: string, message: string): undefined;
    pointer(field: string): string;
}
