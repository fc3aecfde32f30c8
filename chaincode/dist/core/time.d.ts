/**
 * Moments and dates without a clock and without `Date`: the contract sees time only as the
 * transaction's timestamp, and tax days are Shanghai days (UTC+8 all year since 1991).
 */
/** "2026-03-01T08:00:00Z" for seconds since 1970 in UTC. */
export declare function formatInstant(epochSeconds: number): string;
/** Seconds since 1970 of an instant in text, or undefined when it is not one. */
export declare function readInstant(text: string): number | undefined;
/** The day in Shanghai, "2026-03-01". */
export declare function shanghaiDate(epochSeconds: number): string;
/** The tax period of a date: "2026-03". */
export declare function monthOf(date: string): string;
export declare function isCalendarDate(text: string): boolean;
export declare function isMonth(text: string): boolean;
