declare const unit: unique symbol;
/** Money: an integer count of fen (1 yuan = 100 fen). A bare bigint does not fit where Fen is wanted. */
export type Fen = bigint & {
    readonly [unit]: 'fen';
};
/** Largest magnitude of any amount: 15 digits of yuan with 2 decimals. */
export declare const FEN_MAX: bigint;
export declare function isFen(amount: bigint): amount is Fen;
/** @throws {InvariantError} when the amount is out of range; inputs are bounded before they get here */
export declare function fen(amount: bigint): Fen;
export declare const ZERO_FEN: Fen;
export declare function addFen(a: Fen, b: Fen): Fen;
export declare function subtractFen(a: Fen, b: Fen): Fen;
export declare function sumFen(amounts: Iterable<Fen>): Fen;
/** Yuan in text with exactly two decimals ("-12.30") to fen, or undefined when it is not that. */
export declare function readYuan(text: string): Fen | undefined;
/** @throws {ValidationError} MONEY_FORMAT at `path` */
export declare function parseYuan(text: string, path?: string): Fen;
export declare function formatYuan(amount: Fen): string;
export {};
