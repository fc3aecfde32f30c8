/** What documents of this project consist of. Numbers are counts: safe integers only, never amounts. */
export type Json = string | number | boolean | null | readonly Json[] | {
    readonly [key: string]: Json;
};
/**
 * The one serialisation of a value (RFC 8785): keys sorted by UTF-16 code units, no white space. State, results,
 * events and signed statements all use it, so equal content has equal bytes on every endorser.
 *
 * @throws {InvariantError} on anything but `Json`: undefined, fractions, bigints, lone surrogates
 */
export declare function canonicalJson(value: unknown): string;
