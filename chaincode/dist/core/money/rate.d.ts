declare const unit: unique symbol;
/** A tax rate in hundredths of a percent: 13 % is 1300. */
export type BasisPoints = number & {
    readonly [unit]: 'basis points';
};
/** How many basis points are one: the divisor of every tax. */
export declare const BASIS_POINTS_PER_UNIT = 10000n;
/** A fraction below one with at most three decimals and no trailing zero ("0.13", "0.015", "0"). */
export declare function readRate(text: string): BasisPoints | undefined;
/** "0.13" as people read it: "13%", "1.5%". */
export declare function formatPercent(rate: BasisPoints): string;
export {};
