/** Every key of the world state. Parts never contain the separator: codes, numbers and names are checked. */
export declare const keys: {
    readonly policy: () => string;
    readonly taxpayer: (code: string) => string;
    /** How far the bureau has granted the numbers under a prefix. */
    readonly prefix: (prefix: string) => string;
    /** Numbers granted to a seller and not allotted to a lane. */
    readonly stock: (seller: string) => string;
    readonly credit: (seller: string, month: string) => string;
    readonly lane: (seller: string, lane: string) => string;
    /** Mirrored, so that the first key at or after the mirror of a number is the page that may carry it. */
    readonly page: (first: string) => string;
    /** Exists once something has happened to an invoice after its issue. */
    readonly status: (number: string) => string;
    readonly request: (actor: string, requestId: string) => string;
};
