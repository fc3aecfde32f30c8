/** A quantity or unit price, exact: `digits` scaled down by 10 to the power `scale`. */
export interface Decimal {
    readonly digits: bigint;
    readonly scale: number;
}
/** At most 17 characters with point and sign, at most 13 decimals (T15); undefined when it is not that. */
export declare function readDecimal(text: string): Decimal | undefined;
export declare function multiplyDecimals(a: Decimal, b: Decimal): Decimal;
/** 10 to the power `exponent`, 0 to 31. */
export declare function powerOfTen(exponent: number): bigint;
